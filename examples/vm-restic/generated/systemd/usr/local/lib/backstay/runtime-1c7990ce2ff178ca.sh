# Backstay's runtime: what the scripts beside it call. It is the same for all policies that need the same.

# == How a run speaks, takes its steps, begins and ends.

say() {
  printf 'backstay: %s: %s: %s\n' "$backup" "$subject" "$*" >&2
}

# Ends the step that is under way; the other steps go on.
fail() {
  say "$@"
  exit 1
}

# set_up <program>...
# What a run writes is nobody else's; sorting, names and dates are the same everywhere. No work begins without its tools.
set_up() {
  umask 077
  export LC_ALL=C TZ=UTC
  subject=run
  for tool in "$@"; do
    command -v "$tool" >/dev/null || fail "$tool is missing here"
  done
}

# Runs a command as a step of its own and leaves its exit status in step_status.
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

# Starts with empty scratch space, whatever an earlier run left behind when it was killed.
begin() {
  subject=run
  mkdir -p "$work"
  run=$work/run
  exclude_other_runs
  rm -rf "$run"
  mkdir "$run" "$run/items" "$run/private" "$run/tmp"
  enter
}

# Uses the scratch space of this run, and removes it at the end, by whatever signal.
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

# systemd's signal goes also to what is started while it is sent: without this, to the removal of this run's files.
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

# The content of a secret, without its final line break.
secret() {
  [ -r "${secrets:?}/$1" ] || fail "the secret $1 is missing in ${secrets:?}"
  cat "${secrets:?}/$1"
}

# The lock goes with the process, so a killed run leaves none behind.
exclude_other_runs() {
  exec 9>"$lock"
  flock -n 9 || {
    say "waiting for another run that uses the same repository"
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

# For platforms where nobody collects what runs say.
publish_metrics() {
  :
}

# For platforms where nobody collects what runs say of copies.
note_copy() {
  :
}

# What systemd starts when a run fails.
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

# Begins an item of the material, of one of its databases if the third argument names one.
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

# == How a capture ends.

# Only a sealed item is shipped.
seal_item() {
  sha256 "$archive" >"$item/sha256"
  wc -c <"$archive" | tr -d ' \n' >"$item/size"
  : >"$item/sealed"
  say "captured, $(cat "$item/size") bytes"
}

# Frees the space of what was only half captured, which the others and the ship script may need.
drop_unsealed() {
  rm -rf "$run/tmp/stage"
  for item in "$run"/items/*; do
    [ -e "$item/sealed" ] || rm -rf "$item"
  done
}

# Runs a capture as a step; the others go on when it fails.
capture() {
  step "$@"
  if [ "$step_status" -ne 0 ]; then
    say "not captured: $material"
    drop_unsealed
    note_failure
  fi
}

# == What is known about an item.

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
  # What is stored may be larger than what was captured.
  object_size=$item_size
  item_label=$item_material
  [ -z "$item_database" ] || item_label=$item_material/$(encode "$item_database")
  [ "$item_kind" != globals ] || item_label="$item_material globals"
}

# The item's coordinates as parts of names.
item_tags() {
  policy_part=$(encode "$policy")
  backup_part=$(encode "$backup")
  material_part=$(encode "$item_material")
  database_part=''
  [ -z "$item_database" ] || database_part=$(encode "$item_database")
}

# The record of $item as JSON; the digest and size are those of the object that is stored.
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

# One text or number of a record on standard input.
record_value() {
  sed -n -e 's/^  "'"$1"'": "\([^"]*\)",*$/\1/p' -e 's/^  "'"$1"'": \([0-9][0-9]*\),*$/\1/p'
}

# == The connection to a server that is captured.

# Forgets the settings of the server before, and what the environment may say about one.
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

# Waits up to a minute for a server that is just starting, and only once for each server: with many databases
# one that is out of reach would use up the time of the other materials.
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

# == The dump of one database.

# Dumps one database to a file, never to a pipe, and decodes the whole archive: its table of contents stands in
# front, so listing that would let a file pass that was cut off.
dump_database() {
  database=$1
  shift
  subject=$material/$(encode "$database")
  new_item database dump "$database"
  export PGDATABASE="$database"
  ask "SHOW server_version" >"$item/server" || fail "can't connect"
  pg_dump --version | tr -d '\n' >"$item/tool"
  pg_dump --format=custom --no-password --lock-wait-timeout=300s --file="$archive" "$@" || fail "pg_dump failed"
  pg_restore --file=/dev/null "$archive" || fail "the dump can't be read to its end"
  count_tables
  seal_item
}

# Counts what the dump holds: that of an empty database is whole, but nothing that anybody would want back.
# A table is of pg_class, 1259; what else begins with TABLE, such as TABLE DATA, is of no catalogue.
count_tables() {
  pg_restore --list --file="$run/tmp/contents" "$archive" || fail "the dump's contents can't be listed"
  awk '/^[0-9]/ { entries++ } END { printf "%d", entries }' "$run/tmp/contents" >"$item/entries"
  awk '/^[0-9]/ && $2 == 1259 && $4 == "TABLE" { tables++ } END { printf "%d", tables }' "$run/tmp/contents" \
    >"$item/tables"
  tables=$(cat "$item/tables")
  [ "$tables" -ge "$minimum_tables" ] || fail "has $tables tables, fewer than $minimum_tables"
}

# Dumps every database that accepts connections. They are listed by number, because a name may hold anything.
capture_all_databases() {
  open_server
  numbers=$(ask "SELECT oid FROM pg_database WHERE datallowconn AND NOT datistemplate
    AND datname NOT IN ('rdsadmin', 'cloudsqladmin', 'azure_maintenance', 'azure_sys')
    ORDER BY datname") || fail "can't list the databases"
  [ -n "$numbers" ] || fail "there is no database"
  floor=$minimum_tables
  for number in $numbers; do
    database=$(ask "SELECT datname FROM pg_database WHERE oid = $number") || fail "can't name database $number"
    subject=$material/$(encode "$database")
    # Every server has this one, and hardly any uses it.
    minimum_tables=$floor
    [ "$database" != postgres ] || minimum_tables=0
    capture dump_database "$database" "$@"
  done
}

# Dumps roles and tablespaces.
capture_globals() {
  subject="$material globals"
  open_server
  new_item globals sql ''
  ask "SHOW server_version" >"$item/server" || fail "can't connect"
  pg_dumpall --version | tr -d '\n' >"$item/tool"
  pg_dumpall --globals-only --no-password --file="$archive" "$@" || fail "pg_dumpall failed"
  tail -n 5 "$archive" | grep -q '^-- PostgreSQL database cluster dump complete' || fail "the dump has no end"
  seal_item
}

# == The capture of files and folders.

# new_files <material> <folder under which its paths are found> <-L to follow links, -P to keep them>
new_files() {
  material=$1
  subject=$1
  root=$2
  follow=$3
  pack=pack_all
  : >"$run/tmp/excluded"
}

# A digest of what the paths hold, which depends on nothing but names, modes and contents.
digest_contents() {
  while IFS= read -r pattern; do
    set -- "$@" -name "$pattern" -prune -o
  done <"$run/tmp/excluded"
  # Without parentheses: busybox forgets what `-exec {} +` has gathered inside of them.
  find "$follow" "$@" -type d -exec stat -c 'd %a %n' {} + -o -type l -exec stat -c 'l %N' {} + \
    -o -type f -exec stat -c 'f %a %s %n' {} + -exec sha256sum {} + >"$run/tmp/contents" || return 1
  [ -s "$run/tmp/contents" ] || return 1
  sort "$run/tmp/contents" >"$run/tmp/contents.sorted" || return 1
  sha256 "$run/tmp/contents.sorted"
}

# Packs the paths into $archive; files that change meanwhile count as a failure.
pack_all() {
  [ "$follow" = -P ] || set -- -h "$@"
  tar -cf "$archive" "$@"
}

# Captures the paths, which are absolute and stand in the archive as they do in the policy.
capture_files() {
  new_item files tar ''
  tar_version=$(tar --version 2>/dev/null | head -n 1)
  printf %s "$tar_version" >"$item/tool"
  for path in "$@"; do
    shift
    [ -e "$root$path" ] || [ -L "$root$path" ] || fail "$path is missing"
    if [ "$follow" = -P ] && [ -L "$root$path" ]; then
      fail "$path is a symbolic link: the policy has to name what it leads to"
    fi
    set -- "$@" ".$path"
  done
  cd "${root:-/}" || exit 1

  tries=1
  until before=$(digest_contents "$@") && "$pack" "$@" && after=$(digest_contents "$@") && [ "$before" = "$after" ]; do
    [ "$tries" -lt 3 ] || fail "the files can't all be read, or change while they are read"
    tries=$((tries + 1))
    sleep 2
  done
  rm -rf "$run/tmp/stage"
  printf %s "$after" >"$item/contents"
  tar -tf "$archive" >"$run/tmp/listing" || fail "the archive can't be read to its end"
  [ -s "$run/tmp/listing" ] || fail "the archive is empty"
  seal_item
}

# Forgets the settings of the sink before.
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

# == The delivery of what was captured to one sink.

# deliver <restic|borg|plain>
# Ships to the sink that was set up. A failure leaves the other sinks alone.
deliver() {
  step ship_items "$1"
  if [ "$step_status" -eq 0 ]; then
    say "holds all that was captured"
  elif [ "$best_effort" = yes ]; then
    say "failed, which this sink may"
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

# Expiry follows only a verified success of this run.
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

# Whether the item has to be shipped: its contents are not those of the newest copy at this sink, or that is too old.
is_due() {
  [ -n "${at_latest_every:-}" ] || return 0
  [ -n "$item_contents" ] || return 0
  newest=$("newest_record_$1") || return 0
  [ "$(printf '%s\n' "$newest" | record_value contents)" = "$item_contents" ] || return 0
  started=$(printf '%s\n' "$newest" | record_value started)
  [ -n "$started" ] || return 0
  age=$(($(seconds "$item_started") - $(seconds "$started")))
  # A copy from the future was made when the clock was wrong, or it is wrong now.
  [ "$age" -lt 0 ] || [ "$age" -ge "$at_latest_every" ]
}

# == When copies expire.

# check_clock <the name of the newest copy there>
# Ages count from the newest copy, which is this run's own. If one is later, this one would expire in its place.
check_clock() {
  latest=$(printf '%s\n' "$item_started" "${1%%-*}" | sort | tail -n 1)
  [ "$latest" = "$item_started" ] ||
    fail "a copy is of $latest, later than this run: a clock was wrong, and nothing expires"
}

expires_now() {
  case $expiry in
  keep) return 0 ;;
  until) [ "$(date -u +%Y%m%d)" -ge "$until" ] ;;
  *) return 1 ;;
  esac
}

# == How a store is opened, by whom.

open_store() {
  "configure_$store"
  use_credentials write
}

# use_credentials <write|expire|read>; the writer's serve where the role has none of its own.
use_credentials() {
  case $1 in
  expire) set -- "${expire_id:-$write_id}" "${expire_secret:-$write_secret}" ;;
  read) set -- "${read_id:-$write_id}" "${read_secret:-$write_secret}" ;;
  *) set -- "$write_id" "$write_secret" ;;
  esac
  # Without keys the platform's or the machine's own identity is used.
  [ -n "$1" ] || return 0
  AWS_ACCESS_KEY_ID=$(secret "$1") || exit 1
  AWS_SECRET_ACCESS_KEY=$(secret "$2") || exit 1
  export AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_EC2_METADATA_DISABLED=true
}

# A folder on this machine or in a claim.
configure_directory() {
  [ -d "$root" ] || fail "the folder $root is missing"
}

# S3: what aws and restic are told.
configure_s3() {
  export AWS_CONFIG_FILE="$run/private/aws_config" AWS_SHARED_CREDENTIALS_FILE=/dev/null AWS_PAGER=''
  # Stores other than Amazon's may not know the newer checksums, but a locked bucket demands one.
  export AWS_REQUEST_CHECKSUM_CALCULATION=when_required AWS_RESPONSE_CHECKSUM_VALIDATION=when_required
  [ -z "$lock_mode" ] || AWS_REQUEST_CHECKSUM_CALCULATION=when_supported
  {
    printf '[default]\n'
    [ "$path_style" = no ] || printf 's3 =\n  addressing_style = path\n'
  } >"$AWS_CONFIG_FILE"
  if [ -n "$region" ]; then
    export AWS_REGION="$region" AWS_DEFAULT_REGION="$region"
  fi
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

# check_restic <percentage of the data to read>
check_restic() {
  open_restic
  if [ "$1" -eq 0 ]; then
    set -- check
  else
    set -- check "--read-data-subset=$1%"
  fi
  restic_patiently "$@" || fail "the repository is damaged"
}

# == Copies in a restic repository: snapshots, that lose the tag pending when they are verified.

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
  [ -n "$id" ] || fail "restic names no snapshot"
  verify_snapshot "$item_name" "$item_sha256"
  verify_snapshot "$item_name.json" "$(sha256 "$item_name.json")"
  restic_patiently tag --set "$tags" "$id" || fail "the verified snapshot $id can't be marked"
}

# item_started as restic writes times.
snapshot_time() {
  printf '%s\n' "$item_started" | sed 's/^\(....\)\(..\)\(..\)T\(..\)\(..\)\(..\)Z$/\1-\2-\3 \4:\5:\6/'
}

# verify_snapshot <file> <digest>
# Fetches a file of snapshot $id back and compares it.
verify_snapshot() {
  use_credentials read
  stored=$(restic_command dump --no-lock "$id" "/$1" | sha256sum)
  use_credentials write
  if [ "${stored%% *}" != "$2" ]; then
    # What is damaged goes too, or the next run would take it for stored already.
    use_credentials expire
    restic_patiently forget --prune "$id" || :
    fail "$1 differs in the repository"
  fi
}

# restic keeps what is younger than `within`, so the hour keeps what is exactly as old; large counts stand for
# unlimited ones, which not every version has a word for.
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
  restic_patiently prune || fail "the space of expired copies can't be freed"
}

# Frees the space of expired copies in a restic repository.
reclaim_restic() {
  open_restic
  use_credentials expire
  restic_patiently prune || fail "the space of expired copies can't be freed"
}

# == A restic repository that is written to.

# Runs restic with its output in a file, and tries again for a while where another run holds the lock.
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
    # Whoever holds it may be gone by now.
    restic_command unlock >/dev/null 2>&1 || :
  done
}

# A repository is made only where there surely is none: a store out of reach or a wrong passphrase is a failure.
open_restic() {
  configure_restic
  if ! restic_patiently --no-lock cat config; then
    if [ "$restic_status" -ne 10 ] &&
      ! grep -q -e 'config: no such file' -e 'file does not exist' -e 'key does not exist' \
        -e "object doesn't exist" -e BlobNotFound "$run/tmp/restic.err"; then
      fail "the repository can't be opened"
    fi
    say "making the repository"
    restic_patiently init || fail "the repository can't be made"
  fi
  # Removes only locks whose process is gone.
  restic_patiently unlock || :
  forget_pending
}

# Snapshots that an earlier run left unverified when it was killed are no copies.
forget_pending() {
  restic_patiently snapshots --json --no-lock --host "$policy" --tag "backup=$(encode "$backup")" ||
    fail "the snapshots can't be listed"
  newest_snapshot=$(tr ',' '\n' <"$run/tmp/restic.out" | sed -n 's/^.*"time":"\([^".]*\).*$/\1/p' |
    tr -d ':Z-' | sort | tail -n 1)
  awk 'BEGIN { RS = "," }
    /"time":"/ { pending = 0 }
    /"pending"/ { pending = 1 }
    /^"id":"[0-9a-f]+"/ && pending { split($0, part, "\""); print part[4] }' "$run/tmp/restic.out" >"$run/tmp/pending"
  while IFS= read -r id; do
    say "forgetting $id, which was never verified"
    restic_patiently forget "$id" </dev/null || fail "$id can't be forgotten"
  done <"$run/tmp/pending"
}

# look_after <command> [argument]...
look_after() {
  step "$@"
  if [ "$step_status" -eq 0 ]; then
    say "complete"
  elif [ "$best_effort" = yes ]; then
    say "failed, which this sink may"
  else
    say "failed"
    note_failure
  fi
}

# == How the proof of one sink begins and ends, and what is written down of it.

begin_proof() {
  sink=$1
  subject=$1
  backup=drill-$drill
  place=$run/sinks/$(encode "$1")
  proof_started=$(date -u +%s)
  forget_servers
}

# The time is that from the start of fetching to the last check; waiting for other sinks is no part of it.
end_proof() {
  subject=$sink
  taken=$(($(cat "$place/seconds") + $(date -u +%s) - proof_started))
  printf %s "$taken" >"$place/seconds"
  if [ -n "${rto:-}" ] && [ "$taken" -gt "$rto" ]; then
    say "took $taken seconds, more than the $rto of the objective"
    printf 'restore within %s seconds\n' "$rto" >>"$place/failures"
  fi
  rm -rf "$place/files" "$place/servers" "$place"/items/*/data
  if [ ! -s "$place/failures" ]; then
    say "proven in $taken seconds"
  elif [ "$(cat "$place/best_effort")" = yes ]; then
    say "not proven, which this sink may"
  else
    say "not proven"
    note_failure
  fi
}

# Writes down what was found, and fails if anything did that counts.
conclude() {
  subject=run
  outcome=passed
  [ ! -e "$run/failures" ] || outcome=failed
  evidence >"$run/tmp/evidence"
  keep_evidence
  finish
}

# One object on one line.
evidence() {
  printf '{"policy":%s,"policyDigest":"%s","drill":%s' "$(json "$policy")" "$policy_digest" "$(json "$drill")"
  printf ',"started":"%s","outcome":"%s"' "$(cat "$run/started")" "$outcome"
  [ -z "${rto:-}" ] || printf ',"rto":%s' "$rto"
  printf ',"sinks":'
  list_of sink_evidence "$run"/sinks/*
  printf '}\n'
}

# list_of <function> <folder>...: what the function prints of each, as a JSON array.
list_of() {
  printed=$1
  shift
  separator='['
  for each in "$@"; do
    [ -e "$each" ] || continue
    printf %s "$separator"
    ("$printed" "$each")
    separator=,
  done
  [ "$separator" = , ] || printf '['
  printf ']'
}

sink_evidence() {
  proven=true
  [ ! -s "$1/failures" ] || proven=false
  printf '{"sink":%s,"proven":%s,"seconds":%s' "$(json "$(decode "${1##*/}")")" "$proven" "$(cat "$1/seconds")"
  [ "$(cat "$1/best_effort")" != yes ] || printf ',"bestEffort":true'
  [ ! -s "$1/server_version" ] || printf ',"server":%s' "$(json "$(cat "$1/server_version")")"
  printf ',"copies":'
  list_of copy_evidence "$1"/items/*
  printf ',"assertions":'
  list_of check_evidence "$1"/checks/*
  lines_evidence failed "$1/failures"
  lines_evidence leftOut "$1/left_out"
  printf '}'
}

lines_evidence() {
  [ -s "$2" ] || return 0
  printf ',"%s":[' "$1"
  separator=''
  while IFS= read -r line; do
    printf '%s%s' "$separator" "$(json "$line")"
    separator=,
  done <"$2"
  printf ']'
}

copy_evidence() {
  item=$1
  read_item
  printf '{"backup":%s,"material":%s' "$(json "$(cat "$1/backup")")" "$(json "$item_material")"
  [ -z "$item_database" ] || printf ',"database":%s' "$(json "$item_database")"
  printf ',"kind":"%s"' "$item_kind"
  if [ -s "$1/copy" ]; then
    printf ',"name":%s' "$(json "$(cat "$1/copy")")"
    [ -z "$item_sha256" ] || printf ',"sha256":"%s"' "$item_sha256"
    printf ',"snapshot":"%s","age":%s' "$item_started" "$(cat "$1/age")"
  fi
  [ ! -s "$1/tables" ] || printf ',"tables":%s' "$(cat "$1/tables")"
  printf '}'
}

check_evidence() {
  printf '{"sql":%s,"database":%s' "$(json "$(cat "$1/statement")")" "$(json "$(cat "$1/database")")"
  printf ',"%s":%s,"outcome":"%s"' "$(cat "$1/operator")" "$(json "$(cat "$1/operand")")" "$(cat "$1/outcome")"
  printf '}'
}

# expect <material> <database> <atLeast|equals> <operand> <statement>
# Notes what the statement must return in the restored database.
expect() {
  number=1001
  while [ -e "$place/checks/$number" ]; do number=$((number + 1)); done
  check=$place/checks/$number
  mkdir -p "$check"
  printf %s "$1" >"$check/material"
  printf %s "$2" >"$check/database"
  printf %s "$3" >"$check/operator"
  printf %s "$4" >"$check/operand"
  printf %s "$5" >"$check/statement"
  printf failed >"$check/outcome"
}

# == The fetching of copies.

# fetch <restic|borg|plain> [find_databases]
# Fetches what is wanted from the sink that was set up. The other sinks go on when it fails.
fetch() {
  subject=$sink
  fetch_started=$(date -u +%s)
  printf %s "$best_effort" >"$place/best_effort"
  attempt "open the sink" fetch_items "$@"
  rm -rf "$run/private" "$run/tmp"
  mkdir "$run/private" "$run/tmp"
  printf %s "$(($(date -u +%s) - fetch_started))" >"$place/seconds"
}

# What opens the store ends with this step.
fetch_items() {
  "open_copies_$1"
  "${2:-:}" "$1"
  for item in "$place"/items/*; do
    [ -d "$item" ] || continue
    read_wanted
    subject="$sink: $item_label"
    attempt "fetch $item_label" fetch_item "$1"
  done
}

read_wanted() {
  read_item
  backup=$(cat "$item/backup")
  maximum_age=$(cat "$item/maximum_age")
  item_tags
}

# Fetches the newest copy with its record, and holds one against the other.
fetch_item() {
  read_wanted
  "locate_$1" || fail "there is no copy"
  "get_record_$1" >"$item/record" || fail "its record can't be read"
  recorded=$(record_value sha256 <"$item/record")
  started=$(record_value started <"$item/record")
  if [ -z "$recorded" ] || [ -z "$started" ]; then
    fail "its record says too little"
  fi
  printf %s "$started" >"$item/started"
  printf %s "$(record_value name <"$item/record")" >"$item/copy"
  printf %s "$recorded" >"$item/sha256"
  age=$(($(date -u +%s) - $(seconds "$started")))
  printf %s "$age" >"$item/age"
  if [ -n "$maximum_age" ] && [ "$age" -gt "$maximum_age" ]; then
    fail "the newest copy is $age seconds old, more than the $maximum_age that the policy allows for"
  fi
  "get_copy_$1" >"$item/data/$item_name" || fail "the copy can't be fetched"
  [ "$(sha256 "$item/data/$item_name")" = "$recorded" ] || fail "the copy is damaged: its record has another digest"
  [ "$protection" = none ] || "unprotect_$protection"
  : >"$item/sealed"
  say "fetched the copy of $started"
}

# == Which databases a sink has, of a server that was captured with all of its own.

# Puts each database of which the sink has a copy in the place of an item that stands for all of a server.
find_databases() {
  for item in "$place"/items/*; do
    if [ "$(cat "$item/kind")" = databases ]; then
      subject="$sink: $(cat "$item/material")"
      attempt "find the databases of $(cat "$item/material")" want_databases "$1"
      rm -rf "$item"
    fi
  done
}

# Wants every database of which the sink holds a copy. One that is older than those of the others was dropped since,
# or is no longer captured, which the run says: it is named, and left.
want_databases() {
  read_wanted
  material=$item_material
  "databases_in_$1" >"$run/tmp/databases" || fail "the databases can't be listed"
  [ -s "$run/tmp/databases" ] || fail "there is no copy of any database"
  newest_of_all=0
  while IFS= read -r part; do
    want "$item_material" database "$(decode "$part")" </dev/null
    : >"$item/one_of_all"
    step newest_instant "$1" </dev/null
    [ "$step_status" -eq 0 ] || fail "the copies of $part can't be listed"
    found=$(cat "$item/instant")
    if [ "$found" -gt "$newest_of_all" ]; then newest_of_all=$found; fi
  done <"$run/tmp/databases"
  for item in "$place"/items/*; do
    [ -e "$item/one_of_all" ] || continue
    rm "$item/one_of_all"
    if [ -n "$maximum_age" ] && [ $((newest_of_all - $(cat "$item/instant"))) -gt "$maximum_age" ]; then
      say "leaving out $(encode "$(cat "$item/database")"), of which no copy was made when the others were"
      printf '%s\n' "$(encode "$(cat "$item/database")")" >>"$place/left_out"
      rm -rf "$item"
    fi
  done
}

newest_instant() {
  read_wanted
  "locate_$1" || fail "there is no copy"
  "get_record_$1" >"$item/record" || fail "the record can't be read"
  seconds "$(record_value started <"$item/record")" >"$item/instant"
}

# Whether $item is a fetched archive of $material and of that kind.
is_fetched() {
  [ -e "$item/sealed" ] && [ "$(cat "$item/kind")" = "$1" ] && [ "$(cat "$item/material")" = "$material" ] || return 1
  read_item
  subject="$sink: $item_label"
}

# == What is expected of restored files.

# prove_files <material> <path>...
prove_files() {
  material=$1
  subject="$sink: $material"
  shift
  attempt "unpack $material" unpack_files "$@"
}

unpack_files() {
  unpacked=$place/files/$(encode "$material")
  mkdir -p "$unpacked"
  for item in "$place"/items/*; do
    if is_fetched files; then
      tar -xof "$item/data/$item_name" -C "$unpacked" || fail "the archive can't be unpacked"
    fi
  done
  for path in "$@"; do
    [ -e "$unpacked$path" ] || [ -L "$unpacked$path" ] || fail "$path is not in the copy"
  done
  say "all paths are there"
}

# == Whether restored keys belong to restored certificates.

# prove_key <certificate> <key>
prove_key() {
  subject="$sink: $2"
  attempt "the key $2 belongs to the certificate $1" match_key "$1" "$2"
}

match_key() {
  certificate=$(restored_file "$1") || exit 1
  key=$(restored_file "$2") || exit 1
  if command -v openssl >/dev/null; then
    openssl x509 -in "$certificate" -noout -pubkey >"$run/tmp/certificate" || fail "$1 is no certificate"
    openssl pkey -in "$key" -pubout -passin pass: >"$run/tmp/key" || fail "$2 is no key that can be read"
    cmp -s "$run/tmp/certificate" "$run/tmp/key" || fail "the key belongs to another certificate than $1"
  else
    match_by_server
  fi
  say "belongs to $1"
}

# The restored file, by its path in the policy. A link that leads out of the copy would show a file of this machine.
restored_file() {
  for folder in "$place"/files/*; do
    found=$(readlink -f "$folder$1") || continue
    case $found in
    "$folder"/*) [ ! -f "$found" ] || {
      printf %s "$found"
      return 0
    } ;;
    esac
  done
  fail "$1 is no file of the copy"
}

# A PostgreSQL server refuses to start with a key that doesn't belong to its certificate.
match_by_server() {
  [ -n "${key_version:-}" ] || fail "openssl is missing here"
  server=$place/servers/keys+
  make_server "$key_version"
  cat "$certificate" >"$server/data/server.crt"
  cat "$key" >"$server/data/server.key"
  start_server -c ssl=on
  stop_server "$server"
  rm -rf "$server"
}

# with_lock <file> <command>...
# Holds the lock that a repository's writers share, while copies are fetched and no longer.
with_lock() {
  exec 8>"$1"
  shift
  flock -n 8 || {
    say "waiting for a run that writes to the same repository"
    flock 8
  }
  "$@"
  exec 8>&-
}

# How a drill begins where a killed one may have left something.
begin_drill() {
  subject=run
  mkdir -p "$work"
  # A process is known by its folder, which has no links in it.
  work=$(cd "$work" && pwd -P)
  run=$work/run
  exclude_other_runs
  [ ! -d "$run" ] || clear_scratch
  begin
  clear_at_exit
}

# make_server <major version>
# Makes an empty server in $server that nobody else can reach. Its superuser has a name that no other server knows,
# so that roles which are restored are never its own, and a connection that went astray would be refused.
make_server() {
  [ "$(id -u)" -ne 0 ] ||
    fail "PostgreSQL doesn't run as root: run this as another user, as its unit does, or with setpriv --reuid=USER"
  find_programs "$1"
  mkdir -p "$server" "$run/s"
  token=$(od -An -v -N16 -tx1 /dev/urandom | tr -d ' \n')
  printf %s "$token" >"$server/token"
  printf %s "drill_$token" >"$server/user"
  printf %s "$PATH" >"$server/path"
  initdb --pgdata="$server/data" --username="drill_$token" --auth=trust --encoding=UTF8 --locale=C --no-sync \
    >"$server/initdb.log" 2>&1 || {
    cat "$server/initdb.log" >&2
    fail "initdb failed"
  }
  pg_controldata "$server/data" | sed -n 's/^Database system identifier: *//p' >"$server/identifier"
  [ -s "$server/identifier" ] || fail "the new server has no identifier"
  server_settings "$1" >>"$server/data/postgresql.conf"
}

# == What each sink is asked for.

# What each sink is asked for lies in a folder of its own, which the proof reads.
new_place() {
  new_sink "$1"
  place=$run/sinks/$(encode "$sink")
  mkdir -p "$place/items"
  backup=drill-$drill
  [ -e "$run/started" ] || date -u +%Y%m%dT%H%M%SZ >"$run/started"
  reads_only=yes identity=''
}

# from_backup <backup> <seconds>
# Names the backup whose archives are wanted, and how old a copy of it may be; the age is empty where nothing promises any.
from_backup() {
  backup=$1
  maximum_age=$2
}

# want <material> <database|databases|globals|files|physical> [database]
# Notes an archive of $backup. What is older than $maximum_age seconds is no copy that the policy promises.
want() {
  material=$1
  case $2 in
  database) in_place new_item database dump "$3" ;;
  databases) in_place new_item databases dump '' ;;
  globals) in_place new_item globals sql '' ;;
  files) in_place new_item files tar '' ;;
  physical) in_place new_item physical backup '' ;;
  esac
  printf %s "$backup" >"$item/backup"
  printf %s "$maximum_age" >"$item/maximum_age"
  : >"$item/sha256"
  : >"$item/size"
}

# Items lie in $run/items for a capture, and in the sink's folder for a drill.
in_place() {
  whole_run=$run
  run=$place
  "$@"
  run=$whole_run
}

# == Whether restored databases hold what is expected.

ask_all() {
  for check in "$place"/checks/*; do
    if [ -e "$check" ] && [ "$(cat "$check/material")" = "$material" ]; then
      attempt "assertion ${check##*/}" ask_restored
    fi
  done
}

# The statement goes to the server as it is: psql would look for commands and variables of its own in it.
# shellcheck disable=SC2016
ask_restored() {
  subject="$sink: $(cat "$check/statement")"
  export statement="$check/statement"
  prove_own
  printf '%s\n' '\set statement `cat "$statement"`' "SELECT :'statement' \\gexec" |
    PGDATABASE=$(cat "$check/database") on_server >"$check/answer" || fail "the statement failed"
  "answer_$(cat "$check/operator")"
  printf passed >"$check/outcome"
  say "holds"
}

# An answer that must be a number, and large enough.
answer_atLeast() {
  answer=$(cat "$check/answer")
  case ${answer#-} in
  '' | *[!0-9]*) fail "the answer is no whole number" ;;
  ????????????????????*) fail "the answer is too large to compare" ;;
  esac
  [ "$answer" -ge "$(cat "$check/operand")" ] || fail "the answer is $answer, less than $(cat "$check/operand")"
}

# == The newest copy in a restic repository, which is only read.

open_copies_restic() {
  configure_restic
  use_credentials read
  restic_command cat config --no-lock >/dev/null || fail "the repository can't be opened"
}

# Snapshots with the tags, each as `<time> <id> <database or ->`, oldest first; one that is pending is no copy.
verified_snapshots() {
  restic_command snapshots --json --no-lock --host "$policy" --tag "$1" >"$run/tmp/snapshots" || return 1
  awk '
    BEGIN { RS = "," }
    { sub(/^[^"]*/, "") }
    /^"time":"/ { split($0, part, "\""); time = part[4] }
    /^"tags":/ { tags = 1; pending = 0; database = "-" }
    tags {
      for (number = split($0, part, "\""); number > 0; number--) {
        if (part[number] == "pending") pending = 1
        if (part[number] ~ /^database=/) database = substr(part[number], 10)
      }
      if (/\]/) tags = 0
    }
    /^"id":"[0-9a-f]+"/ {
      split($0, part, "\"")
      if (!pending) print substr(time, 1, 19), part[4], database
    }' "$run/tmp/snapshots" | sort
}

locate_restic() {
  restic_tags
  id=$(verified_snapshots "$tags" | sed -n '$s/^[^ ]* \([^ ]*\) .*/\1/p')
  [ -n "$id" ]
}

get_record_restic() {
  restic_command dump --no-lock "$id" "/$item_name.json"
}

get_copy_restic() {
  restic_command dump --no-lock "$id" "/$item_name"
}

# The databases that have copies in a restic repository.
databases_in_restic() {
  verified_snapshots "backup=$backup_part,material=$material_part" | sed -n 's/.* //; /^-$/!p' | sort -u
}

# == The restore of databases into the throwaway server, and what each must have brought back.

# prove_server <material> <major version> <least number of tables> <named|all> [restore_roles]
# Restores what was fetched of the material to a server of its own, and asks what is expected of it.
prove_server() {
  material=$1
  subject="$sink: $material"
  server=$place/servers/$(encode "$material")
  minimum_tables=$3 databases=$4
  attempt "restore $material" restore_material "$2" "${5:-:}"
  stop_server "$server"
  rm -rf "$server"
}

restore_material() {
  make_server "$1"
  start_server
  printf '%s\n' 'SHOW server_version' | on_server >"$place/server_version"
  has_globals=no
  # Roles come first: they own what is in the databases.
  "$2"
  for item in "$place"/items/*; do
    if is_fetched database; then
      attempt "restore $item_label" restore_database
    fi
  done
  ask_all
}

# Without the roles of the source nothing can be given to them.
restore_database() {
  pg_restore --list "$item/data/$item_name" >"$run/tmp/toc" || fail "the archive has no table of contents"
  set -- --exit-on-error --no-password --dbname=postgres
  [ "$has_globals" = yes ] || set -- "$@" --no-owner --no-acl --no-tablespaces
  # The one database that is there already.
  [ "$item_database" = postgres ] || set -- "$@" --create
  prove_own
  pg_restore "$@" "$item/data/$item_name" || fail "the database can't be restored"
  rm -f "$item/data/$item_name"
  check_tables
  say "restored, $tables tables"
}

# As many tables are there as the archive and its record say, and no fewer than the policy. A table's entry is one of pg_class, whose number is 1259.
check_tables() {
  listed=$(awk '$2 == 1259 && $4 == "TABLE"' "$run/tmp/toc" | wc -l | tr -d ' ')
  tables=$(printf '%s\n' "SELECT count(*) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind IN ('r', 'p') AND n.nspname NOT IN ('pg_catalog', 'information_schema')
      AND NOT EXISTS (SELECT FROM pg_depend d
        WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')" |
    PGDATABASE=$item_database on_server) || fail "the restored tables can't be counted"
  printf %s "$tables" >"$item/tables"
  [ "$tables" = "$listed" ] || fail "$tables tables were restored of $listed"
  recorded=$(record_value tables <"$item/record")
  [ "$tables" = "${recorded:-$tables}" ] || fail "$tables tables were restored, and captured were $recorded"
  # As in a capture of all, the database of administration may be empty.
  if [ "$databases" = all ] && [ "$item_database" = postgres ]; then minimum_tables=0; fi
  [ "$tables" -ge "$minimum_tables" ] || fail "has $tables tables, fewer than $minimum_tables"
}

# == The restore of roles and tablespaces into the throwaway server.

restore_roles() {
  for item in "$place"/items/*; do
    if is_fetched globals; then
      attempt "restore the globals of $material" restore_globals
      has_globals=yes
    fi
  done
}

# Tablespaces are made inside the new server's own folder: their locations are those of the source.
restore_globals() {
  prove_own
  sed "/^CREATE TABLESPACE /s/ LOCATION '.*';\$/ LOCATION '';/" "$item/data/$item_name" >"$run/tmp/globals"
  {
    if grep -q '^CREATE TABLESPACE ' "$run/tmp/globals"; then
      printf 'SET allow_in_place_tablespaces = on;\n'
    fi
    cat "$run/tmp/globals"
  } | on_server >/dev/null || fail "the globals can't be restored"
  say "restored"
}

# == The throwaway server of a drill, and the proof that a connection leads to it and to no other.

# Forgets whatever the environment says about servers: nothing of it may lead anywhere.
forget_servers() {
  for name in $(env | sed -n 's/^\(PG[A-Z_]*\)=.*/\1/p'); do
    case $name in
    PGBACKREST_*) ;;
    *) unset "$name" ;;
    esac
  done
  export PGAPPNAME=backstay PGCONNECT_TIMEOUT=30 PGCLIENTENCODING=UTF8 PGSSLMODE=disable PGGSSENCMODE=disable
  export PGPASSFILE="$run/private/none" PGSERVICEFILE=/dev/null PGSYSCONFDIR=/nonexistent
}

# Sets $programs to the folder with the programs of exactly that major version of PostgreSQL.
find_programs() {
  for programs in "/usr/lib/postgresql/$1/bin" "/usr/pgsql-$1/bin" "/usr/libexec/postgresql$1" \
    "$(dirname "$(command -v postgres || :)")"; do
    if [ "$(major_version "$programs/postgres")" = "$1" ]; then
      PATH=$programs:$PATH
      return 0
    fi
  done
  fail "the programs of a PostgreSQL $1 server are missing here"
}

major_version() {
  "$1" --version 2>/dev/null | sed -n 's/^postgres (PostgreSQL) \([0-9]*\).*/\1/p'
}

# A server that lasts minutes needs no durability; compiling queries needs memory that the sandbox denies.
server_settings() {
  printf "listen_addresses = ''\nport = 5432\nunix_socket_directories = '%s'\n" "$run/s"
  printf "unix_socket_permissions = 0700\ncluster_name = '%s'\n" "$token"
  printf 'fsync = off\nfull_page_writes = off\nsynchronous_commit = off\nautovacuum = off\n'
  printf 'wal_level = minimal\nmax_wal_senders = 0\narchive_mode = off\nmax_logical_replication_workers = 0\n'
  printf 'shared_buffers = 64MB\ndynamic_shared_memory_type = mmap\nmax_connections = 20\nlogging_collector = off\n'
  if [ "$1" -ge 11 ]; then
    printf 'jit = off\n'
  fi
}

# Starts $server, with more options if there are any, as a child of the step, and waits until it answers.
start_server() {
  use_server
  # A lock that the server inherited would outlive this script.
  postgres -D "$server/data" "$@" >"$server/log" 2>&1 8>&- 9>&- &
  server_process=$!
  tries=0
  until pg_isready --quiet; do
    if [ "$tries" -ge "${patience:-300}" ] || ! kill -0 "$server_process" 2>/dev/null; then
      cat "$server/log" >&2
      fail "the server doesn't start"
    fi
    tries=$((tries + 1))
    sleep 0.2
  done
  prove_own
}

use_server() {
  token=$(cat "$server/token")
  PATH=$(cat "$server/path")
  PGUSER=$(cat "$server/user")
  export PGHOST="$run/s" PGPORT=5432 PGUSER PGDATABASE=postgres
}

# Ends, within its own session, what has reached a server that wasn't made here.
own_server_guard() {
  printf "DO \$guard\$ BEGIN IF %s IS DISTINCT FROM '%s' THEN RAISE 'not the server of this drill'; END IF; END \$guard\$;\n" \
    "current_setting('cluster_name')" "$token"
}

on_server() {
  {
    own_server_guard
    cat
  } | psql -XAtq --no-password --set=ON_ERROR_STOP=1 --file=-
}

# Nothing is written before the server at the other end has shown to be the one that was made: its folder, its token,
# its identifier, the process that was started, and that it listens on no network.
prove_own() {
  [ "$(head -n 1 "$server/data/postmaster.pid" 2>/dev/null)" = "$server_process" ] ||
    fail "refusing to go on: the server of this drill is gone"
  shown=$(printf '%s\n' "SELECT current_setting('data_directory'), current_setting('cluster_name'),
    current_setting('listen_addresses'), (SELECT system_identifier FROM pg_control_system())" | on_server) ||
    fail "refusing to go on: this is not the server of this drill"
  [ "$shown" = "$server/data|$token||$(cat "$server/identifier")" ] ||
    fail "refusing to go on: this is not the server of this drill"
}

# Stops $server at once; there is nothing to keep.
stop_server() {
  process=$(head -n 1 "$1/data/postmaster.pid" 2>/dev/null) || return 0
  is_server "$process" "$1" || return 0
  kill -QUIT "$process"
  wait "$process" 2>/dev/null || :
  tries=0
  while is_server "$process" "$1"; do
    [ "$tries" -lt 150 ] || kill -KILL "$process"
    tries=$((tries + 1))
    sleep 0.2
  done
}

# A number that has passed to another process must not be killed.
is_server() {
  [ "$(readlink "/proc/$1/cwd" 2>/dev/null)" = "$2/data" ]
}

# Servers that this run, or one that was killed, has left.
stop_servers() {
  for left in "$run"/sinks/*/servers/*; do
    [ ! -e "$left/data/postmaster.pid" ] || stop_server "$left"
  done
}

# Removes all that was restored; unpacked folders may forbid to be emptied.
clear_scratch() {
  stop_servers
  chmod -R u+rwx "$run" 2>/dev/null || :
  rm -rf "$run"
}

# At the end, by whatever signal, nothing stays.
clear_at_exit() {
  trap 'deafen; clear_scratch' EXIT
}

# == The steps of a drill.

# attempt <what> <command>...
# Runs a step, and notes against the sink what failed.
attempt() {
  attempted=$1
  shift
  step "$@"
  if [ "$step_status" -ne 0 ]; then
    say "failed: $attempted"
    printf '%s\n' "$attempted" >>"$place/failures"
  fi
}

# The percent-encoded argument as it was.
decode() {
  printf '%s\n' "$1" | awk -F % '{
    hex = "0123456789ABCDEF"
    printf "%s", $1
    for (number = 2; number <= NF; number++) {
      code = 16 * (index(hex, substr($number, 1, 1)) - 1) + index(hex, substr($number, 2, 1)) - 1
      printf "%c%s", code, substr($number, 3)
    }
  }'
}

# Evidence of a drill in a folder of this machine.
keep_evidence() {
  instant=$(date -u +%Y%m%dT%H%M%SZ)-$run_id
  cat "$run/tmp/evidence" >"$evidence/.$instant.json"
  mv "$evidence/.$instant.json" "$evidence/$instant.json"
  say "evidence: $evidence/$instant.json"
}
