# shellcheck shell=sh disable=SC2034,SC2154
# Finds the newest plain copy.
# needs: access plain
# calls: get_* tree_*
# reads: store
# runs: awk

open_copies_plain() {
  open_store
  use_credentials read
}

locate_plain() {
  plain_folder
  list_copies >"$run/tmp/copies" || return 1
  copy=$(head -n 1 "$run/tmp/copies")
  [ -n "$copy" ]
}

get_record_plain() {
  "get_$store" "$folder/$copy.json"
}

get_copy_plain() {
  "get_$store" "$folder/$copy"
}

# Each database has its own folder below that of its material.
databases_in_plain() {
  database_part=''
  plain_folder
  "tree_$store" "$folder" >"$run/tmp/tree" || return 1
  awk -v folder="$folder/" 'index($0, folder) == 1 {
    if (split(substr($0, length(folder) + 1), part, "/") == 2) print part[1]
  }' "$run/tmp/tree" | sort -u
}
