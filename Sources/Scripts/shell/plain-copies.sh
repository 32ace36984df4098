# shellcheck shell=sh disable=SC2034,SC2154
# Ships and expires plain copies.
# needs: access choose-expired digests expiry instants plain record run
# calls: get_* protect_* put_* remove_*
# reads: item item_name item_sha256 item_started store
# runs: awk

newest_record_plain() {
  plain_folder
  list_copies >"$run/tmp/copies" || return 1
  newest_name=$(head -n 1 "$run/tmp/copies")
  [ -n "$newest_name" ] || return 1
  "get_$store" "$folder/$newest_name.json"
}

ship_plain() {
  plain_folder
  plain_object=$item/data/$item_name
  object_sha256=$item_sha256
  [ "$protection" = none ] || "protect_$protection"
  object_name=$item_started-$run_id.$name_suffix
  object_size=$(($(wc -c <"$plain_object")))
  "put_$store" "$plain_object" "$folder/$object_name" "$object_sha256"
  record "$object_name" "$object_sha256" "$object_size" >"$run/tmp/record"
  "put_$store" "$run/tmp/record" "$folder/$object_name.json" "$(sha256 "$run/tmp/record")"
  rm -f "$run/tmp/object.age"
}

# The record is removed first, so that an interrupted deletion leaves no copy without an object.
expire_plain() {
  plain_folder
  use_credentials expire
  list_copies >"$run/tmp/copies" || fail "can't list the copies"
  check_clock "$(head -n 1 "$run/tmp/copies")"
  choose_expired <"$run/tmp/copies" >"$run/tmp/expired"
  while IFS= read -r copy; do
    "remove_$store" "$folder/$copy.json" </dev/null || fail "can't remove $copy"
    "remove_$store" "$folder/$copy" </dev/null || fail "can't remove $copy"
    say "expired $copy"
  done <"$run/tmp/expired"
  sweep
  use_credentials write
}

# Removes objects that killed runs left: without a record for more than a day.
sweep() {
  now=$(seconds "$(date -u +%Y%m%dT%H%M%SZ)")
  sort -r "$run/tmp/names" | awk -v now="$now" "$civil_awk"'
    {
      stamp = $0
      sub(/^\./, "", stamp)
      if (stamp !~ /^[0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9]T[0-9][0-9][0-9][0-9][0-9][0-9]Z-/) next
    }
    /^[^.].*\.json$/ { recorded[substr($0, 1, length($0) - 5)]; next }
    !($0 in recorded) && now - instant(stamp) > 86400 { print }' >"$run/tmp/orphans"
  while IFS= read -r orphan; do
    "remove_$store" "$folder/$orphan" </dev/null || fail "can't remove $orphan"
    say "removed $orphan, which never had a record"
  done <"$run/tmp/orphans"
}

close_plain() {
  :
}
