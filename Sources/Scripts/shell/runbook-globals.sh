# shellcheck shell=sh disable=SC2154
# Restores roles and tablespaces.
# needs: runbook-present-roles runbook-sql runbook-words
# reads: restored

# restore_globals <file>: roles and tablespaces; existing roles are changed, not created.
restore_globals() {
  present_roles || return 1
  grep -vxFf "$restored/present" "$1" | sql || { fault "can't restore $1" || return 1; }
}
