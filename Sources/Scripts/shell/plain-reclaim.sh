# shellcheck shell=sh disable=SC2034,SC2154
# Frees the space of expired plain copies.
# needs: plain-store

# Nothing to free: an expired object is gone.
reclaim_plain() {
  open_plain
}
