# shellcheck shell=sh disable=SC2034,SC2154
# Copies stored as captured.

open_copy() {
  :
}
