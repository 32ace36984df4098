# shellcheck shell=sh disable=SC2034,SC2154
# The opening of copies that age encrypted.
# needs: run secrets
# reads: identity item item_name run
# runs: age

# Opens what was encrypted to recipients, with the identity that only a drill and the escrow have.
unprotect_age() {
  mv "$item/data/$item_name" "$run/tmp/object.age"
  secret "$identity" >"$run/private/identity"
  age --decrypt --identity "$run/private/identity" --output "$item/data/$item_name" "$run/tmp/object.age" ||
    fail "the copy can't be decrypted"
  rm -f "$run/private/identity" "$run/tmp/object.age"
}
