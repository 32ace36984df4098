# shellcheck shell=sh disable=SC2034,SC2154
# Copies as plain objects, each with a record that makes it one.
# calls: list_*
# reads: backup_part item_suffix material_part policy_part run store
# runs: awk

# The folder of the item's copies.
plain_folder() {
  folder="$policy_part/$backup_part/$material_part${database_part:+/$database_part}"
  name_suffix=$item_suffix${recipients:+.age}
}

# The copies in the folder, newest first: names with both an object and a record.
list_copies() {
  "list_$store" "$folder" >"$run/tmp/names" || return 1
  sort -r "$run/tmp/names" | awk '
    !/^[0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9]T[0-9][0-9][0-9][0-9][0-9][0-9]Z-/ { next }
    /\.json$/ { recorded[substr($0, 1, length($0) - 5)]; next }
    $0 in recorded { print }'
}
