# shellcheck shell=sh disable=SC2034,SC2154
# Instants as seconds.
# runs: awk

# Days and seconds since 1970 of an instant YYYYMMDDTHHMMSSZ.
# shellcheck disable=SC2016
civil_awk='
  function days(y, m, d) {
    if (m <= 2) { y--; m += 12 }
    return 365 * y + int(y / 4) - int(y / 100) + int(y / 400) + int((153 * (m - 3) + 2) / 5) + d - 719469
  }
  function instant(s) {
    return 86400 * days(substr(s, 1, 4) + 0, substr(s, 5, 2) + 0, substr(s, 7, 2) + 0) \
      + 3600 * substr(s, 10, 2) + 60 * substr(s, 12, 2) + substr(s, 14, 2)
  }'

# The instant YYYYMMDDTHHMMSSZ in seconds since 1970.
seconds() {
  printf '%s\n' "$1" | awk "$civil_awk"' { printf "%.0f\n", instant($0) }'
}
