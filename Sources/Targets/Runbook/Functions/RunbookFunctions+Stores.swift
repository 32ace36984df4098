extension RunbookFunctions {
  /// Copies in a restic repository; `restic_here` is restic with the sink's options, `$host` its name of the policy.
  static let restic = #"""
    # Snapshots that were never verified have the tag pending, and are no copies.
    list_backup() {
      tags="backup=$backup,material=$material${database:+,database=$database}"
      case $file in *.sql) tags=$tags,globals ;; esac
      restic_here snapshots --no-lock --json --host "$host" --tag "$tags" | sed 's/{"time":/\n&/g' |
        sed -n -e '/"pending"/d' -e 's/^{"time":"\([^"]*\)".*"id":"\([0-9a-f]*\)".*/\1 \2/p' | sed 's/[-:]//g'
    }

    list_databases() {
      restic_here snapshots --no-lock --json --host "$host" --tag "backup=$backup,material=$material" |
        sed 's/[[,]/\n/g' | sed -n 's/^"database=\([^"]*\)".*/\1/p'
    }

    get_copy() {
      restic_here dump --no-lock "$1" "/${2##*/}" >"$2" && restic_here dump --no-lock "$1" "/${2##*/}.json" >"$2.json"
    }
    """#

  /// Copies in a borg repository.
  static let borg = #"""
    # Archives whose name begins with pending were never verified, and are no copies.
    list_backup() {
      borg list --short | awk -v series="$host+$backup+$material+${database:+$database+}" 'index($0, series) == 1 {
        rest = substr($0, length(series) + 1)
        if (rest ~ /^[0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9]T[0-9][0-9][0-9][0-9][0-9][0-9]Z-[0-9a-f]+$/)
          print substr(rest, 1, 16), $0
      }'
    }

    list_databases() {
      borg list --short | awk -F + -v series="$host+$backup+$material+" 'index($0, series) == 1 && NF == 5 { print $4 }'
    }

    get_copy() {
      borg extract --stdout "::$1" "${2##*/}" >"$2" && borg extract --stdout "::$1" "${2##*/}.json" >"$2.json"
    }
    """#

  /// Plain copies: objects and their records, without which they are no copies.
  static let plain = #"""
    list_backup() {
      folder=$host/$backup/$material${database:+/$database}
      list_names | sort -r | awk -v folder="$folder" '
        !/^[0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9]T[0-9][0-9][0-9][0-9][0-9][0-9]Z-/ { next }
        /\.json$/ { recorded[substr($0, 1, length($0) - 5)]; next }
        $0 in recorded { print substr($0, 1, 16), folder "/" $0 }'
    }
    """#

  /// Plain copies in a folder.
  static let directory = #"""
    list_names() {
      [ ! -d "$store/$folder" ] || find "$store/$folder" -maxdepth 1 -type f | sed 's|.*/||'
    }

    list_databases() {
      find "$store/$host/$backup/$material" -mindepth 1 -maxdepth 1 -type d | sed 's|.*/||'
    }

    get_copy() {
      cp "$store/$1" "$2" && cp "$store/$1.json" "$2.json"
    }
    """#

  /// Plain copies in a bucket; `aws_here` is aws with the sink's endpoint.
  static let bucket = #"""
    list_names() {
      aws_here s3api list-objects-v2 --bucket "$bucket" --prefix "$prefix$folder/" --delimiter / --output text \
        --query 'Contents[].[Key]' | sed -n 's|.*/||p'
    }

    list_databases() {
      aws_here s3api list-objects-v2 --bucket "$bucket" --prefix "$prefix$host/$backup/$material/" --delimiter / \
        --output text --query 'CommonPrefixes[].[Prefix]' | sed -n 's|.*/\([^/]*\)/$|\1|p'
    }

    get_copy() {
      aws_here s3 cp --only-show-errors --no-progress "s3://$bucket/$prefix$1" "$2" &&
        aws_here s3 cp --only-show-errors --no-progress "s3://$bucket/$prefix$1.json" "$2.json"
    }
    """#
}
