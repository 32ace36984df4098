# shellcheck shell=sh disable=SC2034,SC2154
# The restore of a physical backup and of the write-ahead log after it, by pgbackrest.
# needs: drill-queries drill-server drill-steps names run
# reads: best_effort pgbackrest place server_user sink
# runs: od

# find_backup <repository's number>
# Notes the newest backup of $stanza in the repository as the item that is to be proven.
find_backup() {
  subject=$sink
  printf %s "$best_effort" >"$place/best_effort"
  printf 0 >"$place/seconds"
  attempt "find the newest backup" read_backup "$1"
}

# The report names each backup with its label and the time at which it stopped, oldest first.
read_backup() {
  "$pgbackrest" --stanza="$stanza" --repo="$1" --output=json --log-level-console=warn --log-level-file=off info \
    >"$run/tmp/info" || fail "the repository can't be read"
  label=$(sed 's/"label":"/\n&/g' "$run/tmp/info" | sed -n 's/^"label":"\([0-9][^"]*\)".*/\1/p' | tail -n 1)
  stopped=$(sed 's/"stop":/\n&/g' "$run/tmp/info" | sed -n 's/^"stop":\([0-9][0-9]*\).*/\1/p' | tail -n 1)
  if [ -z "$label" ] || [ -z "$stopped" ]; then
    fail "there is no backup"
  fi
  for item in "$place"/items/*; do
    printf %s "$label" >"$item/copy"
    age=$(($(date -u +%s) - stopped))
    printf %s "$age" >"$item/age"
    date -u -d "@$stopped" +%Y%m%dT%H%M%SZ >"$item/started"
  done
  if [ -n "$maximum_age" ] && [ "$age" -gt "$maximum_age" ]; then
    fail "the newest backup is $age seconds old, more than the $maximum_age that the policy allows for"
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

# All log is replayed that the repository holds. Options win over what the restored files say, so that neither its
# archive nor its network is that of the source; nothing but the assertions runs, and they only read.
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
    --log-level-console=warn --log-level-file=off restore || fail "pgbackrest can't restore"
  pg_controldata "$server/data" | sed -n 's/^Database system identifier: *//p' >"$server/identifier"
  printf 'local all all trust\n' >"$server/pg_hba.conf"
  : >"$server/pg_ident.conf"
  server_settings "$1" >"$server/postgresql.conf"
  # Recovery waits for as long as it takes; the service's time limit ends it.
  patience=1000000
  start_server --config_file="$server/postgresql.conf" --hba_file="$server/pg_hba.conf" \
    --ident_file="$server/pg_ident.conf" --external_pid_file= --listen_addresses= --unix_socket_directories="$run/s" \
    --port=5432 --cluster_name="$token" --wal_level=replica --archive_mode=off --archive_command= --ssl=off \
    --shared_preload_libraries= --logging_collector=off --hot_standby=off --primary_conninfo= --primary_slot_name= \
    --max_prepared_transactions=100
  export PGOPTIONS='-c default_transaction_read_only=on'
  printf '%s\n' 'SHOW server_version' | on_server >"$place/server_version"
  answered=$(printf '%s\n' 'SELECT pg_is_in_recovery()' | on_server)
  [ "$answered" = f ] || fail "recovery has not come to its end"
  say "restored and recovered"
  ask_all
}
