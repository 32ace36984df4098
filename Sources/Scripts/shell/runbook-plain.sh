# shellcheck shell=sh disable=SC2034,SC2154
# Plain copies: objects with records.
# needs: runbook-bucket|runbook-directory
# reads: backup host material

list_backup() {
  folder=$host/$backup/$material${database:+/$database}
  list_names | sort -r | awk -v folder="$folder" '
    !/^[0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9]T[0-9][0-9][0-9][0-9][0-9][0-9]Z-/ { next }
    /\.json$/ { recorded[substr($0, 1, length($0) - 5)]; next }
    $0 in recorded { print substr($0, 1, 16), folder "/" $0 }'
}
