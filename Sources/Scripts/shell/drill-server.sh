# shellcheck shell=sh disable=SC2034,SC2154
# The throwaway server of a drill, with proof that connections lead to it and no other.
# needs: run
# reads: server
# runs: readlink

# Clears what the environment says about servers: it must not redirect anything.
forget_servers() {
  for name in $(env | sed -n 's/^\(PG[A-Z_]*\)=.*/\1/p'); do
    case $name in
    PGBACKREST_*) ;;
    *) unset "$name" ;;
    esac
  done
  export PGAPPNAME=backstay PGCONNECT_TIMEOUT=30 PGCLIENTENCODING=UTF8 PGSSLMODE=disable PGGSSENCMODE=disable
  export PGPASSFILE="$run/private/none" PGSERVICEFILE=/dev/null PGSYSCONFDIR=/nonexistent
}

# Sets $programs to the folder of exactly that major version's programs.
find_programs() {
  for programs in "/usr/lib/postgresql/$1/bin" "/usr/pgsql-$1/bin" "/usr/libexec/postgresql$1" \
    "$(dirname "$(command -v postgres || :)")"; do
    if [ "$(major_version "$programs/postgres")" = "$1" ]; then
      PATH=$programs:$PATH
      return 0
    fi
  done
  fail "the programs of a PostgreSQL $1 server are missing here"
}

major_version() {
  "$1" --version 2>/dev/null | sed -n 's/^postgres (PostgreSQL) \([0-9]*\).*/\1/p'
}

# A server that lives for minutes needs no durability; JIT needs memory that the sandbox denies.
server_settings() {
  printf "listen_addresses = ''\nport = 5432\nunix_socket_directories = '%s'\n" "$run/s"
  printf "unix_socket_permissions = 0700\ncluster_name = '%s'\n" "$token"
  printf 'fsync = off\nfull_page_writes = off\nsynchronous_commit = off\nautovacuum = off\n'
  printf 'wal_level = minimal\nmax_wal_senders = 0\narchive_mode = off\nmax_logical_replication_workers = 0\n'
  printf 'shared_buffers = 64MB\ndynamic_shared_memory_type = mmap\nmax_connections = 20\nlogging_collector = off\n'
  if [ "$1" -ge 11 ]; then
    printf 'jit = off\n'
  fi
}

# Starts $server with the given options as a child of the step, and waits until it answers.
start_server() {
  use_server
  # A lock inherited by the server would outlive this script.
  postgres -D "$server/data" "$@" >"$server/log" 2>&1 8>&- 9>&- &
  server_process=$!
  tries=0
  until pg_isready --quiet; do
    if [ "$tries" -ge "${patience:-300}" ] || ! kill -0 "$server_process" 2>/dev/null; then
      cat "$server/log" >&2
      fail "the server doesn't start"
    fi
    tries=$((tries + 1))
    sleep 0.2
  done
  prove_own
}

use_server() {
  token=$(cat "$server/token")
  PATH=$(cat "$server/path")
  PGUSER=$(cat "$server/user")
  export PGHOST="$run/s" PGPORT=5432 PGUSER PGDATABASE=postgres
}

# Stops, within its session, if the server isn't the one made here.
own_server_guard() {
  printf "DO \$guard\$ BEGIN IF %s IS DISTINCT FROM '%s' THEN RAISE 'not the server of this drill'; END IF; END \$guard\$;\n" \
    "current_setting('cluster_name')" "$token"
}

on_server() {
  {
    own_server_guard
    cat
  } | psql -XAtq --no-password --set=ON_ERROR_STOP=1 --file=-
}

# Nothing is written until the server has proved to be the one made here: by its folder, its token, its identifier,
# its process, and listening on no network.
prove_own() {
  [ "$(head -n 1 "$server/data/postmaster.pid" 2>/dev/null)" = "$server_process" ] ||
    fail "refusing to continue: the server of this drill is gone"
  shown=$(printf '%s\n' "SELECT current_setting('data_directory'), current_setting('cluster_name'),
    current_setting('listen_addresses'), (SELECT system_identifier FROM pg_control_system())" | on_server) ||
    fail "refusing to continue: this is not the server of this drill"
  [ "$shown" = "$server/data|$token||$(cat "$server/identifier")" ] ||
    fail "refusing to continue: this is not the server of this drill"
}

# Stops $server immediately; there is nothing to keep.
stop_server() {
  process=$(head -n 1 "$1/data/postmaster.pid" 2>/dev/null) || return 0
  is_server "$process" "$1" || return 0
  kill -QUIT "$process"
  wait "$process" 2>/dev/null || :
  tries=0
  while is_server "$process" "$1"; do
    [ "$tries" -lt 150 ] || kill -KILL "$process"
    tries=$((tries + 1))
    sleep 0.2
  done
}

# A PID that was reused must not be killed.
is_server() {
  [ "$(readlink "/proc/$1/cwd" 2>/dev/null)" = "$2/data" ]
}

# Stops servers left by this run or a killed one.
stop_servers() {
  for left in "$run"/sinks/*/servers/*; do
    [ ! -e "$left/data/postmaster.pid" ] || stop_server "$left"
  done
}

# Removes everything restored; unpacked folders may be read-only.
clear_scratch() {
  stop_servers
  chmod -R u+rwx "$run" 2>/dev/null || :
  rm -rf "$run"
}

# At the end, by whatever signal, nothing remains.
clear_at_exit() {
  trap 'deafen; clear_scratch' EXIT
}
