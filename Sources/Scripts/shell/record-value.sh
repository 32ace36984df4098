# shellcheck shell=sh disable=SC2034,SC2154
# What a record says.

# One text or number of a record on standard input.
record_value() {
  sed -n -e 's/^  "'"$1"'": "\([^"]*\)",*$/\1/p' -e 's/^  "'"$1"'": \([0-9][0-9]*\),*$/\1/p'
}
