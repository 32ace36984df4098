# shellcheck shell=sh disable=SC2034,SC2154
# A secret's path as a variable of pgbackrest.
# needs: secret-file

export_path() {
  find_secret "$2" "$3"
  export "$1=$path"
}
