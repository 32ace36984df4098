# shellcheck shell=sh disable=SC2034,SC2154
# Plain copies in a folder.
# reads: backup folder host material store

list_names() {
  [ ! -d "$store/$folder" ] || find "$store/$folder" -maxdepth 1 -type f | sed 's|.*/||'
}

list_databases() {
  find "$store/$host/$backup/$material" -mindepth 1 -maxdepth 1 -type d | sed 's|.*/||'
}

get_copy() {
  cp "$store/$1" "$2" && cp "$store/$1.json" "$2.json"
}
