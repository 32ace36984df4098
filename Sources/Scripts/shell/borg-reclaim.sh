# shellcheck shell=sh disable=SC2034,SC2154
# Frees the space of expired copies in a borg repository.
# needs: borg borg-repository run

reclaim_borg() {
  open_borg
  borg_command compact || fail "can't free the space of expired copies"
}
