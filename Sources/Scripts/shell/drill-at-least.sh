# shellcheck shell=sh disable=SC2034,SC2154
# Checks that an answer is a large enough number.
# needs: run
# reads: check

answer_atLeast() {
  answer=$(cat "$check/answer")
  case ${answer#-} in
  '' | *[!0-9]*) fail "the answer isn't a whole number" ;;
  ????????????????????*) fail "the answer is too large to compare" ;;
  esac
  [ "$answer" -ge "$(cat "$check/operand")" ] || fail "the answer is $answer, less than $(cat "$check/operand")"
}
