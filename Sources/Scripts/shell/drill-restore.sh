# shellcheck shell=sh disable=SC2034,SC2154
# Restores databases into the throwaway server, and checks them.
# needs: drill-fetched drill-new-server drill-queries drill-server drill-steps names record-value run
# reads: place sink
# runs: awk

# prove_server <material> <major version> <least number of tables> <named|all> [restore_roles]
# Restores the material's archives to a new server and checks them.
prove_server() {
  material=$1
  subject="$sink: $material"
  server=$place/servers/$(encode "$material")
  minimum_tables=$3 databases=$4
  attempt "restore $material" restore_material "$2" "${5:-:}"
  stop_server "$server"
  rm -rf "$server"
}

restore_material() {
  make_server "$1"
  start_server
  printf '%s\n' 'SHOW server_version' | on_server >"$place/server_version"
  has_globals=no
  # Roles come first: they own the objects in the databases.
  "$2"
  for item in "$place"/items/*; do
    if is_fetched database; then
      attempt "restore $item_label" restore_database
    fi
  done
  ask_all
}

# Without the source's roles, owners and grants are left out.
restore_database() {
  pg_restore --list "$item/data/$item_name" >"$run/tmp/toc" || fail "the archive has no table of contents"
  set -- --exit-on-error --no-password --dbname=postgres
  [ "$has_globals" = yes ] || set -- "$@" --no-owner --no-acl --no-tablespaces
  # The database that already exists.
  [ "$item_database" = postgres ] || set -- "$@" --create
  prove_own
  pg_restore "$@" "$item/data/$item_name" || fail "can't restore the database"
  rm -f "$item/data/$item_name"
  check_tables
  say "restored, $tables tables"
}

# Checks the number of tables against the archive, its record and the policy. Tables are in pg_class, OID 1259.
check_tables() {
  listed=$(awk '$2 == 1259 && $4 == "TABLE"' "$run/tmp/toc" | wc -l | tr -d ' ')
  tables=$(printf '%s\n' "SELECT count(*) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind IN ('r', 'p') AND n.nspname NOT IN ('pg_catalog', 'information_schema')
      AND NOT EXISTS (SELECT FROM pg_depend d
        WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')" |
    PGDATABASE=$item_database on_server) || fail "can't count the restored tables"
  printf %s "$tables" >"$item/tables"
  [ "$tables" = "$listed" ] || fail "restored $tables tables instead of $listed"
  recorded=$(record_value tables <"$item/record")
  [ "$tables" = "${recorded:-$tables}" ] || fail "$tables tables were restored, but $recorded were captured"
  # As in a capture of all databases, the administrative one may be empty.
  if [ "$databases" = all ] && [ "$item_database" = postgres ]; then minimum_tables=0; fi
  [ "$tables" -ge "$minimum_tables" ] || fail "has $tables tables, fewer than $minimum_tables"
}
