extension ShellFunctions {
  /// Sinks one after the other, and for each one item after the other.
  static let shipping = #"""
    # Forgets the settings of the sink before.
    new_sink() {
      sink=$1
      subject=$1
      best_effort=no reads_only=no
      root='' bucket='' prefix='' region='' endpoint='' path_style=no storage_class='' encryption='' key_id=''
      lock_mode='' lock_seconds=0
      write_id='' write_secret='' expire_id='' expire_secret='' read_id='' read_secret=''
      host='' port='' user='' private_key='' account='' store_key=''
      passphrase='' recipients='' repository='' store='' host_keys='' shipper=''
      expiry=never until='' minimum_copies=1 reclaim=no
      within='' last=0 hourly=0 daily=0 weekly=0 monthly=0 yearly=0
    }

    # deliver <restic|borg|plain>
    # Ships to the sink that was set up. A failure leaves the other sinks alone.
    deliver() {
      step ship_items "$1"
      if [ "$step_status" -eq 0 ]; then
        say "holds all that was captured"
      elif [ "$best_effort" = yes ]; then
        say "failed, which this sink may"
      else
        say "failed"
        note_failure
      fi
    }

    ship_items() {
      "open_$1"
      failed=no
      for item in "$run"/items/*; do
        [ -e "$item/sealed" ] || continue
        read_item
        item_tags
        subject="$sink: $item_label"
        step ship_item "$1"
        [ "$step_status" -eq 0 ] || failed=yes
      done
      subject=$sink
      [ "$failed" = no ] || exit 1
      "close_$1"
    }

    # Expiry follows only a verified success of this run.
    ship_item() {
      if is_due "$1"; then
        "ship_$1"
        note_copy "$object_size" "$item_started"
        say "verified"
      else
        note_copy "$(printf '%s\n' "$newest" | record_value size)" "$(printf '%s\n' "$newest" | record_value started)"
        say "unchanged"
        return 0
      fi
      if expires_now; then
        "expire_$1"
      fi
    }

    # The item's coordinates as parts of names.
    item_tags() {
      policy_part=$(encode "$policy")
      backup_part=$(encode "$backup")
      material_part=$(encode "$item_material")
      database_part=''
      [ -z "$item_database" ] || database_part=$(encode "$item_database")
    }

    # Whether the item has to be shipped: its contents are not those of the newest copy at this sink, or that is too old.
    is_due() {
      [ -n "$at_latest_every" ] || return 0
      [ -n "$item_contents" ] || return 0
      newest=$("newest_record_$1") || return 0
      [ "$(printf '%s\n' "$newest" | record_value contents)" = "$item_contents" ] || return 0
      started=$(printf '%s\n' "$newest" | record_value started)
      [ -n "$started" ] || return 0
      age=$(($(seconds "$item_started") - $(seconds "$started")))
      # A copy from the future was made when the clock was wrong, or it is wrong now.
      [ "$age" -lt 0 ] || [ "$age" -ge "$at_latest_every" ]
    }

    # The instant YYYYMMDDTHHMMSSZ in seconds since 1970.
    seconds() {
      printf '%s\n' "$1" | awk "$civil_awk"' { printf "%d\n", instant($0) }'
    }

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
    """#

  /// The choice of expired copies, in POSIX awk.
  static let expiry = #"""
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

    # Reads the names of copies, newest first, and prints those that no rule keeps. Ages count from the newest one;
    # days are those of UTC, weeks begin on Monday.
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
    """#
}
