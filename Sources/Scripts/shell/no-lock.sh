# shellcheck shell=sh disable=SC2034,SC2154
# For platforms that prevent concurrent runs.

# The platform starts no second run during one.
exclude_other_runs() {
  :
}
