# shellcheck shell=sh disable=SC2034,SC2154
# Names that captures of files exclude.
# needs: files
# reads: run

leave_out() {
  printf '%s\n' "$1" >>"$run/tmp/excluded"
}
