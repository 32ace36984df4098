# shellcheck shell=sh disable=SC2034,SC2154
# Restores a physical backup and its WAL with pgbackrest.
# needs: drill-queries drill-server drill-steps names run
# reads: best_effort pgbackrest place server_user sink
# runs: od

# find_backup <repository's number>
# Records the newest backup of $stanza in the repository as the item to prove.
find_backup() {
  subject=$sink
  printf %s "$best_effort" >"$place/best_effort"
  printf 0 >"$place/seconds"
  attempt "find the newest backup" read_backup "$1"
}

# The report has each backup's label and stop time, oldest first.
read_backup() {
  "$pgbackrest" --stanza="$stanza" --repo="$1" --output=json --log-level-console=warn --log-level-file=off info \
    >"$run/tmp/info" || fail "can't read the repository"
  label=$(sed 's/"label":"/\n&/g' "$run/tmp/info" | sed -n 's/^"label":"\([0-9][^"]*\)".*/\1/p' | tail -n 1)
  stopped=$(sed 's/"stop":/\n&/g' "$run/tmp/info" | sed -n 's/^"stop":\([0-9][0-9]*\).*/\1/p' | tail -n 1)
  if [ -z "$label" ] || [ -z "$stopped" ]; then
    fail "the repository has no backup"
  fi
  for item in "$place"/items/*; do
    printf %s "$label" >"$item/copy"
    age=$(($(date -u +%s) - stopped))
    printf %s "$age" >"$item/age"
    date -u -d "@$stopped" +%Y%m%dT%H%M%SZ >"$item/started"
  done
  if [ -n "$maximum_age" ] && [ "$age" -gt "$maximum_age" ]; then
    fail "the newest backup is $age seconds old, more than the $maximum_age that the policy allows"
  fi
  say "the newest backup is $label"
}

# prove_physical <material> <major version> <repository's number>
prove_physical() {
  material=$1
  subject="$sink: $material"
  server=$place/servers/$(encode "$material")
  attempt "restore $material" restore_physical "$2" "$3"
  stop_server "$server"
  rm -rf "$server"
}

# All WAL in the repository is replayed. Options override the restored files, so that neither the source's
# archive nor its network is used; only the assertions run, and they only read.
restore_physical() {
  [ "$(id -u)" -ne 0 ] || fail "PostgreSQL doesn't run as root: run this as another user, as its unit does"
  find_programs "$1"
  mkdir -p "$server/tablespaces" "$run/s" "$run/lock"
  mkdir -m 0700 "$server/data"
  printf %s "$PATH" >"$server/path"
  printf %s "$server_user" >"$server/user"
  od -An -v -N16 -tx1 /dev/urandom | tr -d ' \n' >"$server/token"
  token=$(cat "$server/token")
  "$pgbackrest" --stanza="$stanza" --repo="$2" --pg1-path="$server/data" --archive-mode=off \
    --tablespace-map-all="$server/tablespaces" --lock-path="$run/lock" --spool-path="$run/tmp" \
    --log-level-console=warn --log-level-file=off restore || fail "pgbackrest restore failed"
  pg_controldata "$server/data" | sed -n 's/^Database system identifier: *//p' >"$server/identifier"
  printf 'local all all trust\n' >"$server/pg_hba.conf"
  : >"$server/pg_ident.conf"
  server_settings "$1" >"$server/postgresql.conf"
  # Recovery takes as long as it needs; the service's time limit stops it.
  patience=1000000
  start_server --config_file="$server/postgresql.conf" --hba_file="$server/pg_hba.conf" \
    --ident_file="$server/pg_ident.conf" --external_pid_file= --listen_addresses= --unix_socket_directories="$run/s" \
    --port=5432 --cluster_name="$token" --wal_level=replica --archive_mode=off --archive_command= --ssl=off \
    --shared_preload_libraries= --logging_collector=off --hot_standby=off --primary_conninfo= --primary_slot_name= \
    --max_prepared_transactions=100
  export PGOPTIONS='-c default_transaction_read_only=on'
  printf '%s\n' 'SHOW server_version' | on_server >"$place/server_version"
  answered=$(printf '%s\n' 'SELECT pg_is_in_recovery()' | on_server)
  [ "$answered" = f ] || fail "recovery didn't finish"
  say "restored and recovered"
  ask_all
}
