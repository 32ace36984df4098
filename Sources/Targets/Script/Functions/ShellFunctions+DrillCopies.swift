extension ShellFunctions {
  /// The newest copy in a restic repository, which is only read.
  static let resticCopies = #"""
    open_copies_restic() {
      configure_restic
      use_credentials read
      restic_command cat config --no-lock >/dev/null || fail "the repository can't be opened"
    }

    # Snapshots with the tags, each as `<time> <id> <database or ->`, oldest first; one that is pending is no copy.
    verified_snapshots() {
      restic_command snapshots --json --no-lock --host "$policy" --tag "$1" >"$run/tmp/snapshots" || return 1
      awk '
        BEGIN { RS = "," }
        { sub(/^[^"]*/, "") }
        /^"time":"/ { split($0, part, "\""); time = part[4] }
        /^"tags":/ { tags = 1; pending = 0; database = "-" }
        tags {
          for (number = split($0, part, "\""); number > 0; number--) {
            if (part[number] == "pending") pending = 1
            if (part[number] ~ /^database=/) database = substr(part[number], 10)
          }
          if (/\]/) tags = 0
        }
        /^"id":"[0-9a-f]+"/ {
          split($0, part, "\"")
          if (!pending) print substr(time, 1, 19), part[4], database
        }' "$run/tmp/snapshots" | sort
    }

    locate_restic() {
      restic_tags
      id=$(verified_snapshots "$tags" | sed -n '$s/^[^ ]* \([^ ]*\) .*/\1/p')
      [ -n "$id" ]
    }

    get_record_restic() {
      restic_command dump --no-lock "$id" "/$item_name.json"
    }

    get_copy_restic() {
      restic_command dump --no-lock "$id" "/$item_name"
    }

    databases_in_restic() {
      verified_snapshots "backup=$backup_part,material=$material_part" | sed -n 's/.* //; /^-$/!p' | sort -u
    }
    """#

  /// The newest copy in a borg repository, which is only read.
  static let borgCopies = #"""
    open_copies_borg() {
      configure_borg
      borg_command list --short >"$run/tmp/archives" || fail "the repository can't be opened"
    }

    locate_borg() {
      list_borg || return 1
      copy=$(head -n 1 "$run/tmp/copies")
      [ -n "$copy" ]
    }

    get_record_borg() {
      borg_command extract --stdout "::$series$copy" "$item_name.json"
    }

    get_copy_borg() {
      borg_command extract --stdout "::$series$copy" "$item_name"
    }

    databases_in_borg() {
      database_part=''
      borg_name
      borg_command list --short >"$run/tmp/archives" || return 1
      awk -v series="$series" 'index($0, series) == 1 {
        if (split(substr($0, length(series) + 1), part, "+") == 2) print part[1]
      }' "$run/tmp/archives" | sort -u
    }
    """#

  /// The newest plain copy.
  static let plainCopies = #"""
    open_copies_plain() {
      open_store
      use_credentials read
    }

    locate_plain() {
      plain_folder
      list_copies >"$run/tmp/copies" || return 1
      copy=$(head -n 1 "$run/tmp/copies")
      [ -n "$copy" ]
    }

    get_record_plain() {
      "get_$store" "$folder/$copy.json"
    }

    get_copy_plain() {
      "get_$store" "$folder/$copy"
    }

    # Each database has a folder of its own below that of its material.
    databases_in_plain() {
      database_part=''
      plain_folder
      "tree_$store" "$folder" >"$run/tmp/tree" || return 1
      awk -v folder="$folder/" 'index($0, folder) == 1 {
        if (split(substr($0, length(folder) + 1), part, "/") == 2) print part[1]
      }' "$run/tmp/tree" | sort -u
    }
    """#
}
