# shellcheck shell=sh disable=SC2034,SC2154
# The dump of one database.
# needs: captures items names postgresql run
# reads: minimum_tables
# runs: awk pg_dump pg_restore

# Dumps one database to a file, never to a pipe, and decodes the whole archive: its table of contents stands in
# front, so listing that would let a file pass that was cut off.
dump_database() {
  database=$1
  shift
  subject=$material/$(encode "$database")
  new_item database dump "$database"
  export PGDATABASE="$database"
  ask "SHOW server_version" >"$item/server" || fail "can't connect"
  pg_dump --version | tr -d '\n' >"$item/tool"
  pg_dump --format=custom --no-password --lock-wait-timeout=300s --file="$archive" "$@" || fail "pg_dump failed"
  pg_restore --file=/dev/null "$archive" || fail "the dump can't be read to its end"
  count_tables
  seal_item
}

# Counts what the dump holds: that of an empty database is whole, but nothing that anybody would want back.
# A table is of pg_class, 1259; what else begins with TABLE, such as TABLE DATA, is of no catalogue.
count_tables() {
  pg_restore --list --file="$run/tmp/contents" "$archive" || fail "the dump's contents can't be listed"
  awk '/^[0-9]/ { entries++ } END { printf "%d", entries }' "$run/tmp/contents" >"$item/entries"
  awk '/^[0-9]/ && $2 == 1259 && $4 == "TABLE" { tables++ } END { printf "%d", tables }' "$run/tmp/contents" \
    >"$item/tables"
  tables=$(cat "$item/tables")
  [ "$tables" -ge "$minimum_tables" ] || fail "has $tables tables, fewer than $minimum_tables"
}
