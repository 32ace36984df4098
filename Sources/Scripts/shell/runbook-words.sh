# shellcheck shell=sh disable=SC2034,SC2154
# What each block says at its end.

ok() {
  printf 'ok: %s\n' "$*"
}

fault() {
  printf 'FAULT: %s\n' "$*" >&2
  return 1
}
