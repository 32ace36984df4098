# shellcheck shell=sh disable=SC2034,SC2154
# Captures a database by name.
# needs: dump postgresql

capture_database() {
  open_server
  dump_database "$@"
}
