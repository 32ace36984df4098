# shellcheck shell=sh disable=SC2034,SC2154
# Reports when a physical backup succeeded.
# needs: gauge metrics-file

# note_success <file> <labels>
note_success() {
  metrics=$1
  printf 'backstay_last_success_timestamp_seconds{%s} %s\n' "$2" "$(date -u +%s)" |
    gauge backstay_last_success_timestamp_seconds "When the last successful run ended." |
    replace_metrics
}
