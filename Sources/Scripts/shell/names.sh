# shellcheck shell=sh disable=SC2034,SC2154
# Parts of names, and text in JSON.
# runs: awk od

# Each byte of the argument as two hexadecimal digits per line.
bytes_of() {
  printf %s "$1" | od -An -v -tx1 | tr -s ' ' '\n'
}

# The argument as one part of a copy's name: percent-encoded outside of A-Z a-z 0-9 . _ -
encode() {
  case $1 in
  . | ..) printf %s "$1" | sed 's/\./%2E/g' ;;
  *[!A-Za-z0-9._-]*)
    bytes_of "$1" | awk '
      /./ {
        hex = "0123456789abcdef"
        byte = sprintf("%c", 16 * (index(hex, substr($0, 1, 1)) - 1) + index(hex, substr($0, 2, 1)) - 1)
        printf "%s", byte ~ /^[A-Za-z0-9._-]$/ ? byte : "%" toupper($0)
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
      hex = "0123456789abcdef"
      code = 16 * (index(hex, substr($0, 1, 1)) - 1) + index(hex, substr($0, 2, 1)) - 1
      if (code < 32 || code == 127) printf "\\u00%s", $0
      else if (code == 34 || code == 92) printf "\\%c", code
      else printf "%c", code
    }
    END { printf "\"" }'
}
