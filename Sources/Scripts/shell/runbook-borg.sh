# shellcheck shell=sh disable=SC2034,SC2154
# Copies in a borg repository.
# reads: backup host material

# Archives whose names begin with pending were never verified and are not copies.
list_backup() {
  borg list --short | awk -v series="$host+$backup+$material+${database:+$database+}" 'index($0, series) == 1 {
    rest = substr($0, length(series) + 1)
    if (rest ~ /^[0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9]T[0-9][0-9][0-9][0-9][0-9][0-9]Z-[0-9a-f]+$/)
      print substr(rest, 1, 16), $0
  }'
}

get_copy() {
  borg extract --stdout "::$1" "${2##*/}" >"$2" && borg extract --stdout "::$1" "${2##*/}.json" >"$2.json"
}
