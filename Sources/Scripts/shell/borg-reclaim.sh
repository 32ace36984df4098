# shellcheck shell=sh disable=SC2034,SC2154
# Frees the space of expired copies in a borg repository.
# needs: borg borg-repository run

reclaim_borg() {
  open_borg
  borg_command compact || fail "the space of expired copies can't be freed"
}
