# shellcheck shell=sh disable=SC2034,SC2154
# Creates an empty server.
# needs: drill-server run
# reads: server
# runs: od

# make_server <major version>
# Creates an empty server in $server that nobody else can reach. Its superuser has a name that no other server has,
# so it is never a restored role, and no other server would accept the connection.
make_server() {
  [ "$(id -u)" -ne 0 ] ||
    fail "PostgreSQL doesn't run as root: run this as another user, as its unit does, or with setpriv --reuid=USER"
  find_programs "$1"
  mkdir -p "$server" "$run/s"
  token=$(od -An -v -N16 -tx1 /dev/urandom | tr -d ' \n')
  printf %s "$token" >"$server/token"
  printf %s "drill_$token" >"$server/user"
  printf %s "$PATH" >"$server/path"
  initdb --pgdata="$server/data" --username="drill_$token" --auth=trust --encoding=UTF8 --locale=C --no-sync \
    >"$server/initdb.log" 2>&1 || {
    cat "$server/initdb.log" >&2
    fail "initdb failed"
  }
  pg_controldata "$server/data" | sed -n 's/^Database system identifier: *//p' >"$server/identifier"
  [ -s "$server/identifier" ] || fail "the new server has no identifier"
  server_settings "$1" >>"$server/data/postgresql.conf"
}
