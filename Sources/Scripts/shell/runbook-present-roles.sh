# shellcheck shell=sh disable=SC2154
# Which roles a server has.
# needs: runbook-sql
# reads: restored

# The statements that would make the roles that the server has.
present_roles() {
  sql --command="SELECT format('CREATE ROLE %I;', rolname) FROM pg_roles" >"$restored/present"
}
