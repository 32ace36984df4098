# shellcheck shell=sh disable=SC2034,SC2154
# Starts a script that follows another one in the same pod.
# needs: run
# reads: work

# Continues with what the capture script left.
take_over() {
  subject=run
  run=$work/run
  [ -d "$run/items" ] || fail "the capture script left nothing in $work"
  mkdir -p "$run/private" "$run/tmp"
  enter
}
