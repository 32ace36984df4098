# shellcheck shell=sh disable=SC2034,SC2154
# Lists the databases that have copies in a restic repository.
# reads: backup host material

list_databases() {
  restic_here snapshots --no-lock --json --host "$host" --tag "backup=$backup,material=$material" |
    sed 's/[[,]/\n/g' | sed -n 's/^"database=\([^"]*\)".*/\1/p'
}
