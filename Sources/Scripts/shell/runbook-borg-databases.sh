# shellcheck shell=sh disable=SC2034,SC2154
# Lists the databases that have copies in a borg repository.
# reads: backup host material

list_databases() {
  borg list --short | awk -F + -v series="$host+$backup+$material+" 'index($0, series) == 1 && NF == 5 { print $4 }'
}
