# shellcheck shell=sh disable=SC2034,SC2154
# How a drill begins where a killed one may have left something.
# needs: drill-server lock|no-lock run

begin_drill() {
  subject=run
  mkdir -p "$work"
  # A process is known by its folder, which has no links in it.
  work=$(cd "$work" && pwd -P)
  run=$work/run
  exclude_other_runs
  [ ! -d "$run" ] || clear_scratch
  begin
  clear_at_exit
}
