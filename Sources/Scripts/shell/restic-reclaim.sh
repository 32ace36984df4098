# shellcheck shell=sh disable=SC2034,SC2154
# Frees the space of expired copies in a restic repository.
# needs: access restic-repository run

reclaim_restic() {
  open_restic
  use_credentials expire
  restic_patiently prune || fail "can't free the space of expired copies"
}
