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
  printf '%s\n' "$1" | awk -F % '{
    hex = "0123456789ABCDEF"
    printf "%s", $1
    for (number = 2; number <= NF; number++) {
      code = 16 * (index(hex, substr($number, 1, 1)) - 1) + index(hex, substr($number, 2, 1)) - 1
      printf "%c%s", code, substr($number, 3)
    }
  }'
}
