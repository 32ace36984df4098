# shellcheck shell=sh disable=SC2034,SC2154
# How a run speaks, takes its steps, begins and ends.
# needs: lock|no-lock metrics|no-metrics
# reads: work
# runs: od

say() {
  printf 'backstay: %s: %s: %s\n' "$backup" "$subject" "$*" >&2
}

# Ends the step that is under way; the other steps go on.
fail() {
  say "$@"
  exit 1
}

# set_up <program>...
# What a run writes is nobody else's; sorting, names and dates are the same everywhere. No work begins without its tools.
set_up() {
  umask 077
  export LC_ALL=C TZ=UTC
  subject=run
  for tool in "$@"; do
    command -v "$tool" >/dev/null || fail "$tool is missing here"
  done
}

# Runs a command as a step of its own and leaves its exit status in step_status.
step() {
  set +e
  (
    set -e
    "$@"
  )
  step_status=$?
  set -e
}

note_failure() {
  printf '%s\n' "$subject" >>"$run/failures"
}

# Starts with empty scratch space, whatever an earlier run left behind when it was killed.
begin() {
  subject=run
  mkdir -p "$work"
  run=$work/run
  exclude_other_runs
  rm -rf "$run"
  mkdir "$run" "$run/items" "$run/private" "$run/tmp"
  enter
}

# Uses the scratch space of this run, and removes it at the end, by whatever signal.
enter() {
  subject=run
  run=$work/run
  begun=$(date -u +%s)
  run_id=$(od -An -v -N4 -tx1 /dev/urandom | tr -d ' \n')
  export HOME="$run/private" TMPDIR="$run/tmp" XDG_CACHE_HOME="$work/cache"
  mkdir -p "$work/cache"
  trap 'deafen; rm -rf "$run"' EXIT
  trap 'deafen; exit 129' HUP
  trap 'deafen; exit 130' INT
  trap 'deafen; exit 143' TERM
}

# systemd's signal goes also to what is started while it is sent: without this, to the removal of this run's files.
deafen() {
  trap '' HUP INT TERM
}

finish() {
  subject=run
  if [ -e "$run/failures" ]; then
    fail "failed for $(sort -u "$run/failures" | tr '\n' ' ')"
  fi
  publish_metrics
  say "done"
}
