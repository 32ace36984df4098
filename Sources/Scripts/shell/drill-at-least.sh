# shellcheck shell=sh disable=SC2034,SC2154
# An answer that must be a number, and large enough.
# needs: run
# reads: check

answer_atLeast() {
  answer=$(cat "$check/answer")
  case ${answer#-} in
  '' | *[!0-9]*) fail "the answer is no whole number" ;;
  ????????????????????*) fail "the answer is too large to compare" ;;
  esac
  [ "$answer" -ge "$(cat "$check/operand")" ] || fail "the answer is $answer, less than $(cat "$check/operand")"
}
