# shellcheck shell=sh disable=SC2034,SC2154
# Checks that an answer is a certain text.
# needs: run
# reads: check
# runs: cmp

# The actual answer may be confidential.
answer_equals() {
  {
    cat "$check/operand"
    printf '\n'
  } | cmp -s - "$check/answer" || fail "the answer differs from the expected one"
}
