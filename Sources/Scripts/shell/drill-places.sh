# shellcheck shell=sh disable=SC2034,SC2154
# What each sink is asked for.
# needs: items names sinks
# reads: drill

# What each sink is asked for lies in a folder of its own, which the proof reads.
new_place() {
  new_sink "$1"
  place=$run/sinks/$(encode "$sink")
  mkdir -p "$place/items"
  backup=drill-$drill
  [ -e "$run/started" ] || date -u +%Y%m%dT%H%M%SZ >"$run/started"
  reads_only=yes identity=''
}

# from_backup <backup> <seconds>
# Names the backup whose archives are wanted, and how old a copy of it may be; the age is empty where nothing promises any.
from_backup() {
  backup=$1
  maximum_age=$2
}

# want <material> <database|databases|globals|files|physical> [database]
# Notes an archive of $backup. What is older than $maximum_age seconds is no copy that the policy promises.
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

# Items lie in $run/items for a capture, and in the sink's folder for a drill.
in_place() {
  whole_run=$run
  run=$place
  "$@"
  run=$whole_run
}
