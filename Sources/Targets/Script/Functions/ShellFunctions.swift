/// Texts of the shell functions that generated scripts are made of, one constant for each idea.
///
/// They are POSIX sh for dash and busybox. `set -e` is off inside every condition, so a step is always run as a plain
/// statement by `step`, and what may fail inside of it says so with `|| fail`.
enum ShellFunctions {
  /// Messages, steps and how a run ends.
  static let run = #"""
    say() {
      printf 'backstay: %s: %s: %s\n' "$backup" "$subject" "$*" >&2
    }

    # Ends the step that is under way; the other steps go on.
    fail() {
      say "$@"
      exit 1
    }

    # Runs a command as a step of its own and leaves its exit status in step_status.
    step() {
      set +e
      (
        set -e
        "$@"
      )
      step_status=$?
      set -e
    }

    # Notes that the run as a whole has failed.
    note_failure() {
      printf '%s\n' "$subject" >>"$run/failures"
    }

    require_tools() {
      for tool in "$@"; do
        command -v "$tool" >/dev/null || fail "$tool is missing here"
      done
    }

    # Starts with empty scratch space, whatever an earlier run left behind when it was killed.
    begin() {
      subject=run
      mkdir -p "$work"
      run=$work/run
      exclude_other_runs
      rm -rf "$run"
      mkdir "$run" "$run/items" "$run/private" "$run/tmp"
      enter
    }

    # Uses the scratch space of this run, and removes it at the end, by whatever signal.
    enter() {
      subject=run
      run=$work/run
      begun=$(date -u +%s)
      run_id=$(od -An -v -N4 -tx1 /dev/urandom | tr -d ' \n')
      export HOME="$run/private" TMPDIR="$run/tmp" XDG_CACHE_HOME="$work/cache"
      mkdir -p "$work/cache"
      trap 'deafen; rm -rf "$run"' EXIT
      trap 'deafen; exit 129' HUP
      trap 'deafen; exit 130' INT
      trap 'deafen; exit 143' TERM
    }

    # systemd's signal goes also to what is started while it is sent: without this, to the removal of this run's files.
    deafen() {
      trap '' HUP INT TERM
    }

    # Fails if anything did that counts.
    finish() {
      subject=run
      if [ -e "$run/failures" ]; then
        fail "failed for $(sort -u "$run/failures" | tr '\n' ' ')"
      fi
      publish_metrics
      say "done"
    }

    sha256() {
      checksum=$(sha256sum <"$1") || return 1
      printf %s "${checksum%% *}"
    }

    # The content of a secret, without its final line break.
    secret() {
      [ -r "$secrets/$1" ] || fail "the secret $1 is missing in $secrets"
      cat "$secrets/$1"
    }
    """#

  /// Excludes a second run at the same time on this machine.
  static let lock = #"""
    # The lock goes with the process, so a killed run leaves none behind.
    exclude_other_runs() {
      require_tools flock
      exec 9>"$lock"
      flock -n 9 || {
        say "waiting for another run that uses the same repository"
        flock 9
      }
    }
    """#

  /// For platforms that exclude a second run themselves.
  static let noLock = #"""
    # The platform starts no second run while one is under way.
    exclude_other_runs() {
      :
    }
    """#

  /// Parts of names, and text in JSON.
  static let names = #"""
    # Each byte of the argument as two hexadecimal digits on a line.
    bytes_of() {
      printf %s "$1" | od -An -v -tx1 | tr -s ' ' '\n'
    }

    # The argument as one part of a copy's name: percent-encoded outside of A-Z a-z 0-9 . _ -
    encode() {
      case $1 in
      . | ..) printf %s "$1" | sed 's/\./%2E/g' ;;
      *[!A-Za-z0-9._-]*)
        bytes_of "$1" | awk '
          /./ {
            hex = "0123456789abcdef"
            byte = sprintf("%c", 16 * (index(hex, substr($0, 1, 1)) - 1) + index(hex, substr($0, 2, 1)) - 1)
            printf "%s", byte ~ /^[A-Za-z0-9._-]$/ ? byte : "%" toupper($0)
          }'
        ;;
      *) printf %s "$1" ;;
      esac
    }

    # The argument as a JSON string.
    json() {
      bytes_of "$1" | awk '
        BEGIN { printf "\"" }
        /./ {
          hex = "0123456789abcdef"
          code = 16 * (index(hex, substr($0, 1, 1)) - 1) + index(hex, substr($0, 2, 1)) - 1
          if (code < 32 || code == 127) printf "\\u00%s", $0
          else if (code == 34 || code == 92) printf "\\%c", code
          else printf "%c", code
        }
        END { printf "\"" }'
    }
    """#

  /// What was captured, until it is shipped: a folder for each archive, with a file for each thing known about it.
  static let items = #"""
    # Begins an item of the material, of one of its databases if the third argument names one.
    new_item() {
      number=1001
      while [ -e "$run/items/$number" ]; do number=$((number + 1)); done
      item=$run/items/$number
      mkdir "$item" "$item/data"
      printf %s "$material" >"$item/material"
      printf %s "$1" >"$item/kind"
      printf %s "$2" >"$item/suffix"
      printf %s "$3" >"$item/database"
      date -u +%Y%m%dT%H%M%SZ >"$item/started"
      : >"$item/contents"
      : >"$item/server"
      : >"$item/tool"
      : >"$item/tables"
      : >"$item/entries"
      name=$(encode "${3:-$material}").$2
      printf %s "$name" >"$item/name"
      archive=$item/data/$name
    }

    # Only a sealed item is shipped.
    seal_item() {
      sha256 "$archive" >"$item/sha256"
      wc -c <"$archive" | tr -d ' \n' >"$item/size"
      : >"$item/sealed"
      say "captured, $(cat "$item/size") bytes"
    }

    # Frees the space of what was only half captured, which the others and the ship script may need.
    drop_unsealed() {
      rm -rf "$run/tmp/stage"
      for item in "$run"/items/*; do
        [ -e "$item/sealed" ] || rm -rf "$item"
      done
    }

    # Runs a capture as a step; the others go on when it fails.
    capture() {
      step "$@"
      if [ "$step_status" -ne 0 ]; then
        say "not captured: $material"
        drop_unsealed
        note_failure
      fi
    }

    # Reads what is known about $item.
    read_item() {
      item_material=$(cat "$item/material")
      item_database=$(cat "$item/database")
      item_kind=$(cat "$item/kind")
      item_name=$(cat "$item/name")
      item_suffix=$(cat "$item/suffix")
      item_started=$(cat "$item/started")
      item_sha256=$(cat "$item/sha256")
      item_size=$(cat "$item/size")
      item_contents=$(cat "$item/contents")
      # What is stored may be larger than what was captured.
      object_size=$item_size
      item_label=$item_material
      [ -z "$item_database" ] || item_label=$item_material/$(encode "$item_database")
      [ "$item_kind" != globals ] || item_label="$item_material globals"
    }

    # The record of $item as JSON; the digest and size are those of the object that is stored.
    record() {
      printf '{\n  "policy": %s,\n' "$(json "$policy")"
      printf '  "policyDigest": "%s",\n' "$policy_digest"
      printf '  "backup": %s,\n' "$(json "$backup")"
      printf '  "material": %s,\n' "$(json "$item_material")"
      [ -z "$item_database" ] || printf '  "database": %s,\n' "$(json "$item_database")"
      printf '  "kind": "%s",\n' "$item_kind"
      printf '  "started": "%s",\n' "$item_started"
      printf '  "run": "%s",\n' "$run_id"
      printf '  "sink": %s,\n' "$(json "$sink")"
      printf '  "name": %s,\n' "$(json "$1")"
      printf '  "sha256": "%s",\n' "$2"
      printf '  "size": %s,\n' "$3"
      [ -z "$item_contents" ] || printf '  "contents": "%s",\n' "$item_contents"
      for number in tables entries; do
        [ ! -s "$item/$number" ] || printf '  "%s": %s,\n' "$number" "$(cat "$item/$number")"
      done
      [ ! -s "$item/server" ] || printf '  "server": %s,\n' "$(json "$(cat "$item/server")")"
      printf '  "tools": %s,\n' "$(json "$(cat "$item/tool")${shipper:+, $shipper}")"
      printf '  "verified": "read"\n}\n'
    }

    # One text or number of a record on standard input.
    record_value() {
      sed -n -e 's/^  "'"$1"'": "\([^"]*\)",*$/\1/p' -e 's/^  "'"$1"'": \([0-9][0-9]*\),*$/\1/p'
    }
    """#

  /// The end of a capture script that a ship script follows.
  static let handOver = #"""
    # Leaves what was captured to the ship script, which fails at its end for what was not.
    # Fails itself only where the ship script would have nothing to do.
    hand_over() {
      subject=run
      for item in "$run"/items/*; do
        if [ -e "$item/sealed" ]; then
          leave_items
        fi
      done
      finish
    }

    leave_items() {
      rm -rf "$run/private" "$run/tmp"
      trap - EXIT
      exit 0
    }
    """#

  /// The start of a ship script that a capture script went before.
  static let takeOver = #"""
    # Goes on with what the capture script left.
    take_over() {
      subject=run
      run=$work/run
      [ -d "$run/items" ] || fail "the capture script left nothing in $work"
      mkdir -p "$run/private" "$run/tmp"
      enter
    }
    """#
}
