# shellcheck shell=sh disable=SC2034,SC2154
# Checks a restic repository.
# needs: restic-repository run

# check_restic <percentage of the data to read>
check_restic() {
  open_restic
  if [ "$1" -eq 0 ]; then
    set -- check
  else
    set -- check "--read-data-subset=$1%"
  fi
  restic_patiently "$@" || fail "the repository is damaged"
}
