# shellcheck shell=sh disable=SC2034,SC2154
# Finds the file of a pgbackrest secret.

# Sets path to the file that holds the secret $1: the unit's credential of that name if it has one, else $2.
find_secret() {
  path=$2
  if [ -n "${CREDENTIALS_DIRECTORY:-}" ] && [ -e "$CREDENTIALS_DIRECTORY/$1" ]; then
    path=$CREDENTIALS_DIRECTORY/$1
  fi
  if [ ! -r "$path" ] || [ ! -s "$path" ]; then
    printf 'backstay: the secret %s is missing, unreadable or empty: %s\n' "$1" "$path" >&2
    exit 126
  fi
}
