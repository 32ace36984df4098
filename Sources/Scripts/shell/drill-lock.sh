# shellcheck shell=sh disable=SC2034,SC2154
# The lock shared by a repository's writers.
# needs: run
# runs: flock

# with_lock <file> <command>...
# Holds the lock of a repository's writers only while copies are fetched.
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
