# shellcheck shell=sh disable=SC2034,SC2154
# A restic repository, opened for writing.
# needs: names restic run
# runs: awk

# Runs restic with its output in a file, and retries for a while if another run holds the lock.
restic_patiently() {
  tries=0
  while :; do
    set +e
    restic_command "$@" >"$run/tmp/restic.out" 2>"$run/tmp/restic.err"
    restic_status=$?
    set -e
    cat "$run/tmp/restic.err" >&2
    if [ "$restic_status" -eq 0 ]; then
      return 0
    fi
    if [ "$tries" -ge 60 ] || ! grep -q 'already locked' "$run/tmp/restic.err"; then
      return "$restic_status"
    fi
    tries=$((tries + 1))
    sleep 10
    # Its holder may be gone by now.
    restic_command unlock >/dev/null 2>&1 || :
  done
}

# A repository is created only if there surely is none: an unreachable store or a wrong passphrase is a failure.
open_restic() {
  configure_restic
  if ! restic_patiently --no-lock cat config; then
    if [ "$restic_status" -ne 10 ] &&
      ! grep -q -e 'config: no such file' -e 'file does not exist' -e 'key does not exist' \
        -e "object doesn't exist" -e BlobNotFound "$run/tmp/restic.err"; then
      fail "can't open the repository"
    fi
    say "creating the repository"
    restic_patiently init || fail "can't create the repository"
  fi
  # Removes only stale locks.
  restic_patiently unlock || :
  forget_pending
}

# Snapshots that a killed run left unverified are not copies.
forget_pending() {
  restic_patiently snapshots --json --no-lock --host "$policy" --tag "backup=$(encode "$backup")" ||
    fail "can't list the snapshots"
  newest_snapshot=$(tr ',' '\n' <"$run/tmp/restic.out" | sed -n 's/^.*"time":"\([^".]*\).*$/\1/p' |
    tr -d ':Z-' | sort | tail -n 1)
  awk 'BEGIN { RS = "," }
    /"time":"/ { pending = 0 }
    /"pending"/ { pending = 1 }
    /^"id":"[0-9a-f]+"/ && pending { split($0, part, "\""); print part[4] }' "$run/tmp/restic.out" >"$run/tmp/pending"
  while IFS= read -r id; do
    say "forgetting $id, which was never verified"
    restic_patiently forget "$id" </dev/null || fail "can't forget $id"
  done <"$run/tmp/pending"
}
