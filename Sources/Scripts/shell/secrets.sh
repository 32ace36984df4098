# shellcheck shell=sh disable=SC2034,SC2154
# Secrets are files, one each.
# needs: run
# reads: secrets

# The content of a secret, without the final line break.
secret() {
  [ -r "${secrets:?}/$1" ] || fail "the secret $1 is missing in ${secrets:?}"
  cat "${secrets:?}/$1"
}
