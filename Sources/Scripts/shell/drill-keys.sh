# shellcheck shell=sh disable=SC2034,SC2154
# Checks that restored keys belong to restored certificates.
# needs: drill-new-server drill-server drill-steps run
# reads: place sink
# runs: cmp readlink

# prove_key <certificate> <key>
prove_key() {
  subject="$sink: $2"
  attempt "the key $2 belongs to the certificate $1" match_key "$1" "$2"
}

match_key() {
  certificate=$(restored_file "$1") || exit 1
  key=$(restored_file "$2") || exit 1
  if command -v openssl >/dev/null; then
    openssl x509 -in "$certificate" -noout -pubkey >"$run/tmp/certificate" || fail "$1 is not a certificate"
    openssl pkey -in "$key" -pubout -passin pass: >"$run/tmp/key" || fail "$2 is not a readable key"
    cmp -s "$run/tmp/certificate" "$run/tmp/key" || fail "the key doesn't belong to $1"
  else
    match_by_server
  fi
  say "belongs to $1"
}

# The restored file, by its path in the policy. A link that leaves the copy would show a file of this machine.
restored_file() {
  for folder in "$place"/files/*; do
    found=$(readlink -f "$folder$1") || continue
    case $found in
    "$folder"/*) [ ! -f "$found" ] || {
      printf %s "$found"
      return 0
    } ;;
    esac
  done
  fail "$1 is not a file in the copy"
}

# A PostgreSQL server refuses to start with a key that doesn't belong to its certificate.
match_by_server() {
  [ -n "${key_version:-}" ] || fail "openssl is missing here"
  server=$place/servers/keys+
  make_server "$key_version"
  cat "$certificate" >"$server/data/server.crt"
  cat "$key" >"$server/data/server.key"
  start_server -c ssl=on
  stop_server "$server"
  rm -rf "$server"
}
