# shellcheck shell=sh disable=SC2034,SC2154
# The upkeep of one sink.
# needs: run
# reads: best_effort

# look_after <command> [argument]...
look_after() {
  step "$@"
  if [ "$step_status" -eq 0 ]; then
    say "complete"
  elif [ "$best_effort" = yes ]; then
    say "failed, which this sink may"
  else
    say "failed"
    note_failure
  fi
}
