# shellcheck shell=sh disable=SC2034,SC2154
# Reads the certificates for the connection to a server.
# needs: run secrets
# reads: client_certificate client_key root_certificate

# libpq rejects a key that others can read, so files are copied.
copy_certificates() {
  if [ -n "$root_certificate" ]; then
    secret "$root_certificate" >"$run/private/root.crt"
    export PGSSLROOTCERT="$run/private/root.crt"
  fi
  if [ -n "$client_certificate" ]; then
    secret "$client_certificate" >"$run/private/client.crt"
    secret "$client_key" >"$run/private/client.key"
    export PGSSLCERT="$run/private/client.crt" PGSSLKEY="$run/private/client.key"
  fi
}
