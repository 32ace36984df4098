# shellcheck shell=sh disable=SC2034,SC2154
# Ships captured items to one sink.
# needs: copy-metrics|no-copy-metrics expiry instants item record-value run
# calls: close_* expire_* newest_record_* open_* ship_*
# reads: best_effort

# deliver <restic|borg|plain>
# Ships to the current sink. If it fails, the other sinks continue.
deliver() {
  step ship_items "$1"
  if [ "$step_status" -eq 0 ]; then
    say "has everything that was captured"
  elif [ "$best_effort" = yes ]; then
    say "failed, but is best effort"
  else
    say "failed"
    note_failure
  fi
}

ship_items() {
  "open_$1"
  failed=no
  for item in "$run"/items/*; do
    [ -e "$item/sealed" ] || continue
    read_item
    item_tags
    subject="$sink: $item_label"
    step ship_item "$1"
    [ "$step_status" -eq 0 ] || failed=yes
  done
  subject=$sink
  [ "$failed" = no ] || exit 1
  "close_$1"
}

# Copies expire only after a verified success of this run.
ship_item() {
  if is_due "$1"; then
    "ship_$1"
    note_copy "$object_size" "$item_started"
    say "verified"
  else
    note_copy "$(printf '%s\n' "$newest" | record_value size)" "$(printf '%s\n' "$newest" | record_value started)"
    say "unchanged"
    return 0
  fi
  if expires_now; then
    "expire_$1"
  fi
}

# Whether the item must be shipped: its contents differ from the newest copy at this sink, or that copy is too old.
is_due() {
  [ -n "${at_latest_every:-}" ] || return 0
  [ -n "$item_contents" ] || return 0
  newest=$("newest_record_$1") || return 0
  [ "$(printf '%s\n' "$newest" | record_value contents)" = "$item_contents" ] || return 0
  started=$(printf '%s\n' "$newest" | record_value started)
  [ -n "$started" ] || return 0
  age=$(($(seconds "$item_started") - $(seconds "$started")))
  # A copy from the future: the clock was wrong then, or is now.
  [ "$age" -lt 0 ] || [ "$age" -ge "$at_latest_every" ]
}
