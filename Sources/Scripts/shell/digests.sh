# shellcheck shell=sh disable=SC2034,SC2154
# The digest of a file.
# runs: sha256sum

sha256() {
  checksum=$(sha256sum <"$1") || return 1
  printf %s "${checksum%% *}"
}
