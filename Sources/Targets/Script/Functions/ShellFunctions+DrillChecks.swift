extension ShellFunctions {
  /// What is expected of restored databases.
  static let drillQueries = #"""
    # expect <material> <database> <atLeast|equals> <operand> <statement>
    # Notes what the statement must return in the restored database.
    expect() {
      number=1001
      while [ -e "$place/checks/$number" ]; do number=$((number + 1)); done
      check=$place/checks/$number
      mkdir -p "$check"
      printf %s "$1" >"$check/material"
      printf %s "$2" >"$check/database"
      printf %s "$3" >"$check/operator"
      printf %s "$4" >"$check/operand"
      printf %s "$5" >"$check/statement"
      printf failed >"$check/outcome"
    }

    # Puts all that is expected of $material to its server.
    ask_all() {
      for check in "$place"/checks/*; do
        if [ -e "$check" ] && [ "$(cat "$check/material")" = "$material" ]; then
          attempt "assertion ${check##*/}" ask_restored
        fi
      done
    }

    # The statement goes to the server as it is: psql would look for commands and variables of its own in it.
    # shellcheck disable=SC2016
    ask_restored() {
      subject="$sink: $(cat "$check/statement")"
      export statement="$check/statement"
      prove_own
      printf '%s\n' '\set statement `cat "$statement"`' "SELECT :'statement' \\gexec" |
        PGDATABASE=$(cat "$check/database") on_server >"$check/answer" || fail "the statement failed"
      "answer_$(cat "$check/operator")"
      printf passed >"$check/outcome"
      say "holds"
    }

    answer_atLeast() {
      answer=$(cat "$check/answer")
      case ${answer#-} in
      '' | *[!0-9]*) fail "the answer is no whole number" ;;
      ????????????????????*) fail "the answer is too large to compare" ;;
      esac
      [ "$answer" -ge "$(cat "$check/operand")" ] || fail "the answer is $answer, less than $(cat "$check/operand")"
    }

    # What the answer is instead may be nobody's business.
    answer_equals() {
      {
        cat "$check/operand"
        printf '\n'
      } | cmp -s - "$check/answer" || fail "the answer is another one than expected"
    }
    """#

  /// What is expected of restored files.
  static let drillFiles = #"""
    # prove_files <material> <path>...
    prove_files() {
      material=$1
      subject="$sink: $material"
      shift
      attempt "unpack $material" unpack_files "$@"
    }

    unpack_files() {
      unpacked=$place/files/$(encode "$material")
      mkdir -p "$unpacked"
      for item in "$place"/items/*; do
        if is_fetched files; then
          tar -xof "$item/data/$item_name" -C "$unpacked" || fail "the archive can't be unpacked"
        fi
      done
      for path in "$@"; do
        [ -e "$unpacked$path" ] || [ -L "$unpacked$path" ] || fail "$path is not in the copy"
      done
      say "all paths are there"
    }

    # prove_key <certificate> <key>
    prove_key() {
      subject="$sink: $2"
      attempt "the key $2 belongs to the certificate $1" match_key "$1" "$2"
    }

    match_key() {
      certificate=$(restored_file "$1") || exit 1
      key=$(restored_file "$2") || exit 1
      if command -v openssl >/dev/null; then
        openssl x509 -in "$certificate" -noout -pubkey >"$run/tmp/certificate" || fail "$1 is no certificate"
        openssl pkey -in "$key" -pubout -passin pass: >"$run/tmp/key" || fail "$2 is no key that can be read"
        cmp -s "$run/tmp/certificate" "$run/tmp/key" || fail "the key belongs to another certificate than $1"
      else
        match_by_server
      fi
      say "belongs to $1"
    }

    # The restored file, by its path in the policy. A link that leads out of the copy would show a file of this machine.
    restored_file() {
      for folder in "$place"/files/*; do
        found=$(readlink -f "$folder$1") || continue
        case $found in
        "$folder"/*) [ ! -f "$found" ] || {
          printf %s "$found"
          return 0
        } ;;
        esac
      done
      fail "$1 is no file of the copy"
    }

    # A PostgreSQL server refuses to start with a key that doesn't belong to its certificate.
    match_by_server() {
      [ -n "$key_version" ] || fail "openssl is missing here"
      server=$place/servers/keys+
      make_server "$key_version"
      cat "$certificate" >"$server/data/server.crt"
      cat "$key" >"$server/data/server.key"
      start_server -c ssl=on
      stop_server "$server"
      rm -rf "$server"
    }
    """#
}
