# shellcheck shell=sh disable=SC2034,SC2154
# Checks that files exist before a step.
# needs: runbook-words

# have <file>…: whether each exists and is not empty.
have() {
  for wanted in "$@"; do
    [ -s "$wanted" ] || { fault "$wanted is missing or empty" || return 1; }
  done
}
