# shellcheck shell=sh disable=SC2034,SC2154
# Fetches copies.
# needs: digests drill-places drill-steps instants item names record-value run
# calls: get_copy_* get_record_* locate_* open_copies_* unprotect_*

# fetch <restic|borg|plain> [find_databases]
# Fetches the wanted archives from the current sink. If it fails, the other sinks continue.
fetch() {
  subject=$sink
  fetch_started=$(date -u +%s)
  printf %s "$best_effort" >"$place/best_effort"
  attempt "open the sink" fetch_items "$@"
  rm -rf "$run/private" "$run/tmp"
  mkdir "$run/private" "$run/tmp"
  printf %s "$(($(date -u +%s) - fetch_started))" >"$place/seconds"
}

# The store's credentials end with this step.
fetch_items() {
  "open_copies_$1"
  "${2:-:}" "$1"
  for item in "$place"/items/*; do
    [ -d "$item" ] || continue
    read_wanted
    subject="$sink: $item_label"
    attempt "fetch $item_label" fetch_item "$1"
  done
}

read_wanted() {
  read_item
  backup=$(cat "$item/backup")
  maximum_age=$(cat "$item/maximum_age")
  item_tags
}

# Fetches the newest copy and compares it with its record.
fetch_item() {
  read_wanted
  "locate_$1" || fail "there is no copy"
  "get_record_$1" >"$item/record" || fail "can't read its record"
  recorded=$(record_value sha256 <"$item/record")
  started=$(record_value started <"$item/record")
  if [ -z "$recorded" ] || [ -z "$started" ]; then
    fail "its record is incomplete"
  fi
  printf %s "$started" >"$item/started"
  printf %s "$(record_value name <"$item/record")" >"$item/copy"
  printf %s "$recorded" >"$item/sha256"
  age=$(($(date -u +%s) - $(seconds "$started")))
  printf %s "$age" >"$item/age"
  if [ -n "$maximum_age" ] && [ "$age" -gt "$maximum_age" ]; then
    fail "the newest copy is $age seconds old, more than the $maximum_age that the policy allows"
  fi
  "get_copy_$1" >"$item/data/$item_name" || fail "can't fetch the copy"
  [ "$(sha256 "$item/data/$item_name")" = "$recorded" ] || fail "the copy is damaged: its digest differs from its record"
  [ "$protection" = none ] || "unprotect_$protection"
  : >"$item/sealed"
  say "fetched the copy of $started"
}
