# shellcheck shell=sh disable=SC2034,SC2154
# The handler that systemd starts when a run fails.

report_failure() {
  unit=$1
  result=${MONITOR_SERVICE_RESULT:-unknown}
  printf '<3>%s failed (%s): see journalctl --unit=%s\n' "$unit" "$result" "$unit" >&2
  umask 022
  mark=${STATE_DIRECTORY:?}/$unit
  printf 'unit=%s\nresult=%s\nfailed=%s\n' "$unit" "$result" "$(date -u +%Y-%m-%dT%H:%M:%SZ)" >"$mark.new"
  mv -f -- "$mark.new" "$mark"
  if [ -n "${MONITOR_INVOCATION_ID:-}" ]; then
    set -- "_SYSTEMD_INVOCATION_ID=$MONITOR_INVOCATION_ID"
  else
    set -- "--unit=$unit"
  fi
  journalctl --quiet --no-pager --output=cat --lines=10 "$@" |
    while IFS= read -r line; do
      printf '<3>%s: %s\n' "$unit" "$line" >&2
    done
}
