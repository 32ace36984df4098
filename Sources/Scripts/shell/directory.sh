# shellcheck shell=sh disable=SC2034,SC2154
# Reads plain copies from a folder.
# reads: root run
# runs: find

get_directory() {
  cat "$root/$1"
}

list_directory() {
  [ -d "$root/$1" ] || return 0
  find "$root/$1" -maxdepth 1 -type f >"$run/tmp/files"
  sed 's|.*/||' "$run/tmp/files"
}
