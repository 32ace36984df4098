# shellcheck shell=sh disable=SC2034,SC2154
# Checks that a key belongs to a certificate.
# needs: runbook-words

# key_matches <certificate> <key>
key_matches() {
  certified=$(openssl x509 -in "$1" -noout -pubkey) && held=$(openssl pkey -in "$2" -pubout) || return 1
  [ "$certified" = "$held" ] || { fault "$2 is not the key of $1" || return 1; }
  printf '%s is the key of %s\n' "$2" "$1"
}
