# shellcheck shell=sh disable=SC2034,SC2154
# The lock that the writers of a repository share.
# needs: run
# runs: flock

# Holds the lock that a repository's writers share, while copies are fetched and no longer.
hold_lock() {
  exec 8>"$1"
  flock -n 8 || {
    say "waiting for a run that writes to the same repository"
    flock 8
  }
}

release_lock() {
  exec 8>&-
}
