# shellcheck shell=sh disable=SC2034,SC2154
# For platforms that exclude a second run themselves.

# The platform starts no second run while one is under way.
exclude_other_runs() {
  :
}
