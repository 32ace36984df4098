# shellcheck shell=sh disable=SC2034,SC2154
# Captures all databases of a server.
# needs: captures dump names postgresql run

# Dumps every database that accepts connections. They are listed by OID, because names may contain anything.
capture_all_databases() {
  open_server
  numbers=$(ask "SELECT oid FROM pg_database WHERE datallowconn AND NOT datistemplate
    AND datname NOT IN ('rdsadmin', 'cloudsqladmin', 'azure_maintenance', 'azure_sys')
    ORDER BY datname") || fail "can't list the databases"
  [ -n "$numbers" ] || fail "the server has no databases"
  floor=$minimum_tables
  for number in $numbers; do
    database=$(ask "SELECT datname FROM pg_database WHERE oid = $number") || fail "can't get the name of database $number"
    subject=$material/$(encode "$database")
    # Every server has this one, but hardly any uses it.
    minimum_tables=$floor
    [ "$database" != postgres ] || minimum_tables=0
    capture dump_database "$database" "$@"
  done
}
