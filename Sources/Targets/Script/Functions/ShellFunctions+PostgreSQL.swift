extension ShellFunctions {
  /// The capture of databases.
  static let postgresql = #"""
    # Forgets the settings of the server before, and what the environment may say about one.
    new_server() {
      material=$1
      subject=$1
      rm -f "$run/tmp/awaited"
      unset PGHOST PGHOSTADDR PGPORT PGUSER PGDATABASE PGPASSWORD PGPASSFILE PGSERVICE PGOPTIONS
      unset PGSSLMODE PGSSLROOTCERT PGSSLCERT PGSSLKEY
      export PGAPPNAME=backstay PGCONNECT_TIMEOUT=30
      password='' root_certificate='' client_certificate='' client_key='' maximum_lag=''
    }

    # Reads the secrets of the server. libpq refuses a key that others may read, so files are copied.
    connect() {
      if [ -n "$password" ]; then
        PGPASSWORD=$(secret "$password") || exit 1
        export PGPASSWORD
      fi
      if [ -n "$root_certificate" ]; then
        secret "$root_certificate" >"$run/private/root.crt"
        export PGSSLROOTCERT="$run/private/root.crt"
      fi
      if [ -n "$client_certificate" ]; then
        secret "$client_certificate" >"$run/private/client.crt"
        secret "$client_key" >"$run/private/client.key"
        export PGSSLCERT="$run/private/client.crt" PGSSLKEY="$run/private/client.key"
      fi
    }

    ask() {
      PGDATABASE=${PGDATABASE:-postgres} psql -XAtq --no-password --set=ON_ERROR_STOP=1 --command="$1"
    }

    # Waits up to a minute for a server that is just starting, and only once for each server: with many databases
    # one that is out of reach would use up the time of the other materials.
    await_server() {
      [ ! -e "$run/tmp/awaited" ] || return 0
      : >"$run/tmp/awaited"
      tries=0
      until pg_isready --quiet || [ "$tries" -ge 12 ]; do
        tries=$((tries + 1))
        sleep 5
      done
    }

    # A standby that lags, or that can't tell, would make an old copy under a new date.
    check_lag() {
      [ -n "$maximum_lag" ] || return 0
      lag=$(ask "SELECT CASE WHEN NOT pg_is_in_recovery() THEN 0
        WHEN pg_last_wal_receive_lsn() = pg_last_wal_replay_lsn()
          AND EXISTS (SELECT FROM pg_stat_wal_receiver WHERE pid IS NOT NULL) THEN 0
        ELSE ceil(extract(epoch FROM now() - pg_last_xact_replay_timestamp())) END") || fail "can't ask for the lag"
      [ -n "$lag" ] || fail "the standby can't tell how far it lags"
      [ "$lag" -le "$maximum_lag" ] || fail "the standby lags $lag seconds, more than $maximum_lag"
    }

    open_server() {
      connect
      await_server
      check_lag
    }

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

    capture_database() {
      open_server
      dump_database "$@"
    }

    # Dumps every database that accepts connections. They are listed by number, because a name may hold anything.
    capture_all_databases() {
      open_server
      numbers=$(ask "SELECT oid FROM pg_database WHERE datallowconn AND NOT datistemplate
        AND datname NOT IN ('rdsadmin', 'cloudsqladmin', 'azure_maintenance', 'azure_sys')
        ORDER BY datname") || fail "can't list the databases"
      [ -n "$numbers" ] || fail "there is no database"
      floor=$minimum_tables
      for number in $numbers; do
        database=$(ask "SELECT datname FROM pg_database WHERE oid = $number") || fail "can't name database $number"
        subject=$material/$(encode "$database")
        # Every server has this one, and hardly any uses it.
        minimum_tables=$floor
        [ "$database" != postgres ] || minimum_tables=0
        capture dump_database "$database" "$@"
      done
    }

    # Dumps roles and tablespaces.
    capture_globals() {
      subject="$material globals"
      open_server
      new_item globals sql ''
      ask "SHOW server_version" >"$item/server" || fail "can't connect"
      pg_dumpall --version | tr -d '\n' >"$item/tool"
      pg_dumpall --globals-only --no-password --file="$archive" "$@" || fail "pg_dumpall failed"
      tail -n 5 "$archive" | grep -q '^-- PostgreSQL database cluster dump complete' || fail "the dump has no end"
      seal_item
    }
    """#
}
