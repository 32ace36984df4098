# shellcheck shell=sh disable=SC2034,SC2154
# When copies expire.
# needs: run
# reads: expiry item_started until

# check_clock <the name of the newest copy there>
# Ages count from the newest copy, which is this run's own. If one is later, this one would expire in its place.
check_clock() {
  latest=$(printf '%s\n' "$item_started" "${1%%-*}" | sort | tail -n 1)
  [ "$latest" = "$item_started" ] ||
    fail "a copy is of $latest, later than this run: a clock was wrong, and nothing expires"
}

expires_now() {
  case $expiry in
  keep) return 0 ;;
  until) [ "$(date -u +%Y%m%d)" -ge "$until" ] ;;
  *) return 1 ;;
  esac
}
