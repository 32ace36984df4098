# shellcheck shell=sh disable=SC2034,SC2154
# The credentials for a store.
# needs: secrets
# calls: configure_*
# reads: store

open_store() {
  "configure_$store"
  use_credentials write
}

# use_credentials <write|expire|read>; a role without its own uses the writer's.
use_credentials() {
  case $1 in
  expire) set -- "${expire_id:-$write_id}" "${expire_secret:-$write_secret}" ;;
  read) set -- "${read_id:-$write_id}" "${read_secret:-$write_secret}" ;;
  *) set -- "$write_id" "$write_secret" ;;
  esac
  # Without keys, the platform's or machine's identity is used.
  [ -n "$1" ] || return 0
  AWS_ACCESS_KEY_ID=$(secret "$1") || exit 1
  AWS_SECRET_ACCESS_KEY=$(secret "$2") || exit 1
  export AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_EC2_METADATA_DISABLED=true
}
