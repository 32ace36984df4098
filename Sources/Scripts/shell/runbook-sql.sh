# shellcheck shell=sh disable=SC2034,SC2154
# Asks a server; `as_administrator` runs a program that may do everything there.

sql() {
  as_administrator psql -XAtq --set=ON_ERROR_STOP=1 "$@"
}
