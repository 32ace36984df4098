# shellcheck shell=sh disable=SC2034,SC2154
# A folder on this machine or in a claim.
# needs: run
# reads: root

configure_directory() {
  [ -d "$root" ] || fail "the folder $root is missing"
}
