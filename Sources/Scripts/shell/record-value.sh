# shellcheck shell=sh disable=SC2034,SC2154
# Reads records.

# Prints a text or number of the record on standard input.
record_value() {
  sed -n -e 's/^  "'"$1"'": "\([^"]*\)",*$/\1/p' -e 's/^  "'"$1"'": \([0-9][0-9]*\),*$/\1/p'
}
