# shellcheck shell=sh disable=SC2034,SC2154
# Finds the newest plain copy.
# needs: access plain
# calls: get_*
# reads: store

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
