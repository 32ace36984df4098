# shellcheck shell=sh disable=SC2034,SC2154
# Which databases a sink has, of a server that was captured with all of its own.
# needs: drill-fetch drill-places drill-steps instants names record-value run
# calls: databases_in_* get_record_* locate_*

# Puts each database of which the sink has a copy in the place of an item that stands for all of a server.
find_databases() {
  for item in "$place"/items/*; do
    if [ "$(cat "$item/kind")" = databases ]; then
      subject="$sink: $(cat "$item/material")"
      attempt "find the databases of $(cat "$item/material")" want_databases "$1"
      rm -rf "$item"
    fi
  done
}

# Wants every database of which the sink holds a copy. One that is older than those of the others was dropped since,
# or is no longer captured, which the run says: it is named, and left.
want_databases() {
  read_wanted
  material=$item_material
  "databases_in_$1" >"$run/tmp/databases" || fail "the databases can't be listed"
  [ -s "$run/tmp/databases" ] || fail "there is no copy of any database"
  newest_of_all=0
  while IFS= read -r part; do
    want "$item_material" database "$(decode "$part")" </dev/null
    : >"$item/one_of_all"
    step newest_instant "$1" </dev/null
    [ "$step_status" -eq 0 ] || fail "the copies of $part can't be listed"
    found=$(cat "$item/instant")
    if [ "$found" -gt "$newest_of_all" ]; then newest_of_all=$found; fi
  done <"$run/tmp/databases"
  for item in "$place"/items/*; do
    [ -e "$item/one_of_all" ] || continue
    rm "$item/one_of_all"
    if [ -n "$maximum_age" ] && [ $((newest_of_all - $(cat "$item/instant"))) -gt "$maximum_age" ]; then
      say "leaving out $(encode "$(cat "$item/database")"), of which no copy was made when the others were"
      printf '%s\n' "$(encode "$(cat "$item/database")")" >>"$place/left_out"
      rm -rf "$item"
    fi
  done
}

newest_instant() {
  read_wanted
  "locate_$1" || fail "there is no copy"
  "get_record_$1" >"$item/record" || fail "the record can't be read"
  seconds "$(record_value started <"$item/record")" >"$item/instant"
}
