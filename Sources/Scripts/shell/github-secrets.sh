# shellcheck shell=sh disable=SC2034,SC2154
# The secrets of a repository as files.
# reads: secrets

make_folders() {
  rm -rf "$secrets"
  mkdir -p "$secrets"
}

# keep_secret <name> <variable> <the repository's secret>
# Each secret becomes a private file; its variable is unset before anything else starts.
keep_secret() {
  printenv "$2" >"$secrets/$1" || :
  if [ "$(wc -c <"$secrets/$1")" -le 1 ]; then
    printf '::error::the secret %s of this repository is missing or empty\n' "$3"
    exit 1
  fi
}
