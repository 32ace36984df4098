# shellcheck shell=sh disable=SC2034,SC2154
# Checks that a key belongs to a certificate, both in archives in the pod; `from_archive` prints a file of one.
# needs: runbook-words

# key_matches <material> <certificate> <material> <key>: the key only goes through a pipe.
key_matches() {
  certified=$(from_archive "$1" "$2" | openssl x509 -noout -pubkey) || return 1
  held=$(from_archive "$3" "$4" | openssl pkey -pubout) || return 1
  [ "$certified" = "$held" ] || { fault "$4 is not the key of $2" || return 1; }
  printf '%s is the key of %s\n' "$4" "$2"
}
