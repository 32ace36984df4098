# shellcheck shell=sh disable=SC2034,SC2154
# Copies encrypted by age; their records have the digest of the stored file.
# reads: identity

open_copy() {
  mv "$1" "$1.age" && age --decrypt --identity "$identity" --output "$1" "$1.age"
}
