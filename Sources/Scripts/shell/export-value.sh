# shellcheck shell=sh disable=SC2034,SC2154
# A secret as a variable of pgbackrest.
# needs: secret-value

export_value() {
  read_secret "$2" "$3"
  export "$1=$value"
}
