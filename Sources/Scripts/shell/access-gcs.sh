# shellcheck shell=sh disable=SC2034,SC2154
# Google Cloud Storage: settings for restic.
# needs: secrets

# Without a key, the platform's or machine's identity is used.
configure_gcs() {
  [ -n "$store_key" ] || return 0
  secret "$store_key" >"$run/private/store_key"
  export GOOGLE_APPLICATION_CREDENTIALS="$run/private/store_key"
}
