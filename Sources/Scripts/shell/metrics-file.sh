# shellcheck shell=sh disable=SC2034,SC2154
# A file for node_exporter, replaced as a whole.
# reads: metrics

# The file $metrics becomes standard input, as a whole.
replace_metrics() {
  partial=${metrics%/*}/.${metrics##*/}.partial
  if ! cat >"$partial" || ! chmod 0644 "$partial" || ! mv -f -- "$partial" "$metrics"; then
    rm -f -- "$partial"
    printf 'backstay: %s cannot be written\n' "$metrics" >&2
    return 1
  fi
}
