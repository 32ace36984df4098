/* What no reader of YAML gets below: reads FILE, or each file of a FOLDER, walks the events of libyaml, prints how many
   there were. */
#include <dirent.h>
#include <stdio.h>
#include <yaml.h>

static unsigned char text[1 << 20];

/* The events of a file; -1 where it can't be read, -2 where it is no YAML. */
static long events_of(const char *path) {
  FILE *file = fopen(path, "rb");
  if (!file) return -1;
  size_t length = fread(text, 1, sizeof text, file);
  int whole = !ferror(file) && feof(file);
  fclose(file);
  if (!whole) return -1;

  yaml_parser_t parser;
  if (!yaml_parser_initialize(&parser)) return -1;
  yaml_parser_set_input_string(&parser, text, length);
  long events = 0;
  yaml_event_type_t type;
  do {
    yaml_event_t event;
    if (!yaml_parser_parse(&parser, &event)) return -2;
    type = event.type;
    yaml_event_delete(&event);
    events++;
  } while (type != YAML_STREAM_END_EVENT);
  yaml_parser_delete(&parser);
  return events;
}

int main(int argc, char **argv) {
  if (argc != 2) return 2;
  DIR *folder = opendir(argv[1]);
  long events = 0;
  if (!folder) events = events_of(argv[1]);
  for (struct dirent *entry; folder && (entry = readdir(folder));) {
    char path[4096];
    if (entry->d_name[0] == '.') continue;
    if (snprintf(path, sizeof path, "%s/%s", argv[1], entry->d_name) >= (int)sizeof path) return 2;
    long more = events_of(path);
    if (more < 0) return 2;
    events += more;
  }
  if (events < 0) return events == -1 ? 2 : 1;
  return printf("%ld\n", events) > 0 ? 0 : 2;
}
