# shellcheck shell=sh disable=SC2034,SC2154
# Decrypts copies that age encrypted.
# needs: run secrets
# reads: identity item item_name run
# runs: age

# Decrypts with the identity that only drills and the escrow have.
unprotect_age() {
  mv "$item/data/$item_name" "$run/tmp/object.age"
  secret "$identity" >"$run/private/identity"
  age --decrypt --identity "$run/private/identity" --output "$item/data/$item_name" "$run/tmp/object.age" ||
    fail "can't decrypt the copy"
  rm -f "$run/private/identity" "$run/tmp/object.age"
}
