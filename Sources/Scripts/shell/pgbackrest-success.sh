# shellcheck shell=sh disable=SC2034,SC2154
# Says when a physical backup succeeded.
# needs: gauge metrics-file

# note_success <file> <labels>
note_success() {
  metrics=$1
  printf 'backstay_last_success_timestamp_seconds{%s} %s\n' "$2" "$(date -u +%s)" |
    gauge backstay_last_success_timestamp_seconds "When the newest run that succeeded ended." |
    replace_metrics
}
