# shellcheck shell=sh disable=SC2034,SC2154
# An answer that must be a text.
# needs: run
# reads: check
# runs: cmp

# What the answer is instead may be nobody's business.
answer_equals() {
  {
    cat "$check/operand"
    printf '\n'
  } | cmp -s - "$check/answer" || fail "the answer is another one than expected"
}
