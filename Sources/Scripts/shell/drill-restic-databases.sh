# shellcheck shell=sh disable=SC2034,SC2154
# Lists the databases that have copies in a restic repository.
# needs: drill-restic
# reads: backup_part material_part

databases_in_restic() {
  verified_snapshots "backup=$backup_part,material=$material_part" | sed -n 's/.* //; /^-$/!p' | sort -u
}
