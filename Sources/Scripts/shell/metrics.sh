# shellcheck shell=sh disable=SC2034,SC2154
# The metrics of a run for node_exporter's textfile collector, in the file $metrics.
# needs: gauge names run
# reads: metrics
# runs: awk

# The argument as the value of a label, which has three escapes.
label() {
  bytes_of "$1" | awk '
    /./ {
      code = $0 + 0
      if (code == 10) printf "\\n"
      else if (code == 34 || code == 92) printf "\\%c", code
      else printf "%c", code
    }'
}

# The file is replaced as a whole; a failed run keeps the previous success.
publish_metrics() {
  [ -d "${metrics%/*}" ] || fail "the folder ${metrics%/*} is missing"
  now=$(date -u +%s)
  labels="policy=\"$(label "$policy")\",backup=\"$(label "$backup")\""
  family=backstay_last_success
  if [ -n "${upkeep:-}" ]; then
    family=backstay_upkeep_last_success
    labels="$labels,upkeep=\"$upkeep\""
  elif [ -n "${drill:-}" ]; then
    family=backstay_drill_last_success
    labels="policy=\"$(label "$policy")\",drill=\"$(label "$drill")\"${drill_part:+,part=\"$drill_part\"}"
  fi
  partial=${metrics%/*}/.${metrics##*/}.partial
  if ! {
    printf '%s_timestamp_seconds{%s} %s\n' "$family" "$labels" "$now" |
      gauge "${family}_timestamp_seconds" "When the last successful run ended."
    printf '%s_duration_seconds{%s} %s\n' "$family" "$labels" "$((now - begun))" |
      gauge "${family}_duration_seconds" "How long it took."
    if [ -e "$run/copy_sizes" ]; then
      gauge backstay_copy_size_bytes "Bytes of the newest copy." <"$run/copy_sizes"
      gauge backstay_copy_snapshot_timestamp_seconds "When the capture of the newest copy began." \
        <"$run/copy_instants"
    fi
  } >"$partial" || ! chmod 0644 "$partial" || ! mv -f "$partial" "$metrics"; then
    rm -f "$partial"
    fail "can't write $metrics"
  fi
}
