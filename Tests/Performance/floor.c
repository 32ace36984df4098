/* What no reader of YAML gets below: reads FILE, walks the events of libyaml, prints how many there were. */
#include <stdio.h>
#include <yaml.h>

int main(int argc, char **argv) {
  static unsigned char text[1 << 20];
  FILE *file = argc == 2 ? fopen(argv[1], "rb") : NULL;
  if (!file) return 2;
  size_t length = fread(text, 1, sizeof text, file);
  if (ferror(file) || !feof(file)) return 2;
  fclose(file);

  yaml_parser_t parser;
  if (!yaml_parser_initialize(&parser)) return 2;
  yaml_parser_set_input_string(&parser, text, length);
  long events = 0;
  yaml_event_type_t type;
  do {
    yaml_event_t event;
    if (!yaml_parser_parse(&parser, &event)) return 1;
    type = event.type;
    yaml_event_delete(&event);
    events++;
  } while (type != YAML_STREAM_END_EVENT);
  yaml_parser_delete(&parser);
  return printf("%ld\n", events) > 0 ? 0 : 2;
}
