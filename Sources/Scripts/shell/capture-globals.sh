# shellcheck shell=sh disable=SC2034,SC2154
# Captures roles and tablespaces.
# needs: captures items postgresql run
# runs: pg_dumpall

# Dumps roles and tablespaces.
capture_globals() {
  subject="$material globals"
  open_server
  new_item globals sql ''
  ask "SHOW server_version" >"$item/server" || fail "can't connect"
  pg_dumpall --version | tr -d '\n' >"$item/tool"
  pg_dumpall --globals-only --no-password --file="$archive" "$@" || fail "pg_dumpall failed"
  tail -n 5 "$archive" | grep -q '^-- PostgreSQL database cluster dump complete' || fail "the dump is incomplete"
  seal_item
}
