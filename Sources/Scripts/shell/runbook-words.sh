# shellcheck shell=sh disable=SC2034,SC2154
# The result of each block.

ok() {
  printf 'ok: %s\n' "$*"
}

fault() {
  printf 'FAULT: %s\n' "$*" >&2
  return 1
}

# have <file>…: whether each exists and is not empty.
have() {
  for wanted in "$@"; do
    [ -s "$wanted" ] || { fault "$wanted is missing or empty" || return 1; }
  done
}
