# shellcheck shell=sh disable=SC2034,SC2154
# Checks a borg repository.
# needs: borg borg-repository run

# check_borg <percentage of the data to read>; borg reads all or none.
check_borg() {
  open_borg
  if [ "$1" -eq 0 ]; then
    set -- check
  else
    set -- check --verify-data
  fi
  borg_command "$@" || fail "the repository is damaged"
}
