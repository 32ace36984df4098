# shellcheck shell=sh disable=SC2034,SC2154
# Lists the databases that have copies in a folder.
# reads: backup host material store

list_databases() {
  find "$store/$host/$backup/$material" -mindepth 1 -maxdepth 1 -type d | sed 's|.*/||'
}
