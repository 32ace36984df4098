# shellcheck shell=sh disable=SC2034,SC2154
# The lock that the writers of a repository share.
# needs: run
# runs: flock

# with_lock <file> <command>...
# Holds the lock that a repository's writers share, while copies are fetched and no longer.
with_lock() {
  exec 8>"$1"
  shift
  flock -n 8 || {
    say "waiting for a run that writes to the same repository"
    flock 8
  }
  "$@"
  exec 8>&-
}
