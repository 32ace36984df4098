# shellcheck shell=sh disable=SC2034,SC2154
# Dumps a database.
# needs: captures items names postgresql run
# reads: minimum_tables
# runs: awk pg_dump pg_restore

# Dumps a database to a file, never to a pipe, and decodes the whole archive: the table of contents comes
# first, so listing it would accept a truncated file.
dump_database() {
  database=$1
  shift
  subject=$material/$(encode "$database")
  new_item database dump "$database"
  export PGDATABASE="$database"
  ask "SHOW server_version" >"$item/server" || fail "can't connect"
  pg_dump --version | tr -d '\n' >"$item/tool"
  pg_dump --format=custom --no-password --lock-wait-timeout=300s --file="$archive" "$@" || fail "pg_dump failed"
  pg_restore --file=/dev/null "$archive" || fail "can't read the dump to its end"
  count_tables
  seal_item
}

# Counts the tables in the dump: the dump of an empty database is complete, but useless.
# Tables are in pg_class, OID 1259; other entries that begin with TABLE, such as TABLE DATA, have no catalogue.
count_tables() {
  pg_restore --list --file="$run/tmp/contents" "$archive" || fail "can't list the dump's contents"
  awk '/^[0-9]/ { entries++ } END { printf "%d", entries }' "$run/tmp/contents" >"$item/entries"
  awk '/^[0-9]/ && $2 == 1259 && $4 == "TABLE" { tables++ } END { printf "%d", tables }' "$run/tmp/contents" \
    >"$item/tables"
  tables=$(cat "$item/tables")
  [ "$tables" -ge "$minimum_tables" ] || fail "has $tables tables, fewer than $minimum_tables"
}
