# shellcheck shell=sh disable=SC2034,SC2154
# Finds the newest copy in a restic repository, without writing to it.
# needs: access restic run
# reads: item_name
# runs: awk

open_copies_restic() {
  configure_restic
  use_credentials read
  restic_command cat config --no-lock >/dev/null || fail "can't open the repository"
}

# Snapshots with the tags, as `<time> <id> <database or ->`, oldest first, without pending ones.
verified_snapshots() {
  restic_command snapshots --json --no-lock --host "$policy" --tag "$1" >"$run/tmp/snapshots" || return 1
  awk '
    BEGIN { RS = "," }
    { sub(/^[^"]*/, "") }
    /^"time":"/ { split($0, part, "\""); time = part[4] }
    /^"tags":/ { tags = 1; pending = 0; database = "-" }
    tags {
      for (number = split($0, part, "\""); number > 0; number--) {
        if (part[number] == "pending") pending = 1
        if (part[number] ~ /^database=/) database = substr(part[number], 10)
      }
      if (/\]/) tags = 0
    }
    /^"id":"[0-9a-f]+"/ {
      split($0, part, "\"")
      if (!pending) print substr(time, 1, 19), part[4], database
    }' "$run/tmp/snapshots" | sort
}

locate_restic() {
  restic_tags
  id=$(verified_snapshots "$tags" | sed -n '$s/^[^ ]* \([^ ]*\) .*/\1/p')
  [ -n "$id" ]
}

get_record_restic() {
  restic_command dump --no-lock "$id" "/$item_name.json"
}

get_copy_restic() {
  restic_command dump --no-lock "$id" "/$item_name"
}
