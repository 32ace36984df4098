# shellcheck shell=sh disable=SC2034,SC2154
# Reports how long WAL waits for archiving.
# needs: gauge metrics-file
# reads: labels query

watch() {
  answer=$(psql --no-psqlrc --no-password --no-align --tuples-only --quiet --command="$query")
  case $answer in
  off) reason='archive_mode is off' ;;
  recovery) reason='the server is in recovery and archives nothing' ;;
  '' | *[!0-9]*) reason="the server's answer is no number: $answer" ;;
  *) reason= ;;
  esac
  if [ -n "$reason" ]; then
    printf 'backstay: %s\n' "$reason" >&2
    return 1
  fi
  {
    printf 'backstay_wal_unarchived_seconds{%s} %s\n' "$labels" "$answer" |
      gauge backstay_wal_unarchived_seconds "How long the oldest finished segment has waited to be archived."
    printf 'backstay_wal_watch_timestamp_seconds{%s} %s\n' "$labels" "$(date -u +%s)" |
      gauge backstay_wal_watch_timestamp_seconds "When the server was last asked."
  } | replace_metrics
}
