# shellcheck shell=sh disable=SC2034,SC2154
# Copies in a restic repository: snapshots that lose the tag `pending` once verified.
# needs: access digests expiry record restic restic-repository run
# reads: daily hourly item item_name item_sha256 item_size item_started minimum_copies monthly reclaim weekly yearly
# runs: sha256sum

newest_record_restic() {
  restic_tags
  restic_command dump --no-lock --host "$policy" --tag "$tags" latest "/$item_name.json"
}

# The snapshot is a copy only once it has lost the tag `pending`.
ship_restic() {
  restic_tags
  record "$item_name" "$item_sha256" "$item_size" >"$item/data/$item_name.json"
  cd "$item/data" || exit 1
  restic_patiently backup --json --host "$policy" --tag "$tags,pending" --time "$(snapshot_time)" \
    "$item_name" "$item_name.json" || fail "restic backup failed"
  id=$(sed -n 's/.*"snapshot_id":"\([0-9a-f]*\)".*/\1/p' "$run/tmp/restic.out")
  [ -n "$id" ] || fail "restic printed no snapshot ID"
  verify_snapshot "$item_name" "$item_sha256"
  verify_snapshot "$item_name.json" "$(sha256 "$item_name.json")"
  restic_patiently tag --set "$tags" "$id" || fail "can't tag the verified snapshot $id"
}

# item_started in restic's format.
snapshot_time() {
  printf '%s\n' "$item_started" | sed 's/^\(....\)\(..\)\(..\)T\(..\)\(..\)\(..\)Z$/\1-\2-\3 \4:\5:\6/'
}

# verify_snapshot <file> <digest>
# Reads a file back from snapshot $id and compares it.
verify_snapshot() {
  use_credentials read
  stored=$(restic_command dump --no-lock "$id" "/$1" | sha256sum)
  use_credentials write
  if [ "${stored%% *}" != "$2" ]; then
    # Damaged data is removed, too, or the next run would consider it stored.
    use_credentials expire
    restic_patiently forget --prune "$id" || :
    fail "$1 differs in the repository"
  fi
}

# restic keeps what is younger than `within`, so the hour also keeps what is exactly as old; large counts stand for
# unlimited ones, which not every version supports.
expire_restic() {
  restic_tags
  check_clock "${newest_snapshot:+${newest_snapshot}Z}"
  if [ "$last" -lt "$minimum_copies" ]; then last=$minimum_copies; fi
  set -- --keep-last "$last"
  [ -z "$within" ] || set -- "$@" --keep-within "$((within / 86400))d$((within % 86400 / 3600 + 1))h"
  [ "$hourly" -eq 0 ] || set -- "$@" --keep-hourly "$hourly"
  [ "$daily" -eq 0 ] || set -- "$@" --keep-daily "$daily"
  [ "$weekly" -eq 0 ] || set -- "$@" --keep-weekly "$weekly"
  [ "$monthly" -eq 0 ] || set -- "$@" --keep-monthly "$monthly"
  [ "$yearly" -eq 0 ] || set -- "$@" --keep-yearly "$yearly"
  use_credentials expire
  restic_patiently forget --host "$policy" --tag "$tags" --group-by host,tags "$@" || fail "expiry failed"
  use_credentials write
}

close_restic() {
  [ "$reclaim" = yes ] || return 0
  use_credentials expire
  restic_patiently prune || fail "can't free the space of expired copies"
}
