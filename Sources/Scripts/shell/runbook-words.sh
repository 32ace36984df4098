# shellcheck shell=sh disable=SC2034,SC2154
# The result of each block.

ok() {
  printf 'ok: %s\n' "$*"
}

fault() {
  printf 'FAULT: %s\n' "$*" >&2
  return 1
}
