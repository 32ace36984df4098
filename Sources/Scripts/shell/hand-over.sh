# shellcheck shell=sh disable=SC2034,SC2154
# The end of a capture script that a ship script follows.
# needs: leave-items run

# Leaves what was captured to the ship script, which fails at its end for what was not.
# Fails itself only where the ship script would have nothing to do.
hand_over() {
  subject=run
  for item in "$run"/items/*; do
    if [ -e "$item/sealed" ]; then
      leave_items
    fi
  done
  finish
}
