# shellcheck shell=sh disable=SC2034,SC2154
# Selects the items that a proof restores.
# needs: item
# reads: item material sink

# Whether $item is a fetched archive of $material and of that kind.
is_fetched() {
  [ -e "$item/sealed" ] && [ "$(cat "$item/kind")" = "$1" ] && [ "$(cat "$item/material")" = "$material" ] || return 1
  read_item
  subject="$sink: $item_label"
}
