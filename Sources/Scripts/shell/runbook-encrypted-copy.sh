# shellcheck shell=sh disable=SC2034,SC2154
# Copies that age encrypted; their records have the digest of what is stored.
# reads: identity

open_copy() {
  mv "$1" "$1.age" && age --decrypt --identity "$identity" --output "$1" "$1.age"
}
