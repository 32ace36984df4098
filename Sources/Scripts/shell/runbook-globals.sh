# shellcheck shell=sh disable=SC2154
# Restores roles and tablespaces.
# needs: runbook-present-roles runbook-sql runbook-words
# reads: restored

# restore_globals <file>: roles and tablespaces; a role that is there already is changed, not made.
restore_globals() {
  present_roles || return 1
  grep -vxFf "$restored/present" "$1" | sql || { fault "$1 can't be restored" || return 1; }
}
