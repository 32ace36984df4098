# shellcheck shell=sh disable=SC2034,SC2154
# Decides whether copies may expire.
# needs: run
# reads: expiry item_started until

# check_clock <the name of the newest copy there>
# Ages count from the newest copy, which should be this run's. If another is newer, this one could expire instead.
check_clock() {
  latest=$(printf '%s\n' "$item_started" "${1%%-*}" | sort | tail -n 1)
  [ "$latest" = "$item_started" ] ||
    fail "a copy is newer than this run, from $latest: a clock was wrong; nothing expires"
}

expires_now() {
  case $expiry in
  keep) return 0 ;;
  until) [ "$(date -u +%Y%m%d)" -ge "$until" ] ;;
  *) return 1 ;;
  esac
}
