# Backstay's runtime: the functions that the scripts beside it call. Policies that need the same share it.

# == Messages, steps, start and end of a run.

say() {
  printf 'backstay: %s: %s: %s\n' "$backup" "$subject" "$*" >&2
}

# Ends the current step; other steps continue.
fail() {
  say "$@"
  exit 1
}

# set_up <program>...
# Makes files private, sets the locale and time zone, and checks that all tools exist.
set_up() {
  umask 077
  export LC_ALL=C TZ=UTC
  subject=run
  for tool in "$@"; do
    command -v "$tool" >/dev/null || fail "$tool is missing here"
  done
}

# Runs a command as a step and sets step_status to its exit status.
step() {
  set +e
  (
    set -e
    "$@"
  )
  step_status=$?
  set -e
}

note_failure() {
  printf '%s\n' "$subject" >>"$run/failures"
}

# Starts with empty scratch space, whatever a killed run left.
begin() {
  subject=run
  mkdir -p "$work"
  run=$work/run
  exclude_other_runs
  rm -rf "$run"
  mkdir "$run" "$run/items" "$run/private" "$run/tmp"
  enter
}

# Uses this run's scratch space, and removes it at the end, by whatever signal.
enter() {
  subject=run
  run=$work/run
  begun=$(date -u +%s)
  run_id=$(od -An -v -N4 -tx1 /dev/urandom | tr -d ' \n')
  export HOME="$run/private" TMPDIR="$run/tmp" XDG_CACHE_HOME="$work/cache"
  mkdir -p "$work/cache"
  trap 'deafen; rm -rf "$run"' EXIT
  trap 'deafen; exit 129' HUP
  trap 'deafen; exit 130' INT
  trap 'deafen; exit 143' TERM
}

# systemd also signals processes that start meanwhile: without this, the removal of this run's files.
deafen() {
  trap '' HUP INT TERM
}

finish() {
  subject=run
  if [ -e "$run/failures" ]; then
    fail "failed for $(sort -u "$run/failures" | tr '\n' ' ')"
  fi
  publish_metrics
  say "done"
}

# The digest of a file.
sha256() {
  checksum=$(sha256sum <"$1") || return 1
  printf %s "${checksum%% *}"
}

# The content of a secret, without the final line break.
secret() {
  [ -r "${secrets:?}/$1" ] || fail "the secret $1 is missing in ${secrets:?}"
  cat "${secrets:?}/$1"
}

# The lock ends with the process, so a killed run leaves none.
exclude_other_runs() {
  exec 9>"$lock"
  flock -n 9 || {
    say "waiting for another run on the same repository"
    flock 9
  }
}

# == Parts of names, and text in JSON.

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

# Days and seconds since 1970 of an instant YYYYMMDDTHHMMSSZ.
# shellcheck disable=SC2016
civil_awk='
  function days(y, m, d) {
    if (m <= 2) { y--; m += 12 }
    return 365 * y + int(y / 4) - int(y / 100) + int(y / 400) + int((153 * (m - 3) + 2) / 5) + d - 719469
  }
  function instant(s) {
    return 86400 * days(substr(s, 1, 4) + 0, substr(s, 5, 2) + 0, substr(s, 7, 2) + 0) \
      + 3600 * substr(s, 10, 2) + 60 * substr(s, 12, 2) + substr(s, 14, 2)
  }'

# The instant YYYYMMDDTHHMMSSZ in seconds since 1970.
seconds() {
  printf '%s\n' "$1" | awk "$civil_awk"' { printf "%.0f\n", instant($0) }'
}

# gauge <name> <meaning>, with the samples on standard input
gauge() {
  printf '# HELP %s %s\n# TYPE %s gauge\n' "$1" "$2" "$1"
  cat
}

# == The metrics of a run for node_exporter's textfile collector, in the file $metrics.

# The argument as the value of a label, which has three escapes.
label() {
  bytes_of "$1" | awk '
    /./ {
      code = $0 + 0
      if (code == 10) printf "\\n"
      else if (code == 34 || code == 92) printf "\\%c", code
      else printf "%c", code
    }'
}

# The file is replaced as a whole; a failed run keeps the previous success.
publish_metrics() {
  [ -d "${metrics%/*}" ] || fail "the folder ${metrics%/*} is missing"
  now=$(date -u +%s)
  labels="policy=\"$(label "$policy")\",backup=\"$(label "$backup")\""
  family=backstay_last_success
  if [ -n "${upkeep:-}" ]; then
    family=backstay_upkeep_last_success
    labels="$labels,upkeep=\"$upkeep\""
  elif [ -n "${drill:-}" ]; then
    family=backstay_drill_last_success
    labels="policy=\"$(label "$policy")\",drill=\"$(label "$drill")\"${drill_part:+,part=\"$drill_part\"}"
  fi
  partial=${metrics%/*}/.${metrics##*/}.partial
  if ! {
    printf '%s_timestamp_seconds{%s} %s\n' "$family" "$labels" "$now" |
      gauge "${family}_timestamp_seconds" "When the last successful run ended."
    printf '%s_duration_seconds{%s} %s\n' "$family" "$labels" "$((now - begun))" |
      gauge "${family}_duration_seconds" "How long it took."
    if [ -e "$run/copy_sizes" ]; then
      gauge backstay_copy_size_bytes "Bytes of the newest copy." <"$run/copy_sizes"
      gauge backstay_copy_snapshot_timestamp_seconds "When the capture of the newest copy began." \
        <"$run/copy_instants"
    fi
  } >"$partial" || ! chmod 0644 "$partial" || ! mv -f "$partial" "$metrics"; then
    rm -f "$partial"
    fail "can't write $metrics"
  fi
}

# note_copy <size> <instant>
# Records the item's newest copy at this sink.
note_copy() {
  labels="policy=\"$(label "$policy")\",backup=\"$(label "$backup")\",material=\"$(label "$item_material")\""
  [ -z "$item_database" ] || labels="$labels,database=\"$(label "$item_database")\""
  labels="$labels,sink=\"$(label "$sink")\""
  printf 'backstay_copy_size_bytes{%s} %s\n' "$labels" "$1" >>"$run/copy_sizes"
  printf 'backstay_copy_snapshot_timestamp_seconds{%s} %s\n' "$labels" "$(seconds "$2")" >>"$run/copy_instants"
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

# Begins an item of the material, or of the database that the third argument names.
new_item() {
  number=1001
  while [ -e "$run/items/$number" ]; do number=$((number + 1)); done
  item=$run/items/$number
  mkdir "$item" "$item/data"
  printf %s "$material" >"$item/material"
  printf %s "$1" >"$item/kind"
  printf %s "$2" >"$item/suffix"
  printf %s "$3" >"$item/database"
  date -u +%Y%m%dT%H%M%SZ >"$item/started"
  for unknown in contents server tool tables entries; do : >"$item/$unknown"; done
  name=$(encode "${3:-$material}").$2
  printf %s "$name" >"$item/name"
  archive=$item/data/$name
}

# == Ends captures.

# Only a sealed item is shipped.
seal_item() {
  sha256 "$archive" >"$item/sha256"
  wc -c <"$archive" | tr -d ' \n' >"$item/size"
  : >"$item/sealed"
  say "captured, $(cat "$item/size") bytes"
}

# Frees the space of a failed capture for the other ones and the ship script.
drop_unsealed() {
  rm -rf "$run/tmp/stage"
  for item in "$run"/items/*; do
    [ -e "$item/sealed" ] || rm -rf "$item"
  done
}

# Runs a capture as a step; if it fails, the others continue.
capture() {
  step "$@"
  if [ "$step_status" -ne 0 ]; then
    say "not captured: $material"
    drop_unsealed
    note_failure
  fi
}

# == The properties of an item.

read_item() {
  item_material=$(cat "$item/material")
  item_database=$(cat "$item/database")
  item_kind=$(cat "$item/kind")
  item_name=$(cat "$item/name")
  item_suffix=$(cat "$item/suffix")
  item_started=$(cat "$item/started")
  item_sha256=$(cat "$item/sha256")
  item_size=$(cat "$item/size")
  item_contents=$(cat "$item/contents")
  # A stored object may be larger than what was captured.
  object_size=$item_size
  item_label=$item_material
  [ -z "$item_database" ] || item_label=$item_material/$(encode "$item_database")
  [ "$item_kind" != globals ] || item_label="$item_material globals"
}

# The item's coordinates, as parts of names.
item_tags() {
  policy_part=$(encode "$policy")
  backup_part=$(encode "$backup")
  material_part=$(encode "$item_material")
  database_part=''
  [ -z "$item_database" ] || database_part=$(encode "$item_database")
}

# The record of $item as JSON; digest and size are those of the stored object.
record() {
  printf '{\n  "policy": %s,\n' "$(json "$policy")"
  printf '  "policyDigest": "%s",\n' "$policy_digest"
  printf '  "backup": %s,\n' "$(json "$backup")"
  printf '  "material": %s,\n' "$(json "$item_material")"
  [ -z "$item_database" ] || printf '  "database": %s,\n' "$(json "$item_database")"
  printf '  "kind": "%s",\n' "$item_kind"
  printf '  "started": "%s",\n' "$item_started"
  printf '  "run": "%s",\n' "$run_id"
  printf '  "sink": %s,\n' "$(json "$sink")"
  printf '  "name": %s,\n' "$(json "$1")"
  printf '  "sha256": "%s",\n' "$2"
  printf '  "size": %s,\n' "$3"
  [ -z "$item_contents" ] || printf '  "contents": "%s",\n' "$item_contents"
  for number in tables entries; do
    [ ! -s "$item/$number" ] || printf '  "%s": %s,\n' "$number" "$(cat "$item/$number")"
  done
  [ ! -s "$item/server" ] || printf '  "server": %s,\n' "$(json "$(cat "$item/server")")"
  printf '  "tools": %s,\n' "$(json "$(cat "$item/tool")${shipper:+, $shipper}")"
  printf '  "verified": "read"\n}\n'
}

# Prints a text or number of the record on standard input.
record_value() {
  sed -n -e 's/^  "'"$1"'": "\([^"]*\)",*$/\1/p' -e 's/^  "'"$1"'": \([0-9][0-9]*\),*$/\1/p'
}

# == Connects to a server to capture.

# Clears the previous server's settings, and those in the environment.
new_server() {
  material=$1
  subject=$1
  rm -f "$run/tmp/awaited"
  unset PGHOST PGHOSTADDR PGPORT PGUSER PGDATABASE PGPASSWORD PGPASSFILE PGSERVICE PGOPTIONS
  unset PGSSLMODE PGSSLROOTCERT PGSSLCERT PGSSLKEY
  export PGAPPNAME=backstay PGCONNECT_TIMEOUT=30
  password='' use_certificates=: root_certificate='' client_certificate='' client_key='' check_server=:
}

connect() {
  if [ -n "$password" ]; then
    PGPASSWORD=$(secret "$password") || exit 1
    export PGPASSWORD
  fi
  "$use_certificates"
}

ask() {
  PGDATABASE=${PGDATABASE:-postgres} psql -XAtq --no-password --set=ON_ERROR_STOP=1 --command="$1"
}

# Waits up to a minute for a starting server, but only once for each server: with many databases,
# an unreachable one would use up the time of the other materials.
await_server() {
  [ ! -e "$run/tmp/awaited" ] || return 0
  : >"$run/tmp/awaited"
  tries=0
  until pg_isready --quiet || [ "$tries" -ge 12 ]; do
    tries=$((tries + 1))
    sleep 5
  done
}

open_server() {
  connect
  await_server
  "$check_server"
}

# == Dumps a database.

# Dumps a database to a file, never to a pipe, and decodes the whole archive: the table of contents comes
# first, so listing it would accept a truncated file.
dump_database() {
  database=$1
  shift
  subject=$material/$(encode "$database")
  new_item database dump "$database"
  export PGDATABASE="$database"
  ask "SHOW server_version" >"$item/server" || fail "can't connect"
  pg_dump --version | tr -d '\n' >"$item/tool"
  pg_dump --format=custom --no-password --lock-wait-timeout=300s --file="$archive" "$@" || fail "pg_dump failed"
  pg_restore --file=/dev/null "$archive" || fail "can't read the dump to its end"
  count_tables
  seal_item
}

# Counts the tables in the dump: the dump of an empty database is complete, but useless.
# Tables are in pg_class, OID 1259; other entries that begin with TABLE, such as TABLE DATA, have no catalogue.
count_tables() {
  pg_restore --list --file="$run/tmp/contents" "$archive" || fail "can't list the dump's contents"
  awk '/^[0-9]/ { entries++ } END { printf "%d", entries }' "$run/tmp/contents" >"$item/entries"
  awk '/^[0-9]/ && $2 == 1259 && $4 == "TABLE" { tables++ } END { printf "%d", tables }' "$run/tmp/contents" \
    >"$item/tables"
  tables=$(cat "$item/tables")
  [ "$tables" -ge "$minimum_tables" ] || fail "has $tables tables, fewer than $minimum_tables"
}

# Captures a database by name.
capture_database() {
  open_server
  dump_database "$@"
}

# == Captures files and folders.

# new_files <material> <folder under which its paths are found> <-L to follow links, -P to keep them>
new_files() {
  material=$1
  subject=$1
  root=$2
  follow=$3
  pack=pack_all
  : >"$run/tmp/excluded"
}

# A digest of the paths' contents, which depends only on names, modes and contents.
digest_contents() {
  while IFS= read -r pattern; do
    set -- "$@" -name "$pattern" -prune -o
  done <"$run/tmp/excluded"
  # No parentheses: inside of them, busybox loses what `-exec {} +` has collected.
  find "$follow" "$@" -type d -exec stat -c 'd %a %n' {} + -o -type l -exec stat -c 'l %N' {} + \
    -o -type f -exec stat -c 'f %a %s %n' {} + -exec sha256sum {} + >"$run/tmp/contents" || return 1
  [ -s "$run/tmp/contents" ] || return 1
  sort "$run/tmp/contents" >"$run/tmp/contents.sorted" || return 1
  sha256 "$run/tmp/contents.sorted"
}

# Packs the paths into $archive; files that change meanwhile are a failure.
pack_all() {
  [ "$follow" = -P ] || set -- -h "$@"
  tar -cf "$archive" "$@"
}

# Captures the paths, which are absolute and are kept in the archive as in the policy.
capture_files() {
  new_item files tar ''
  tar_version=$(tar --version 2>/dev/null | head -n 1)
  printf %s "$tar_version" >"$item/tool"
  for path in "$@"; do
    shift
    [ -e "$root$path" ] || [ -L "$root$path" ] || fail "$path is missing"
    if [ "$follow" = -P ] && [ -L "$root$path" ]; then
      fail "$path is a symbolic link: the policy must name its target"
    fi
    set -- "$@" ".$path"
  done
  cd "${root:-/}" || exit 1

  tries=1
  until before=$(digest_contents "$@") && "$pack" "$@" && after=$(digest_contents "$@") && [ "$before" = "$after" ]; do
    [ "$tries" -lt 3 ] || fail "files can't be read, or change while they are read"
    tries=$((tries + 1))
    sleep 2
  done
  rm -rf "$run/tmp/stage"
  printf %s "$after" >"$item/contents"
  tar -tf "$archive" >"$run/tmp/listing" || fail "can't read the archive to its end"
  [ -s "$run/tmp/listing" ] || fail "the archive is empty"
  seal_item
}

# Clears the previous sink's settings.
new_sink() {
  sink=$1
  subject=$1
  best_effort=no reads_only=no
  root='' bucket='' prefix='' region='' endpoint='' path_style=no storage_class='' encryption='' key_id=''
  lock_mode='' lock_seconds=0
  write_id='' write_secret='' expire_id='' expire_secret='' read_id='' read_secret=''
  host='' port='' user='' private_key='' account='' store_key=''
  passphrase='' protection=none recipients='' repository='' store='' host_keys='' shipper=''
  expiry=never until='' minimum_copies=1 reclaim=no
  within='' last=0 hourly=0 daily=0 weekly=0 monthly=0 yearly=0
}

# == Ships captured items to one sink.

# deliver <restic|borg|plain>
# Ships to the current sink. If it fails, the other sinks continue.
deliver() {
  step ship_items "$1"
  if [ "$step_status" -eq 0 ]; then
    say "has everything that was captured"
  elif [ "$best_effort" = yes ]; then
    say "failed, but is best effort"
  else
    say "failed"
    note_failure
  fi
}

ship_items() {
  "open_$1"
  failed=no
  for item in "$run"/items/*; do
    [ -e "$item/sealed" ] || continue
    read_item
    item_tags
    subject="$sink: $item_label"
    step ship_item "$1"
    [ "$step_status" -eq 0 ] || failed=yes
  done
  subject=$sink
  [ "$failed" = no ] || exit 1
  "close_$1"
}

# Copies expire only after a verified success of this run.
ship_item() {
  if is_due "$1"; then
    "ship_$1"
    note_copy "$object_size" "$item_started"
    say "verified"
  else
    note_copy "$(printf '%s\n' "$newest" | record_value size)" "$(printf '%s\n' "$newest" | record_value started)"
    say "unchanged"
    return 0
  fi
  if expires_now; then
    "expire_$1"
  fi
}

# Whether the item must be shipped: its contents differ from the newest copy at this sink, or that copy is too old.
is_due() {
  [ -n "${at_latest_every:-}" ] || return 0
  [ -n "$item_contents" ] || return 0
  newest=$("newest_record_$1") || return 0
  [ "$(printf '%s\n' "$newest" | record_value contents)" = "$item_contents" ] || return 0
  started=$(printf '%s\n' "$newest" | record_value started)
  [ -n "$started" ] || return 0
  age=$(($(seconds "$item_started") - $(seconds "$started")))
  # A copy from the future: the clock was wrong then, or is now.
  [ "$age" -lt 0 ] || [ "$age" -ge "$at_latest_every" ]
}

# == Decides whether copies may expire.

# check_clock <the name of the newest copy there>
# Ages count from the newest copy, which should be this run's. If another is newer, this one could expire instead.
check_clock() {
  latest=$(printf '%s\n' "$item_started" "${1%%-*}" | sort | tail -n 1)
  [ "$latest" = "$item_started" ] ||
    fail "a copy is newer than this run, from $latest: a clock was wrong; nothing expires"
}

expires_now() {
  case $expiry in
  keep) return 0 ;;
  until) [ "$(date -u +%Y%m%d)" -ge "$until" ] ;;
  *) return 1 ;;
  esac
}

# == The credentials for a store.

open_store() {
  "configure_$store"
  use_credentials write
}

# use_credentials <write|expire|read>; a role without its own uses the writer's.
use_credentials() {
  case $1 in
  expire) set -- "${expire_id:-$write_id}" "${expire_secret:-$write_secret}" ;;
  read) set -- "${read_id:-$write_id}" "${read_secret:-$write_secret}" ;;
  *) set -- "$write_id" "$write_secret" ;;
  esac
  # Without keys, the platform's or machine's identity is used.
  [ -n "$1" ] || return 0
  AWS_ACCESS_KEY_ID=$(secret "$1") || exit 1
  AWS_SECRET_ACCESS_KEY=$(secret "$2") || exit 1
  export AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_EC2_METADATA_DISABLED=true
}

# A folder on this machine or in a claim.
configure_directory() {
  [ -d "$root" ] || fail "the folder $root is missing"
}

# == restic with the settings of a sink.

restic_command() {
  if [ -n "$private_key" ]; then
    set -- -o "sftp.command=ssh -F $run/private/ssh_config sink -s sftp" "$@"
  fi
  [ "$path_style" = no ] || set -- -o s3.bucket-lookup=path "$@"
  [ -z "$storage_class" ] || set -- -o "s3.storage-class=$storage_class" "$@"
  restic "$@"
}

configure_restic() {
  export RESTIC_REPOSITORY="$repository" RESTIC_PASSWORD_FILE="$run/private/passphrase"
  export RESTIC_CACHE_DIR="$work/cache/restic" RESTIC_PROGRESS_FPS=0.01
  secret "$passphrase" >"$RESTIC_PASSWORD_FILE"
  shipper=$(restic version)
  open_store
}

restic_tags() {
  tags="backup=$backup_part,material=$material_part${database_part:+,database=$database_part}"
  [ "$item_kind" != globals ] || tags="$tags,globals"
}

# == Copies in a restic repository: snapshots that lose the tag `pending` once verified.

newest_record_restic() {
  restic_tags
  restic_command dump --no-lock --host "$policy" --tag "$tags" latest "/$item_name.json"
}

# The snapshot is a copy only once it has lost the tag `pending`.
ship_restic() {
  restic_tags
  record "$item_name" "$item_sha256" "$item_size" >"$item/data/$item_name.json"
  cd "$item/data" || exit 1
  restic_patiently backup --json --host "$policy" --tag "$tags,pending" --time "$(snapshot_time)" \
    "$item_name" "$item_name.json" || fail "restic backup failed"
  id=$(sed -n 's/.*"snapshot_id":"\([0-9a-f]*\)".*/\1/p' "$run/tmp/restic.out")
  [ -n "$id" ] || fail "restic printed no snapshot ID"
  verify_snapshot "$item_name" "$item_sha256"
  verify_snapshot "$item_name.json" "$(sha256 "$item_name.json")"
  restic_patiently tag --set "$tags" "$id" || fail "can't tag the verified snapshot $id"
}

# item_started in restic's format.
snapshot_time() {
  printf '%s\n' "$item_started" | sed 's/^\(....\)\(..\)\(..\)T\(..\)\(..\)\(..\)Z$/\1-\2-\3 \4:\5:\6/'
}

# verify_snapshot <file> <digest>
# Reads a file back from snapshot $id and compares it.
verify_snapshot() {
  use_credentials read
  stored=$(restic_command dump --no-lock "$id" "/$1" | sha256sum)
  use_credentials write
  if [ "${stored%% *}" != "$2" ]; then
    # Damaged data is removed, too, or the next run would consider it stored.
    use_credentials expire
    restic_patiently forget --prune "$id" || :
    fail "$1 differs in the repository"
  fi
}

# restic keeps what is younger than `within`, so the hour also keeps what is exactly as old; large counts stand for
# unlimited ones, which not every version supports.
expire_restic() {
  restic_tags
  check_clock "${newest_snapshot:+${newest_snapshot}Z}"
  if [ "$last" -lt "$minimum_copies" ]; then last=$minimum_copies; fi
  set -- --keep-last "$last"
  [ -z "$within" ] || set -- "$@" --keep-within "$((within / 86400))d$((within % 86400 / 3600 + 1))h"
  [ "$hourly" -eq 0 ] || set -- "$@" --keep-hourly "$hourly"
  [ "$daily" -eq 0 ] || set -- "$@" --keep-daily "$daily"
  [ "$weekly" -eq 0 ] || set -- "$@" --keep-weekly "$weekly"
  [ "$monthly" -eq 0 ] || set -- "$@" --keep-monthly "$monthly"
  [ "$yearly" -eq 0 ] || set -- "$@" --keep-yearly "$yearly"
  use_credentials expire
  restic_patiently forget --host "$policy" --tag "$tags" --group-by host,tags "$@" || fail "expiry failed"
  use_credentials write
}

close_restic() {
  [ "$reclaim" = yes ] || return 0
  use_credentials expire
  restic_patiently prune || fail "can't free the space of expired copies"
}

# == A restic repository, opened for writing.

# Runs restic with its output in a file, and retries for a while if another run holds the lock.
restic_patiently() {
  tries=0
  while :; do
    set +e
    restic_command "$@" >"$run/tmp/restic.out" 2>"$run/tmp/restic.err"
    restic_status=$?
    set -e
    cat "$run/tmp/restic.err" >&2
    if [ "$restic_status" -eq 0 ]; then
      return 0
    fi
    if [ "$tries" -ge 60 ] || ! grep -q 'already locked' "$run/tmp/restic.err"; then
      return "$restic_status"
    fi
    tries=$((tries + 1))
    sleep 10
    # Its holder may be gone by now.
    restic_command unlock >/dev/null 2>&1 || :
  done
}

# A repository is created only if there surely is none: an unreachable store or a wrong passphrase is a failure.
open_restic() {
  configure_restic
  if ! restic_patiently --no-lock cat config; then
    if [ "$restic_status" -ne 10 ] &&
      ! grep -q -e 'config: no such file' -e 'file does not exist' -e 'key does not exist' \
        -e "object doesn't exist" -e BlobNotFound "$run/tmp/restic.err"; then
      fail "can't open the repository"
    fi
    say "creating the repository"
    restic_patiently init || fail "can't create the repository"
  fi
  # Removes only stale locks.
  restic_patiently unlock || :
  forget_pending
}

# Snapshots that a killed run left unverified are not copies.
forget_pending() {
  restic_patiently snapshots --json --no-lock --host "$policy" --tag "backup=$(encode "$backup")" ||
    fail "can't list the snapshots"
  newest_snapshot=$(tr ',' '\n' <"$run/tmp/restic.out" | sed -n 's/^.*"time":"\([^".]*\).*$/\1/p' |
    tr -d ':Z-' | sort | tail -n 1)
  awk 'BEGIN { RS = "," }
    /"time":"/ { pending = 0 }
    /"pending"/ { pending = 1 }
    /^"id":"[0-9a-f]+"/ && pending { split($0, part, "\""); print part[4] }' "$run/tmp/restic.out" >"$run/tmp/pending"
  while IFS= read -r id; do
    say "forgetting $id, which was never verified"
    restic_patiently forget "$id" </dev/null || fail "can't forget $id"
  done <"$run/tmp/pending"
}
