# shellcheck shell=sh disable=SC2034,SC2154
# Ends a capture script that a ship script follows.
# needs: leave-items run

# Leaves captured items to the ship script, which fails in the end if any are missing.
# Fails itself only if the ship script would have nothing to do.
hand_over() {
  subject=run
  for item in "$run"/items/*; do
    if [ -e "$item/sealed" ]; then
      leave_items
    fi
  done
  finish
}
