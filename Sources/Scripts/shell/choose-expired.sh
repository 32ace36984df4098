# shellcheck shell=sh disable=SC2034,SC2154
# Chooses the copies that expire, where no tool does.
# needs: instants
# reads: minimum_copies
# runs: awk

# Reads the names of copies, newest first, and prints those that no rule keeps. Ages count from the newest;
# days are in UTC, weeks begin on Monday.
# shellcheck disable=SC2016
choose_expired() {
  awk -v within="${within:--1}" -v last="$last" -v hourly="$hourly" -v daily="$daily" -v weekly="$weekly" \
    -v monthly="$monthly" -v yearly="$yearly" -v minimum="$minimum_copies" "$civil_awk"'
    function newest_of(rule, period, amount) {
      if (amount + 0 <= count[rule] + 0 || (rule in latest && latest[rule] == period)) return 0
      latest[rule] = period
      count[rule]++
      return 1
    }
    {
      now = instant($0)
      day = int(now / 86400)
      if (NR == 1) newest = now
      keep = NR <= minimum + 0 || NR <= last + 0 || (within + 0 >= 0 && newest - now <= within + 0)
      keep += newest_of("hour", int(now / 3600), hourly)
      keep += newest_of("day", day, daily)
      keep += newest_of("week", int((day + 3) / 7), weekly)
      keep += newest_of("month", substr($0, 1, 6), monthly)
      keep += newest_of("year", substr($0, 1, 4), yearly)
      if (!keep) print
    }'
}
