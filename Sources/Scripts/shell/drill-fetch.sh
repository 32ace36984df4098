# shellcheck shell=sh disable=SC2034,SC2154
# The fetching of copies.
# needs: digests drill-places drill-steps instants item names record-value run
# calls: get_copy_* get_record_* locate_* open_copies_* unprotect_*

# fetch <restic|borg|plain> [find_databases]
# Fetches what is wanted from the sink that was set up. The other sinks go on when it fails.
fetch() {
  subject=$sink
  fetch_started=$(date -u +%s)
  printf %s "$best_effort" >"$place/best_effort"
  attempt "open the sink" fetch_items "$@"
  rm -rf "$run/private" "$run/tmp"
  mkdir "$run/private" "$run/tmp"
  printf %s "$(($(date -u +%s) - fetch_started))" >"$place/seconds"
}

# What opens the store ends with this step.
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

# Fetches the newest copy with its record, and holds one against the other.
fetch_item() {
  read_wanted
  "locate_$1" || fail "there is no copy"
  "get_record_$1" >"$item/record" || fail "its record can't be read"
  recorded=$(record_value sha256 <"$item/record")
  started=$(record_value started <"$item/record")
  if [ -z "$recorded" ] || [ -z "$started" ]; then
    fail "its record says too little"
  fi
  printf %s "$started" >"$item/started"
  printf %s "$(record_value name <"$item/record")" >"$item/copy"
  printf %s "$recorded" >"$item/sha256"
  age=$(($(date -u +%s) - $(seconds "$started")))
  printf %s "$age" >"$item/age"
  if [ -n "$maximum_age" ] && [ "$age" -gt "$maximum_age" ]; then
    fail "the newest copy is $age seconds old, more than the $maximum_age that the policy allows for"
  fi
  "get_copy_$1" >"$item/data/$item_name" || fail "the copy can't be fetched"
  [ "$(sha256 "$item/data/$item_name")" = "$recorded" ] || fail "the copy is damaged: its record has another digest"
  [ "$protection" = none ] || "unprotect_$protection"
  : >"$item/sealed"
  say "fetched the copy of $started"
}
