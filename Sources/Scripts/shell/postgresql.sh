# shellcheck shell=sh disable=SC2034,SC2154
# Connects to a server to capture.
# needs: run secrets
# runs: pg_isready psql

# Clears the previous server's settings, and those in the environment.
new_server() {
  material=$1
  subject=$1
  rm -f "$run/tmp/awaited"
  unset PGHOST PGHOSTADDR PGPORT PGUSER PGDATABASE PGPASSWORD PGPASSFILE PGSERVICE PGOPTIONS
  unset PGSSLMODE PGSSLROOTCERT PGSSLCERT PGSSLKEY
  export PGAPPNAME=backstay PGCONNECT_TIMEOUT=30
  password='' root_certificate='' client_certificate='' client_key='' maximum_lag=''
}

# Reads the server's secrets. libpq rejects a key that others can read, so files are copied.
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

# Waits up to a minute for a starting server, but only once for each server: with many databases,
# an unreachable one would use up the time of the other materials.
await_server() {
  [ ! -e "$run/tmp/awaited" ] || return 0
  : >"$run/tmp/awaited"
  tries=0
  until pg_isready --quiet || [ "$tries" -ge 12 ]; do
    tries=$((tries + 1))
    sleep 5
  done
}

# A standby with too much or unknown lag would give an old copy a new date.
check_lag() {
  [ -n "$maximum_lag" ] || return 0
  lag=$(ask "SELECT CASE WHEN NOT pg_is_in_recovery() THEN 0
    WHEN pg_last_wal_receive_lsn() = pg_last_wal_replay_lsn()
      AND EXISTS (SELECT FROM pg_stat_wal_receiver WHERE pid IS NOT NULL) THEN 0
    ELSE ceil(extract(epoch FROM now() - pg_last_xact_replay_timestamp())) END") || fail "can't query the lag"
  [ -n "$lag" ] || fail "the standby's lag is unknown"
  [ "$lag" -le "$maximum_lag" ] || fail "the standby lags by $lag seconds, more than $maximum_lag"
}

open_server() {
  connect
  await_server
  check_lag
}
