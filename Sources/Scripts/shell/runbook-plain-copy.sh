# shellcheck shell=sh disable=SC2034,SC2154
# Copies that are as they were captured.

open_copy() {
  :
}
