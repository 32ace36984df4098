# shellcheck shell=sh disable=SC2034,SC2154
# Expectations of restored databases.
# reads: place

# expect <material> <database> <atLeast|equals> <operand> <statement>
# Records what the statement must return in the restored database.
expect() {
  number=1001
  while [ -e "$place/checks/$number" ]; do number=$((number + 1)); done
  check=$place/checks/$number
  mkdir -p "$check"
  printf %s "$1" >"$check/material"
  printf %s "$2" >"$check/database"
  printf %s "$3" >"$check/operator"
  printf %s "$4" >"$check/operand"
  printf %s "$5" >"$check/statement"
  printf failed >"$check/outcome"
}
