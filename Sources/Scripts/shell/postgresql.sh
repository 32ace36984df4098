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
  password='' use_certificates=: root_certificate='' client_certificate='' client_key='' check_server=:
}

connect() {
  if [ -n "$password" ]; then
    PGPASSWORD=$(secret "$password") || exit 1
    export PGPASSWORD
  fi
  "$use_certificates"
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

open_server() {
  connect
  await_server
  "$check_server"
}
