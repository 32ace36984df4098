# shellcheck shell=sh disable=SC2034,SC2154
# Encrypts plain copies with age.
# needs: digests run
# reads: item_name item_sha256 plain_object recipients
# runs: age

# Encrypts to the recipients, one per line; the writer can't decrypt.
protect_age() {
  printf '%s\n' "$recipients" >"$run/tmp/recipients"
  age --encrypt --recipients-file "$run/tmp/recipients" --output "$run/tmp/object.age" "$plain_object" ||
    fail "age failed"
  [ "$(sha256 "$plain_object")" = "$item_sha256" ] || fail "$item_name changed after the capture"
  plain_object=$run/tmp/object.age
  object_sha256=$(sha256 "$plain_object")
}
