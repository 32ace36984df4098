# shellcheck shell=sh disable=SC2034,SC2154
# One metric of a file in Prometheus' text format.

# gauge <name> <meaning>, with the samples on standard input
gauge() {
  printf '# HELP %s %s\n# TYPE %s gauge\n' "$1" "$2" "$1"
  cat
}
