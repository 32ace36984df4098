# shellcheck shell=sh disable=SC2034,SC2154
# Prevents concurrent runs on this machine.
# needs: run
# reads: lock
# runs: flock

# The lock ends with the process, so a killed run leaves none.
exclude_other_runs() {
  exec 9>"$lock"
  flock -n 9 || {
    say "waiting for another run on the same repository"
    flock 9
  }
}
