# shellcheck shell=sh disable=SC2034,SC2154
# A borg repository, opened for writing.
# needs: borg names run
# reads: longest_run
# runs: find

open_borg() {
  configure_borg
  if [ ! -e "$BORG_REPO/config" ]; then
    say "creating the repository"
    borg_command --error init --encryption repokey-blake2 || fail "can't create the repository"
  fi
  # borg removes locks of dead processes, but not of deleted pods: no run takes this long.
  if [ -n "$(find "$BORG_REPO" -maxdepth 1 -name 'lock.*' -mmin "+$longest_run")" ]; then
    say "breaking a stale lock"
    borg_command break-lock || fail "can't break the lock"
  fi
  borg_command list --short >"$run/tmp/archives" || fail "can't open the repository"
  backup_part=$(encode "$backup")
  grep "^pending+$policy_part+$backup_part+" "$run/tmp/archives" >"$run/tmp/pending" || :
  while IFS= read -r archive_name; do
    say "deleting $archive_name, which was never verified"
    borg_command delete "::$archive_name" </dev/null || fail "can't delete $archive_name"
  done <"$run/tmp/pending"
}
