# shellcheck shell=sh disable=SC2034,SC2154
# Restores a whole server; `pgbackrest_here` is pgbackrest with the stanza and its secrets.
# needs: runbook-sql runbook-words
# reads: archive_get repository

# restore_server <data directory> <user>: an existing one is moved aside.
restore_server() {
  [ ! -e "$1/postmaster.pid" ] || {
    fault "$1/postmaster.pid exists: stop the server, or remove the file if none runs" || return 1
  }
  if [ -n "$(ls -A "$1" 2>/dev/null)" ]; then
    mv "$1" "$1.before-$(date -u +%Y%m%dT%H%M%SZ)" || return 1
  fi
  install -d -m 0700 -o "$2" -g "$(id -gn "$2")" "$1" || return 1
  # By default, the server would look for WAL and later timelines only in this repository.
  set -- --repo="$repository" --recovery-option="restore_command=$archive_get"
  [ -z "$target" ] || set -- "$@" --type=time --target="$target" --target-action=promote
  pgbackrest_here "$@" restore || { fault "the restore failed" || return 1; }
}

# Waits until all WAL up to the target is replayed, as long as that takes.
await_end_of_recovery() {
  while :; do
    state=$(sql --command='SELECT pg_is_in_recovery()') || return 1
    [ "$state" = t ] || return 0
    sleep 1
  done
}
