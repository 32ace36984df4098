# shellcheck shell=sh disable=SC2154
# Which roles a server has.
# needs: runbook-sql
# reads: restored

# The statements that would create the server's roles.
present_roles() {
  sql --command="SELECT format('CREATE ROLE %I;', rolname) FROM pg_roles" >"$restored/present"
}
