# shellcheck shell=sh disable=SC2034,SC2154
# Everything below a folder of plain copies.
# reads: root
# runs: find

# The names of all files below the folder, as from $root.
tree_directory() {
  [ -d "$root/$1" ] || return 0
  (cd "$root" && find "$1" -type f)
}
