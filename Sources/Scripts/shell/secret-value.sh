# shellcheck shell=sh disable=SC2034,SC2154
# Reads a pgbackrest secret.
# needs: secret-file

# Sets value to the first line of that file.
read_secret() {
  find_secret "$1" "$2"
  value=
  IFS= read -r value <"$path" || true
  if [ -z "$value" ]; then
    printf 'backstay: the secret %s has an empty first line: %s\n' "$1" "$path" >&2
    exit 126
  fi
}
