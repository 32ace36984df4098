/// Texts of the shell functions that a runbook defines before it calls them, one constant for each idea.
///
/// They are POSIX sh for dash and busybox. Somebody pastes them into a shell, so none of them ends it: a fault is printed and
/// returned. `$restored` is the folder that all is fetched to, `$no_later_than` the latest instant that is wanted.
enum RunbookFunctions {
  /// What each block says at its end.
  static let words = #"""
    ok() {
      printf 'ok: %s\n' "$*"
    }

    fault() {
      printf 'FAULT: %s\n' "$*" >&2
      return 1
    }

    # have <file>…: whether each is there and not empty.
    have() {
      for wanted in "$@"; do
        [ -s "$wanted" ] || { fault "$wanted is missing or empty" || return 1; }
      done
    }
    """#

  /// How copies are chosen, fetched and compared; `list_backup` and `get_copy` are those of the sink that was opened.
  static let fetching = #"""
    # copies <material> <file> <database> <backup>…: newest first, a line of instant and name for each.
    copies() {
      material=$1 file=$2 database=$3
      shift 3
      for backup in "$@"; do list_backup; done | sort -r | awk -v limit="$no_later_than" '$1 <= limit'
    }

    # fetch <material> <file> <database> <backup>…: the newest copy, compared with its record.
    fetch() {
      copy=$(copies "$@" | head -n 1)
      [ -n "$copy" ] || { fault "$sink has no copy of $1/$2 up to $no_later_than" || return 1; }
      mkdir -p "$restored/$1" || return 1
      fetched=$restored/$1/$2
      get_copy "${copy#* }" "$fetched" || { fault "$fetched can't be fetched" || return 1; }
      wanted=$(sed -n 's/^  "sha256": "\([0-9a-f]*\)",*$/\1/p' "$fetched.json")
      found=$(sha256sum <"$fetched")
      [ "${found%% *}" = "$wanted" ] || { fault "$fetched differs from its record" || return 1; }
      open_copy "$fetched" || { fault "$fetched can't be decrypted" || return 1; }
      printf '%s/%s: the copy of %s, as recorded\n' "$1" "$2" "${copy%% *}"
    }

    # list_copies <material> <file> <database> <backup>…
    list_copies() {
      found=$(copies "$@")
      [ -n "$found" ] || { fault "$sink has no copy of $1/$2 up to $no_later_than" || return 1; }
      printf '%s\n' "$1/$2:" "$found"
    }

    # newest_databases <material> <backup>…: each database that has a copy, also one that was dropped meanwhile, as a line
    # of the newest copy's instant and the database.
    newest_databases() {
      material=$1
      shift
      for part in $(for backup in "$@"; do list_databases; done | sort -u); do
        copy=$(copies "$material" "$part.dump" "$part" "$@" | head -n 1)
        [ -z "$copy" ] || printf '%s %s\n' "${copy%% *}" "$part"
      done
    }

    # opened <sink>: whether it is the one that was opened last.
    opened() {
      [ "$sink" = "$1" ] || { fault "open $1 first: $sink is open" || return 1; }
    }

    # fetch_databases <material> <backup>…: the newest copy of each.
    fetch_databases() {
      parts=$(newest_databases "$@" | cut -d' ' -f2)
      [ -n "$parts" ] || { fault "$sink has no copy of a database of $1 up to $no_later_than" || return 1; }
      material=$1
      shift
      for part in $parts; do fetch "$material" "$part.dump" "$part" "$@" || return 1; done
    }
    """#

  /// Copies that are as they were captured.
  static let plainCopy = #"""
    open_copy() {
      :
    }
    """#

  /// Copies that age encrypted; their records have the digest of what is stored.
  static let encryptedCopy = #"""
    open_copy() {
      mv "$1" "$1.age" && age --decrypt --identity "$identity" --output "$1" "$1.age"
    }
    """#

  /// Files to where they were.
  static let files = #"""
    # put_back <material>…: shows the files with modes and owners, and extracts them below $root. Folders on the way that
    # aren't in the archive can be entered by everybody, as usual.
    put_back() {
      for material in "$@"; do
        tar -tvf "$restored/$material/$material.tar" || return 1
        (umask 022 && tar -C "$root" -xpf "$restored/$material/$material.tar") || return 1
      done
    }
    """#

  /// What must be true of what was restored.
  static let expectations = #"""
    # expect <database> <equals|at-least> <value> <statement>
    expect() {
      answer=$(export PGDATABASE="$1" && sql --command="$4") || return 1
      case $2 in
      equals) [ "$answer" = "$3" ] ;;
      *) [ "$answer" -ge "$3" ] ;;
      esac || { fault "$4 answers $answer, not $2 $3" || return 1; }
      printf '%s answers %s\n' "$4" "$answer"
    }
    """#

  /// Whether a key belongs to a certificate.
  static let keyMatches = #"""
    # key_matches <certificate> <key>
    key_matches() {
      certified=$(openssl x509 -in "$1" -noout -pubkey) && held=$(openssl pkey -in "$2" -pubout) || return 1
      [ "$certified" = "$held" ] || { fault "$2 is not the key of $1" || return 1; }
      printf '%s is the key of %s\n' "$2" "$1"
    }
    """#

  /// When the copies that were fetched began.
  static let loss = #"""
    # Whatever was written after these instants is lost.
    state_loss() {
      for record in "$restored"/*/*.json; do
        printf '%s began at %s\n' "${record%.json}" "$(sed -n 's/^  "started": "\(.*\)",*$/\1/p' "$record")"
      done
      date -u '+it is now %Y%m%dT%H%M%SZ'
    }
    """#
}
