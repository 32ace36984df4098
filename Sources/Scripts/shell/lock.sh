# shellcheck shell=sh disable=SC2034,SC2154
# Excludes a second run at the same time on this machine.
# needs: run
# reads: lock
# runs: flock

# The lock goes with the process, so a killed run leaves none behind.
exclude_other_runs() {
  exec 9>"$lock"
  flock -n 9 || {
    say "waiting for another run that uses the same repository"
    flock 9
  }
}
