# shellcheck shell=sh disable=SC2034,SC2154
# Lists the databases that have copies in a borg repository.
# needs: borg drill-borg
# runs: awk

databases_in_borg() {
  database_part=''
  borg_name
  borg_command list --short >"$run/tmp/archives" || return 1
  awk -v series="$series" 'index($0, series) == 1 {
    if (split(substr($0, length(series) + 1), part, "+") == 2) print part[1]
  }' "$run/tmp/archives" | sort -u
}
