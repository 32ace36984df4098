# shellcheck shell=sh disable=SC2034,SC2154
# Shows what was lost.
# reads: restored

# Everything written after these instants is lost.
state_loss() {
  for record in "$restored"/*/*.json; do
    printf '%s began at %s\n' "${record%.json}" "$(sed -n 's/^  "started": "\(.*\)",*$/\1/p' "$record")"
  done
  date -u '+it is now %Y%m%dT%H%M%SZ'
}
