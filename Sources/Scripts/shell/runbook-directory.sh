# shellcheck shell=sh disable=SC2034,SC2154
# Plain copies in a folder.
# reads: folder store

list_names() {
  [ ! -d "$store/$folder" ] || find "$store/$folder" -maxdepth 1 -type f | sed 's|.*/||'
}

get_copy() {
  cp "$store/$1" "$2" && cp "$store/$1.json" "$2.json"
}
