# shellcheck shell=sh disable=SC2034,SC2154
# Finds the newest copy in a borg repository, without writing to it.
# needs: borg run
# reads: item_name

open_copies_borg() {
  configure_borg
  borg_command list --short >"$run/tmp/archives" || fail "can't open the repository"
}

locate_borg() {
  list_borg || return 1
  copy=$(head -n 1 "$run/tmp/copies")
  [ -n "$copy" ]
}

get_record_borg() {
  borg_command extract --stdout "::$series$copy" "$item_name.json"
}

get_copy_borg() {
  borg_command extract --stdout "::$series$copy" "$item_name"
}
