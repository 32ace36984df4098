# shellcheck shell=sh disable=SC2034,SC2154
# Checks of restored databases.
# needs: runbook-sql runbook-words

# expect <database> <equals|at-least> <value> <statement>
expect() {
  answer=$(export PGDATABASE="$1" && sql --command="$4") || return 1
  case $2 in
  equals) [ "$answer" = "$3" ] ;;
  *) [ "$answer" -ge "$3" ] ;;
  esac || { fault "$4 answers $answer, not $2 $3" || return 1; }
  printf '%s answers %s\n' "$4" "$answer"
}
