# Backstay's runtime: the functions that the scripts beside it call. Policies that need the same share it.

# gauge <name> <meaning>, with the samples on standard input
gauge() {
  printf '# HELP %s %s\n# TYPE %s gauge\n' "$1" "$2" "$1"
  cat
}

# The handler that systemd starts when a run fails.
report_failure() {
  unit=$1
  result=${MONITOR_SERVICE_RESULT:-unknown}
  printf '<3>%s failed (%s): see journalctl --unit=%s\n' "$unit" "$result" "$unit" >&2
  umask 022
  mark=${STATE_DIRECTORY:?}/$unit
  printf 'unit=%s\nresult=%s\nfailed=%s\n' "$unit" "$result" "$(date -u +%Y-%m-%dT%H:%M:%SZ)" >"$mark.new"
  mv -f -- "$mark.new" "$mark"
  if [ -n "${MONITOR_INVOCATION_ID:-}" ]; then
    set -- "_SYSTEMD_INVOCATION_ID=$MONITOR_INVOCATION_ID"
  else
    set -- "--unit=$unit"
  fi
  journalctl --quiet --no-pager --output=cat --lines=10 "$@" |
    while IFS= read -r line; do
      printf '<3>%s: %s\n' "$unit" "$line" >&2
    done
}

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

# A secret as a variable of pgbackrest.
export_value() {
  read_secret "$2" "$3"
  export "$1=$value"
}

# The file $metrics becomes standard input, as a whole.
replace_metrics() {
  partial=${metrics%/*}/.${metrics##*/}.partial
  if ! cat >"$partial" || ! chmod 0644 "$partial" || ! mv -f -- "$partial" "$metrics"; then
    rm -f -- "$partial"
    printf 'backstay: %s cannot be written\n' "$metrics" >&2
    return 1
  fi
}

# note_success <file> <labels>
note_success() {
  metrics=$1
  printf 'backstay_last_success_timestamp_seconds{%s} %s\n' "$2" "$(date -u +%s)" |
    gauge backstay_last_success_timestamp_seconds "When the last successful run ended." |
    replace_metrics
}

# Fails if pgbackrest verify finds a fault; verify itself exits with 0.
verify() {
  report=$("$program" "$@" --log-level-console=warn --output=text --verbose verify)
  printf '%s\n' "$report"
  if printf '%s\n' "$report" | grep -q '^status: ok$'; then return 0; fi
  printf 'backstay: the repository has faults, see above\n' >&2
  return 1
}

# Reports how long WAL waits for archiving.
watch() {
  answer=$(psql --no-psqlrc --no-password --no-align --tuples-only --quiet --command="$query")
  case $answer in
  off) reason='archive_mode is off' ;;
  recovery) reason='the server is in recovery and archives nothing' ;;
  '' | *[!0-9]*) reason="the server's answer is no number: $answer" ;;
  *) reason= ;;
  esac
  if [ -n "$reason" ]; then
    printf 'backstay: %s\n' "$reason" >&2
    return 1
  fi
  {
    printf 'backstay_wal_unarchived_seconds{%s} %s\n' "$labels" "$answer" |
      gauge backstay_wal_unarchived_seconds "How long the oldest finished segment has waited to be archived."
    printf 'backstay_wal_watch_timestamp_seconds{%s} %s\n' "$labels" "$(date -u +%s)" |
      gauge backstay_wal_watch_timestamp_seconds "When the server was last asked."
  } | replace_metrics
}
