# shellcheck shell=sh disable=SC2034,SC2154
# Queries a server; `as_administrator` runs a program as its superuser.

sql() {
  as_administrator psql -XAtq --set=ON_ERROR_STOP=1 "$@"
}
