# shellcheck shell=sh disable=SC2034,SC2154
# The record that makes an object a copy.
# needs: names
# reads: backup item item_kind item_material item_started policy policy_digest run_id sink

# The record of $item as JSON; digest and size are those of the stored object.
record() {
  printf '{\n  "policy": %s,\n' "$(json "$policy")"
  printf '  "policyDigest": "%s",\n' "$policy_digest"
  printf '  "backup": %s,\n' "$(json "$backup")"
  printf '  "material": %s,\n' "$(json "$item_material")"
  [ -z "$item_database" ] || printf '  "database": %s,\n' "$(json "$item_database")"
  printf '  "kind": "%s",\n' "$item_kind"
  printf '  "started": "%s",\n' "$item_started"
  printf '  "run": "%s",\n' "$run_id"
  printf '  "sink": %s,\n' "$(json "$sink")"
  printf '  "name": %s,\n' "$(json "$1")"
  printf '  "sha256": "%s",\n' "$2"
  printf '  "size": %s,\n' "$3"
  [ -z "$item_contents" ] || printf '  "contents": "%s",\n' "$item_contents"
  for number in tables entries; do
    [ ! -s "$item/$number" ] || printf '  "%s": %s,\n' "$number" "$(cat "$item/$number")"
  done
  [ ! -s "$item/server" ] || printf '  "server": %s,\n' "$(json "$(cat "$item/server")")"
  printf '  "tools": %s,\n' "$(json "$(cat "$item/tool")${shipper:+, $shipper}")"
  printf '  "verified": "read"\n}\n'
}
