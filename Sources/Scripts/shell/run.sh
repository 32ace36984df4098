# shellcheck shell=sh disable=SC2034,SC2154
# Messages, steps, start and end of a run.
# needs: lock|no-lock metrics|no-metrics
# reads: work
# runs: od

say() {
  printf 'backstay: %s: %s: %s\n' "$backup" "$subject" "$*" >&2
}

# Ends the current step; other steps continue.
fail() {
  say "$@"
  exit 1
}

# set_up <program>...
# Makes files private, sets the locale and time zone, and checks that all tools exist.
set_up() {
  umask 077
  export LC_ALL=C TZ=UTC
  subject=run
  for tool in "$@"; do
    command -v "$tool" >/dev/null || fail "$tool is missing here"
  done
}

# Runs a command as a step and sets step_status to its exit status.
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

# Starts with empty scratch space, whatever a killed run left.
begin() {
  subject=run
  mkdir -p "$work"
  run=$work/run
  exclude_other_runs
  rm -rf "$run"
  mkdir "$run" "$run/items" "$run/private" "$run/tmp"
  enter
}

# Uses this run's scratch space, and removes it at the end, by whatever signal.
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

# systemd also signals processes that start meanwhile: without this, the removal of this run's files.
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
