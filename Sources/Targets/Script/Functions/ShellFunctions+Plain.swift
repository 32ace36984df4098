extension ShellFunctions {
  /// Copies as plain objects, each with a record that makes it one. `$store` is `directory` or `s3`.
  static let plain = #"""
    open_plain() {
      open_store
      if [ "$store" = s3 ]; then
        shipper=$(aws --version 2>&1 | cut -d' ' -f1)
        [ -z "$lock_mode" ] || check_lock
      fi
    }

    # The folder of the item's copies.
    plain_folder() {
      folder="$policy_part/$backup_part/$material_part${database_part:+/$database_part}"
      name_suffix=$item_suffix${recipients:+.age}
    }

    # The names in the folder that are copies, newest first: those that have both an object and a record.
    list_copies() {
      "list_$store" "$folder" >"$run/tmp/names" || return 1
      sort -r "$run/tmp/names" | awk '
        !/^[0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9]T[0-9][0-9][0-9][0-9][0-9][0-9]Z-/ { next }
        /\.json$/ { recorded[substr($0, 1, length($0) - 5)]; next }
        $0 in recorded { print }'
    }

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
      if [ -n "$recipients" ]; then
        encrypt
      fi
      object_name=$item_started-$run_id.$name_suffix
      object_size=$(($(wc -c <"$plain_object")))
      "put_$store" "$plain_object" "$folder/$object_name" "$object_sha256"
      record "$object_name" "$object_sha256" "$object_size" >"$run/tmp/record"
      "put_$store" "$run/tmp/record" "$folder/$object_name.json" "$(sha256 "$run/tmp/record")"
      rm -f "$run/tmp/object.age"
    }

    # Encrypts to the recipients, one on each line; whoever writes can't read.
    encrypt() {
      printf '%s\n' "$recipients" >"$run/tmp/recipients"
      age --encrypt --recipients-file "$run/tmp/recipients" --output "$run/tmp/object.age" "$plain_object" ||
        fail "age failed"
      [ "$(sha256 "$plain_object")" = "$item_sha256" ] || fail "$item_name is no longer what was captured"
      plain_object=$run/tmp/object.age
      object_sha256=$(sha256 "$plain_object")
    }

    # The record goes first, so that a deletion that stops half-way leaves no copy without its object.
    expire_plain() {
      plain_folder
      use_credentials expire
      list_copies >"$run/tmp/copies" || fail "the copies can't be listed"
      check_clock "$(head -n 1 "$run/tmp/copies")"
      choose_expired <"$run/tmp/copies" >"$run/tmp/expired"
      while IFS= read -r copy; do
        "remove_$store" "$folder/$copy.json" </dev/null || fail "$copy can't be removed"
        "remove_$store" "$folder/$copy" </dev/null || fail "$copy can't be removed"
        say "expired $copy"
      done <"$run/tmp/expired"
      sweep
      use_credentials write
    }

    # Removes what has been without a record for more than a day: what killed runs left.
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
        "remove_$store" "$folder/$orphan" </dev/null || fail "$orphan can't be removed"
        say "removed $orphan, which never had a record"
      done <"$run/tmp/orphans"
    }

    close_plain() {
      :
    }
    """#
}
