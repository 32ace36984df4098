# shellcheck shell=sh disable=SC2034,SC2154
# Cleans up after a killed drill.
# needs: drill-server lock|no-lock run

begin_drill() {
  subject=run
  mkdir -p "$work"
  # A process is identified by its folder, a path without links.
  work=$(cd "$work" && pwd -P)
  run=$work/run
  exclude_other_runs
  [ ! -d "$run" ] || clear_scratch
  begin
  clear_at_exit
}
