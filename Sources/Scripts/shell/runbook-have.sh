# shellcheck shell=sh disable=SC2034,SC2154
# What must be there before something is begun.
# needs: runbook-words

# have <file>…: whether each is there and not empty.
have() {
  for wanted in "$@"; do
    [ -s "$wanted" ] || { fault "$wanted is missing or empty" || return 1; }
  done
}
