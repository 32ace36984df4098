# shellcheck shell=sh disable=SC2034,SC2154
# Metrics of the newest copies.
# needs: instants metrics
# reads: item_material

# note_copy <size> <instant>
# Records the item's newest copy at this sink.
note_copy() {
  labels="policy=\"$(label "$policy")\",backup=\"$(label "$backup")\",material=\"$(label "$item_material")\""
  [ -z "$item_database" ] || labels="$labels,database=\"$(label "$item_database")\""
  labels="$labels,sink=\"$(label "$sink")\""
  printf 'backstay_copy_size_bytes{%s} %s\n' "$labels" "$1" >>"$run/copy_sizes"
  printf 'backstay_copy_snapshot_timestamp_seconds{%s} %s\n' "$labels" "$(seconds "$2")" >>"$run/copy_instants"
}
