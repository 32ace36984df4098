# shellcheck shell=sh disable=SC2034,SC2154
# The steps of a drill.
# needs: run
# reads: place
# runs: awk

# attempt <what> <command>...
# Runs a step and records its failure for the sink.
attempt() {
  attempted=$1
  shift
  step "$@"
  if [ "$step_status" -ne 0 ]; then
    say "failed: $attempted"
    printf '%s\n' "$attempted" >>"$place/failures"
  fi
}

# Decodes the percent-encoded argument.
decode() {
  printf '%s\n' "$1" | awk '{
    hex = "0123456789ABCDEF"
    for (at = 1; at <= length($0); at++) {
      if (substr($0, at, 1) != "%") {
        printf "%s", substr($0, at, 1)
      } else {
        printf "%c", 16 * (index(hex, substr($0, at + 1, 1)) - 1) + index(hex, substr($0, at + 2, 1)) - 1
        at += 2
      }
    }
  }'
}
