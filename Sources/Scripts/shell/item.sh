# shellcheck shell=sh disable=SC2034,SC2154
# The properties of an item.
# needs: names
# reads: backup item policy

read_item() {
  item_material=$(cat "$item/material")
  item_database=$(cat "$item/database")
  item_kind=$(cat "$item/kind")
  item_name=$(cat "$item/name")
  item_suffix=$(cat "$item/suffix")
  item_started=$(cat "$item/started")
  item_sha256=$(cat "$item/sha256")
  item_size=$(cat "$item/size")
  item_contents=$(cat "$item/contents")
  # A stored object may be larger than what was captured.
  object_size=$item_size
  item_label=$item_material
  [ -z "$item_database" ] || item_label=$item_material/$(encode "$item_database")
  [ "$item_kind" != globals ] || item_label="$item_material globals"
}

# The item's coordinates, as parts of names.
item_tags() {
  policy_part=$(encode "$policy")
  backup_part=$(encode "$backup")
  material_part=$(encode "$item_material")
  database_part=''
  [ -z "$item_database" ] || database_part=$(encode "$item_database")
}
