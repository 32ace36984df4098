# shellcheck shell=sh disable=SC2034,SC2154
# Finds the databases of a server that was captured as a whole.
# needs: drill-fetch drill-places drill-steps instants names record-value run
# calls: databases_in_* get_record_* locate_*

# Replaces an item for a whole server with an item for each database that has a copy at the sink.
find_databases() {
  for item in "$place"/items/*; do
    if [ "$(cat "$item/kind")" = databases ]; then
      subject="$sink: $(cat "$item/material")"
      attempt "find the databases of $(cat "$item/material")" want_databases "$1"
      rm -rf "$item"
    fi
  done
}

# Wants every database that has a copy at the sink. If its copy is older than the others', the database was dropped
# or is no longer captured: it is reported and left out.
want_databases() {
  read_wanted
  material=$item_material
  "databases_in_$1" >"$run/tmp/databases" || fail "can't list the databases"
  [ -s "$run/tmp/databases" ] || fail "no database has a copy"
  newest_of_all=0
  while IFS= read -r part; do
    want "$item_material" database "$(decode "$part")" </dev/null
    : >"$item/one_of_all"
    step newest_instant "$1" </dev/null
    [ "$step_status" -eq 0 ] || fail "can't list the copies of $part"
    found=$(cat "$item/instant")
    if [ "$found" -gt "$newest_of_all" ]; then newest_of_all=$found; fi
  done <"$run/tmp/databases"
  for item in "$place"/items/*; do
    [ -e "$item/one_of_all" ] || continue
    rm "$item/one_of_all"
    if [ -n "$maximum_age" ] && [ $((newest_of_all - $(cat "$item/instant"))) -gt "$maximum_age" ]; then
      say "leaving out $(encode "$(cat "$item/database")"), whose newest copy is older than the others'"
      printf '%s\n' "$(encode "$(cat "$item/database")")" >>"$place/left_out"
      rm -rf "$item"
    fi
  done
}

newest_instant() {
  read_wanted
  "locate_$1" || fail "there is no copy"
  "get_record_$1" >"$item/record" || fail "can't read the record"
  seconds "$(record_value started <"$item/record")" >"$item/instant"
}
