# shellcheck shell=sh disable=SC2034,SC2154
# Lists the databases that have copies in a plain store.
# needs: drill-plain plain
# calls: tree_*
# reads: store
# runs: awk

# Each database has its own folder below that of its material.
databases_in_plain() {
  database_part=''
  plain_folder
  "tree_$store" "$folder" >"$run/tmp/tree" || return 1
  awk -v folder="$folder/" 'index($0, folder) == 1 {
    if (split(substr($0, length(folder) + 1), part, "/") == 2) print part[1]
  }' "$run/tmp/tree" | sort -u
}
