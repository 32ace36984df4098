# shellcheck shell=sh disable=SC2034,SC2154
# A borg repository that is written to.
# needs: borg names run
# reads: longest_run
# runs: find

open_borg() {
  configure_borg
  if [ ! -e "$BORG_REPO/config" ]; then
    say "making the repository"
    borg_command --error init --encryption repokey-blake2 || fail "the repository can't be made"
  fi
  # borg itself removes locks of dead processes, but not of pods that are gone: no run lives as long as this.
  if [ -n "$(find "$BORG_REPO" -maxdepth 1 -name 'lock.*' -mmin "+$longest_run")" ]; then
    say "breaking a lock that is older than any run"
    borg_command break-lock || fail "the lock can't be broken"
  fi
  borg_command list --short >"$run/tmp/archives" || fail "the repository can't be opened"
  backup_part=$(encode "$backup")
  grep "^pending+$policy_part+$backup_part+" "$run/tmp/archives" >"$run/tmp/pending" || :
  while IFS= read -r archive_name; do
    say "deleting $archive_name, which was never verified"
    borg_command delete "::$archive_name" </dev/null || fail "$archive_name can't be deleted"
  done <"$run/tmp/pending"
}
