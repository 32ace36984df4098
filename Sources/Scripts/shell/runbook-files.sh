# shellcheck shell=sh disable=SC2034,SC2154
# Puts files back.
# reads: restored root

# put_back <material>…: lists the files with modes and owners, and extracts them below $root. Parent folders that
# the archive lacks can be entered by everybody, as usual.
put_back() {
  for material in "$@"; do
    tar -tvf "$restored/$material/$material.tar" || return 1
    (umask 022 && tar -C "$root" -xpf "$restored/$material/$material.tar") || return 1
  done
}
