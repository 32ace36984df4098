# shellcheck shell=sh disable=SC2034,SC2154
# Copies in a borg repository.
# needs: borg choose-expired digests expiry record run
# reads: item item_name item_sha256 item_size item_started reclaim
# runs: sha256sum

newest_record_borg() {
  list_borg || return 1
  newest_name=$(head -n 1 "$run/tmp/copies")
  [ -n "$newest_name" ] || return 1
  borg_command extract --stdout "::$series$newest_name" "$item_name.json"
}

# The archive is a copy only once its name has lost `pending`.
ship_borg() {
  borg_name
  record "$item_name" "$item_sha256" "$item_size" >"$item/data/$item_name.json"
  cd "$item/data" || exit 1
  archive_name=$series$item_started-$run_id
  borg_command create "::pending+$archive_name" "$item_name" "$item_name.json" || fail "borg create failed"
  verify_archive "$item_name" "$item_sha256"
  verify_archive "$item_name.json" "$(sha256 "$item_name.json")"
  borg_command rename "::pending+$archive_name" "$archive_name" || fail "can't rename the verified archive"
}

# verify_archive <file> <digest>
# Reads a file back from the pending archive and compares it.
verify_archive() {
  stored=$(borg_command extract --stdout "::pending+$archive_name" "$1" | sha256sum)
  [ "${stored%% *}" = "$2" ] || fail "$1 differs in the repository"
}

# `borg prune` counts ages from the clock and may keep an oldest archive beyond the rules.
expire_borg() {
  list_borg || fail "can't list the copies"
  check_clock "$(head -n 1 "$run/tmp/copies")"
  choose_expired <"$run/tmp/copies" >"$run/tmp/expired"
  while IFS= read -r copy; do
    borg_command delete "::$series$copy" </dev/null || fail "can't delete $copy"
    say "expired $copy"
  done <"$run/tmp/expired"
}

close_borg() {
  [ "$reclaim" = yes ] || return 0
  borg_command compact || fail "can't free the space of expired copies"
}
