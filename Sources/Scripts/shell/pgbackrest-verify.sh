# shellcheck shell=sh disable=SC2034,SC2154
# Fails if pgbackrest verify finds a fault; verify itself exits with 0.
# reads: program

verify() {
  report=$("$program" "$@" --log-level-console=warn --output=text --verbose verify)
  printf '%s\n' "$report"
  if printf '%s\n' "$report" | grep -q '^status: ok$'; then return 0; fi
  printf 'backstay: the repository has faults, see above\n' >&2
  return 1
}
