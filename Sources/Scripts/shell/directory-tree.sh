# shellcheck shell=sh disable=SC2034,SC2154
# Lists all plain copies in a folder.
# reads: root
# runs: find

# All files below the folder, relative to $root.
tree_directory() {
  [ -d "$root/$1" ] || return 0
  (cd "$root" && find "$1" -type f)
}
