# shellcheck shell=sh disable=SC2034,SC2154
# For platforms that don't collect metrics.

publish_metrics() {
  :
}
