# shellcheck shell=sh disable=SC2034,SC2154
# Parts of names, and text in JSON.
# runs: awk od

# The number of each byte of the argument on a line.
bytes_of() {
  printf %s "$1" | od -An -v -tu1 | tr -s ' ' '\n'
}

# The argument as one part of a copy's name: percent-encoded outside of A-Z a-z 0-9 . _ -
encode() {
  case $1 in
  . | ..) printf %s "$1" | sed 's/\./%2E/g' ;;
  *[!A-Za-z0-9._-]*)
    bytes_of "$1" | awk '
      /./ {
        byte = sprintf("%c", $0 + 0)
        printf "%s", byte ~ /^[A-Za-z0-9._-]$/ ? byte : sprintf("%%%02X", $0)
      }'
    ;;
  *) printf %s "$1" ;;
  esac
}

# The argument as a JSON string.
json() {
  bytes_of "$1" | awk '
    BEGIN { printf "\"" }
    /./ {
      code = $0 + 0
      if (code < 32 || code == 127) printf "\\u%04x", code
      else if (code == 34 || code == 92) printf "\\%c", code
      else printf "%c", code
    }
    END { printf "\"" }'
}
