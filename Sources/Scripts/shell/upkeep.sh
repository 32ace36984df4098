# shellcheck shell=sh disable=SC2034,SC2154
# Upkeep of one sink.
# needs: run
# reads: best_effort

# look_after <command> [argument]...
look_after() {
  step "$@"
  if [ "$step_status" -eq 0 ]; then
    say "complete"
  elif [ "$best_effort" = yes ]; then
    say "failed, but is best effort"
  else
    say "failed"
    note_failure
  fi
}
