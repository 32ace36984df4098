# shellcheck shell=sh disable=SC2034,SC2154
# What was captured, until it is shipped: a folder for each archive, with a file for each property.
# needs: names
# reads: material run

# Begins an item of the material, or of the database that the third argument names.
new_item() {
  number=1001
  while [ -e "$run/items/$number" ]; do number=$((number + 1)); done
  item=$run/items/$number
  mkdir "$item" "$item/data"
  printf %s "$material" >"$item/material"
  printf %s "$1" >"$item/kind"
  printf %s "$2" >"$item/suffix"
  printf %s "$3" >"$item/database"
  date -u +%Y%m%dT%H%M%SZ >"$item/started"
  for unknown in contents server tool tables entries; do : >"$item/$unknown"; done
  name=$(encode "${3:-$material}").$2
  printf %s "$name" >"$item/name"
  archive=$item/data/$name
}
