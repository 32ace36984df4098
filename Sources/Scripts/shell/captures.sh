# shellcheck shell=sh disable=SC2034,SC2154
# Ends captures.
# needs: digests run
# reads: archive material

# Only a sealed item is shipped.
seal_item() {
  sha256 "$archive" >"$item/sha256"
  wc -c <"$archive" | tr -d ' \n' >"$item/size"
  : >"$item/sealed"
  say "captured, $(cat "$item/size") bytes"
}

# Frees the space of a failed capture for the other ones and the ship script.
drop_unsealed() {
  rm -rf "$run/tmp/stage"
  for item in "$run"/items/*; do
    [ -e "$item/sealed" ] || rm -rf "$item"
  done
}

# Runs a capture as a step; if it fails, the others continue.
capture() {
  step "$@"
  if [ "$step_status" -ne 0 ]; then
    say "not captured: $material"
    drop_unsealed
    note_failure
  fi
}
