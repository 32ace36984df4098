# shellcheck shell=sh disable=SC2034,SC2154
# What to fetch from each sink.
# needs: items names sinks
# reads: drill

# Each sink's requests are in its folder, which the proof reads.
new_place() {
  new_sink "$1"
  place=$run/sinks/$(encode "$sink")
  mkdir -p "$place/items"
  backup=drill-$drill
  [ -e "$run/started" ] || date -u +%Y%m%dT%H%M%SZ >"$run/started"
  reads_only=yes identity=''
}

# from_backup <backup> <seconds>
# Sets the backup whose archives are wanted, and the maximum age of its copies; empty if there is none.
from_backup() {
  backup=$1
  maximum_age=$2
}

# want <material> <database|databases|globals|files|physical> [database]
# Requests an archive of $backup, at most $maximum_age seconds old.
want() {
  material=$1
  case $2 in
  database) in_place new_item database dump "$3" ;;
  databases) in_place new_item databases dump '' ;;
  globals) in_place new_item globals sql '' ;;
  files) in_place new_item files tar '' ;;
  physical) in_place new_item physical backup '' ;;
  esac
  printf %s "$backup" >"$item/backup"
  printf %s "$maximum_age" >"$item/maximum_age"
  : >"$item/sha256"
  : >"$item/size"
}

# A capture keeps items in $run/items, a drill in the sink's folder.
in_place() {
  whole_run=$run
  run=$place
  "$@"
  run=$whole_run
}
