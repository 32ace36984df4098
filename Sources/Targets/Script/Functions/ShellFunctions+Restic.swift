extension ShellFunctions {
  /// Copies in a restic repository.
  static let restic = #"""
    restic_command() {
      if [ -n "$private_key" ]; then
        set -- -o "sftp.command=ssh -F $run/private/ssh_config sink -s sftp" "$@"
      fi
      [ "$path_style" = no ] || set -- -o s3.bucket-lookup=path "$@"
      [ -z "$storage_class" ] || set -- -o "s3.storage-class=$storage_class" "$@"
      restic "$@"
    }

    # Runs restic with its output in a file, and tries again for a while where another run holds the lock.
    restic_patiently() {
      tries=0
      while :; do
        set +e
        restic_command "$@" >"$run/tmp/restic.out" 2>"$run/tmp/restic.err"
        restic_status=$?
        set -e
        cat "$run/tmp/restic.err" >&2
        if [ "$restic_status" -eq 0 ]; then
          return 0
        fi
        if [ "$tries" -ge 60 ] || ! grep -q 'already locked' "$run/tmp/restic.err"; then
          return "$restic_status"
        fi
        tries=$((tries + 1))
        sleep 10
        # Whoever holds it may be gone by now.
        restic_command unlock >/dev/null 2>&1 || :
      done
    }

    configure_restic() {
      export RESTIC_REPOSITORY="$repository" RESTIC_PASSWORD_FILE="$run/private/passphrase"
      export RESTIC_CACHE_DIR="$work/cache/restic" RESTIC_PROGRESS_FPS=0.01
      secret "$passphrase" >"$RESTIC_PASSWORD_FILE"
      shipper=$(restic version)
      open_store
    }

    # A repository is made only where there surely is none: a store out of reach or a wrong passphrase is a failure.
    open_restic() {
      configure_restic
      if ! restic_patiently --no-lock cat config; then
        if [ "$restic_status" -ne 10 ] &&
          ! grep -q -e 'config: no such file' -e 'file does not exist' -e 'key does not exist' \
            -e "object doesn't exist" -e BlobNotFound "$run/tmp/restic.err"; then
          fail "the repository can't be opened"
        fi
        say "making the repository"
        restic_patiently init || fail "the repository can't be made"
      fi
      # Removes only locks whose process is gone.
      restic_patiently unlock || :
      forget_pending
    }

    # Snapshots that an earlier run left unverified when it was killed are no copies.
    forget_pending() {
      restic_patiently snapshots --json --no-lock --host "$policy" --tag "backup=$(encode "$backup")" ||
        fail "the snapshots can't be listed"
      newest_snapshot=$(tr ',' '\n' <"$run/tmp/restic.out" | sed -n 's/^.*"time":"\([^".]*\).*$/\1/p' |
        tr -d ':Z-' | sort | tail -n 1)
      awk 'BEGIN { RS = "," }
        /"time":"/ { pending = 0 }
        /"pending"/ { pending = 1 }
        /^"id":"[0-9a-f]+"/ && pending { split($0, part, "\""); print part[4] }' "$run/tmp/restic.out" >"$run/tmp/pending"
      while IFS= read -r id; do
        say "forgetting $id, which was never verified"
        restic_patiently forget "$id" </dev/null || fail "$id can't be forgotten"
      done <"$run/tmp/pending"
    }

    restic_tags() {
      tags="backup=$backup_part,material=$material_part${database_part:+,database=$database_part}"
      [ "$item_kind" != globals ] || tags="$tags,globals"
    }

    newest_record_restic() {
      restic_tags
      restic_command dump --no-lock --host "$policy" --tag "$tags" latest "/$item_name.json"
    }

    # The snapshot is a copy only once it has lost the tag `pending`.
    ship_restic() {
      restic_tags
      record "$item_name" "$item_sha256" "$item_size" >"$item/data/$item_name.json"
      cd "$item/data"
      restic_patiently backup --json --host "$policy" --tag "$tags,pending" --time "$(snapshot_time)" \
        "$item_name" "$item_name.json" || fail "restic backup failed"
      id=$(sed -n 's/.*"snapshot_id":"\([0-9a-f]*\)".*/\1/p' "$run/tmp/restic.out")
      [ -n "$id" ] || fail "restic names no snapshot"
      verify_snapshot "$item_name" "$item_sha256"
      verify_snapshot "$item_name.json" "$(sha256 "$item_name.json")"
      restic_patiently tag --set "$tags" "$id" || fail "the verified snapshot $id can't be marked"
    }

    # item_started as restic writes times.
    snapshot_time() {
      printf '%s\n' "$item_started" | sed 's/^\(....\)\(..\)\(..\)T\(..\)\(..\)\(..\)Z$/\1-\2-\3 \4:\5:\6/'
    }

    # verify_snapshot <file> <digest>
    # Fetches a file of snapshot $id back and compares it.
    verify_snapshot() {
      use_credentials read
      stored=$(restic_command dump --no-lock "$id" "/$1" | sha256sum)
      use_credentials write
      if [ "${stored%% *}" != "$2" ]; then
        # What is damaged goes too, or the next run would take it for stored already.
        use_credentials expire
        restic_patiently forget --prune "$id" || :
        fail "$1 differs in the repository"
      fi
    }

    # restic keeps what is younger than `within`, so the hour keeps what is exactly as old; large counts stand for
    # unlimited ones, which not every version has a word for.
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
      restic_patiently prune || fail "the space of expired copies can't be freed"
    }
    """#

  /// Looks after a restic repository without making a copy.
  static let resticUpkeep = #"""
    reclaim_restic() {
      open_restic
      use_credentials expire
      restic_patiently prune || fail "the space of expired copies can't be freed"
    }

    # check_restic <percentage of the data to read>
    check_restic() {
      open_restic
      if [ "$1" -eq 0 ]; then
        set -- check
      else
        set -- check "--read-data-subset=$1%"
      fi
      restic_patiently "$@" || fail "the repository is damaged"
    }
    """#
}
