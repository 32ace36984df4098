extension ShellFunctions {
  /// Copies in a borg repository in a folder: archives `<policy>+<backup>+<material>[+<database>]+<instant>-<run>`.
  static let borg = #"""
    # Whoever may only read can't lock.
    borg_command() {
      if [ "$reads_only" = yes ]; then
        borg --bypass-lock "$@"
      else
        borg --lock-wait 600 "$@"
      fi
    }

    # A repository of its own for each policy: borg makes none in a folder that isn't empty, as a new file system is not.
    configure_borg() {
      open_store
      BORG_PASSPHRASE=$(secret "$passphrase") || exit 1
      BORG_REPO=$root/$(encode "$policy")
      export BORG_REPO BORG_PASSPHRASE BORG_BASE_DIR="$work/cache/borg"
      # The scratch folder may move between runs; a changed path is no attack.
      export BORG_RELOCATED_REPO_ACCESS_IS_OK=yes
      mkdir -p "$BORG_BASE_DIR"
      # borg notes who made an archive, and would fail for a user that an image doesn't know by name.
      export LOGNAME="${LOGNAME:-backstay}"
      shipper=$(borg --version)
      policy_part=$(encode "$policy")
    }

    open_borg() {
      configure_borg
      if [ ! -e "$BORG_REPO/config" ]; then
        say "making the repository"
        borg_command --error init --encryption repokey-blake2 || fail "the repository can't be made"
      fi
      # borg itself removes locks of dead processes, but not of pods that are gone: no run lives as long as this.
      if [ -n "$(find "$BORG_REPO" -maxdepth 1 -name 'lock.*' -mmin "+$longest_run")" ]; then
        say "breaking a lock that is older than any run"
        borg_command break-lock || fail "the lock can't be broken"
      fi
      borg_command list --short >"$run/tmp/archives" || fail "the repository can't be opened"
      backup_part=$(encode "$backup")
      grep "^pending+$policy_part+$backup_part+" "$run/tmp/archives" >"$run/tmp/pending" || :
      while IFS= read -r archive_name; do
        say "deleting $archive_name, which was never verified"
        borg_command delete "::$archive_name" </dev/null || fail "$archive_name can't be deleted"
      done <"$run/tmp/pending"
    }

    borg_name() {
      series=$policy_part+$backup_part+$material_part+${database_part:+$database_part+}
    }

    # The copies of the item's series, as <instant>-<run>, newest first.
    list_borg() {
      borg_name
      borg_command list --short >"$run/tmp/archives" || return 1
      awk -v series="$series" 'index($0, series) == 1 {
        rest = substr($0, length(series) + 1)
        if (rest ~ /^[0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9]T[0-9][0-9][0-9][0-9][0-9][0-9]Z-[0-9a-f]+$/) print rest
      }' "$run/tmp/archives" | sort -r >"$run/tmp/copies"
    }

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
      cd "$item/data"
      archive_name=$series$item_started-$run_id
      borg_command create "::pending+$archive_name" "$item_name" "$item_name.json" || fail "borg create failed"
      verify_archive "$item_name" "$item_sha256"
      verify_archive "$item_name.json" "$(sha256 "$item_name.json")"
      borg_command rename "::pending+$archive_name" "$archive_name" || fail "the verified archive can't be renamed"
    }

    # verify_archive <file> <digest>
    # Fetches a file of the pending archive back and compares it.
    verify_archive() {
      stored=$(borg_command extract --stdout "::pending+$archive_name" "$1" | sha256sum)
      [ "${stored%% *}" = "$2" ] || fail "$1 differs in the repository"
    }

    # borg's own prune counts ages from the clock and keeps an oldest archive beyond the rules.
    expire_borg() {
      list_borg || fail "the copies can't be listed"
      check_clock "$(head -n 1 "$run/tmp/copies")"
      choose_expired <"$run/tmp/copies" >"$run/tmp/expired"
      while IFS= read -r copy; do
        borg_command delete "::$series$copy" </dev/null || fail "$copy can't be deleted"
        say "expired $copy"
      done <"$run/tmp/expired"
    }

    close_borg() {
      [ "$reclaim" = yes ] || return 0
      borg_command compact || fail "the space of expired copies can't be freed"
    }
    """#

  /// Looks after a borg repository without making a copy.
  static let borgUpkeep = #"""
    reclaim_borg() {
      open_borg
      borg_command compact || fail "the space of expired copies can't be freed"
    }

    # check_borg <percentage of the data to read>; borg reads all or none.
    check_borg() {
      open_borg
      if [ "$1" -eq 0 ]; then
        set -- check
      else
        set -- check --verify-data
      fi
      borg_command "$@" || fail "the repository is damaged"
    }
    """#
}
