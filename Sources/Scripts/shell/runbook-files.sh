# shellcheck shell=sh disable=SC2034,SC2154
# Files to where they were.
# reads: restored root

# put_back <material>…: shows the files with modes and owners, and extracts them below $root. Folders on the way that
# the archive lacks can be entered by everybody, as usual.
put_back() {
  for material in "$@"; do
    tar -tvf "$restored/$material/$material.tar" || return 1
    (umask 022 && tar -C "$root" -xpf "$restored/$material/$material.tar") || return 1
  done
}
