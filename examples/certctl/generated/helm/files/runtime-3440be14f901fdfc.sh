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

# The platform starts no second run during one.
exclude_other_runs() {
  :
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

# For platforms that don't collect metrics.
publish_metrics() {
  :
}

# For platforms that don't collect metrics of copies.
note_copy() {
  :
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

# == Names that captures of files exclude.

leave_out() {
  printf '%s\n' "$1" >>"$run/tmp/excluded"
  pack=pack_rest
}

pack_rest() {
  case $tar_version in
  *GNU*) set -- --no-wildcards-match-slash --exclude-from="$run/tmp/excluded" "$@" ;;
  *)
    stage "$@" || return 1
    set -- -C "$run/tmp/stage" "$@"
    ;;
  esac
  pack_all "$@"
}

# Not every tar can exclude names; for such a tar, the other files are copied first.
stage() {
  rm -rf "$run/tmp/stage"
  for path in "$@"; do
    mkdir -p "$run/tmp/stage/${path%/*}"
    staged=yes
    cp -Rp "$follow" "$path" "$run/tmp/stage/${path%/*}/" 2>"$run/tmp/stage.err" || staged=no
    # Only root can keep the owner that the platform chose; this isn't worth a message at each run.
    grep -v "can't preserve ownership" "$run/tmp/stage.err" >&2 || :
    [ "$staged" = yes ] || return 1
  done
  while IFS= read -r pattern; do
    find "$run/tmp/stage" -depth -name "$pattern" -exec rm -rf {} +
  done <"$run/tmp/excluded"
}

# Ends a script that another one follows in the same pod.
leave_items() {
  rm -rf "$run/private" "$run/tmp"
  trap - EXIT
  exit 0
}

# Leaves captured items to the ship script, which fails in the end if any are missing.
# Fails itself only if the ship script would have nothing to do.
hand_over() {
  subject=run
  for item in "$run"/items/*; do
    if [ -e "$item/sealed" ]; then
      leave_items
    fi
  done
  finish
}

# Continues with what the capture script left.
take_over() {
  subject=run
  run=$work/run
  [ -d "$run/items" ] || fail "the capture script left nothing in $work"
  mkdir -p "$run/private" "$run/tmp"
  enter
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

# S3: settings for aws and restic.
configure_s3() {
  export AWS_CONFIG_FILE="$run/private/aws_config" AWS_SHARED_CREDENTIALS_FILE=/dev/null AWS_PAGER=''
  # Stores other than Amazon S3 may lack the newer checksums, but locked buckets demand one.
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

# == Begins and ends the proof of a sink, and writes the evidence.

begin_proof() {
  sink=$1
  subject=$1
  backup=drill-$drill
  place=$run/sinks/$(encode "$1")
  proof_started=$(date -u +%s)
  forget_servers
}

# The time counts from the start of fetching to the last check, without waiting for other sinks.
end_proof() {
  subject=$sink
  taken=$(($(cat "$place/seconds") + $(date -u +%s) - proof_started))
  printf %s "$taken" >"$place/seconds"
  if [ -n "${rto:-}" ] && [ "$taken" -gt "$rto" ]; then
    say "took $taken seconds, more than the objective of $rto"
    printf 'restore within %s seconds\n' "$rto" >>"$place/failures"
  fi
  rm -rf "$place/files" "$place/servers" "$place"/items/*/data
  if [ ! -s "$place/failures" ]; then
    say "proven in $taken seconds"
  elif [ "$(cat "$place/best_effort")" = yes ]; then
    say "not proven, but is best effort"
  else
    say "not proven"
    note_failure
  fi
}

# Writes the evidence, and fails if any sink failed that isn't best effort.
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

# list_of <function> <folder>...: what the function prints for each, as a JSON array.
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
# Records what the statement must return in the restored database.
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

# == Fetches copies.

# fetch <restic|borg|plain> [find_databases]
# Fetches the wanted archives from the current sink. If it fails, the other sinks continue.
fetch() {
  subject=$sink
  fetch_started=$(date -u +%s)
  printf %s "$best_effort" >"$place/best_effort"
  attempt "open the sink" fetch_items "$@"
  rm -rf "$run/private" "$run/tmp"
  mkdir "$run/private" "$run/tmp"
  printf %s "$(($(date -u +%s) - fetch_started))" >"$place/seconds"
}

# The store's credentials end with this step.
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

# Fetches the newest copy and compares it with its record.
fetch_item() {
  read_wanted
  "locate_$1" || fail "there is no copy"
  "get_record_$1" >"$item/record" || fail "can't read its record"
  recorded=$(record_value sha256 <"$item/record")
  started=$(record_value started <"$item/record")
  if [ -z "$recorded" ] || [ -z "$started" ]; then
    fail "its record is incomplete"
  fi
  printf %s "$started" >"$item/started"
  printf %s "$(record_value name <"$item/record")" >"$item/copy"
  printf %s "$recorded" >"$item/sha256"
  age=$(($(date -u +%s) - $(seconds "$started")))
  printf %s "$age" >"$item/age"
  if [ -n "$maximum_age" ] && [ "$age" -gt "$maximum_age" ]; then
    fail "the newest copy is $age seconds old, more than the $maximum_age that the policy allows"
  fi
  "get_copy_$1" >"$item/data/$item_name" || fail "can't fetch the copy"
  [ "$(sha256 "$item/data/$item_name")" = "$recorded" ] || fail "the copy is damaged: its digest differs from its record"
  [ "$protection" = none ] || "unprotect_$protection"
  : >"$item/sealed"
  say "fetched the copy of $started"
}

# Whether $item is a fetched archive of $material and of that kind.
is_fetched() {
  [ -e "$item/sealed" ] && [ "$(cat "$item/kind")" = "$1" ] && [ "$(cat "$item/material")" = "$material" ] || return 1
  read_item
  subject="$sink: $item_label"
}

# == Checks restored files.

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
      tar -xof "$item/data/$item_name" -C "$unpacked" || fail "can't unpack the archive"
    fi
  done
  for path in "$@"; do
    [ -e "$unpacked$path" ] || [ -L "$unpacked$path" ] || fail "$path is not in the copy"
  done
  say "all paths are present"
}

# == Checks that restored keys belong to restored certificates.

# prove_key <certificate> <key>
prove_key() {
  subject="$sink: $2"
  attempt "the key $2 belongs to the certificate $1" match_key "$1" "$2"
}

match_key() {
  certificate=$(restored_file "$1") || exit 1
  key=$(restored_file "$2") || exit 1
  if command -v openssl >/dev/null; then
    openssl x509 -in "$certificate" -noout -pubkey >"$run/tmp/certificate" || fail "$1 is not a certificate"
    openssl pkey -in "$key" -pubout -passin pass: >"$run/tmp/key" || fail "$2 is not a readable key"
    cmp -s "$run/tmp/certificate" "$run/tmp/key" || fail "the key doesn't belong to $1"
  else
    match_by_server
  fi
  say "belongs to $1"
}

# The restored file, by its path in the policy. A link that leaves the copy would show a file of this machine.
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
  fail "$1 is not a file in the copy"
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

# make_server <major version>
# Creates an empty server in $server that nobody else can reach. Its superuser has a name that no other server has,
# so it is never a restored role, and no other server would accept the connection.
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

# == What to fetch from each sink.

# Each sink's requests are in its folder, which the proof reads.
new_place() {
  new_sink "$1"
  place=$run/sinks/$(encode "$sink")
  mkdir -p "$place/items"
  backup=drill-$drill
  [ -e "$run/started" ] || date -u +%Y%m%dT%H%M%SZ >"$run/started"
  reads_only=yes identity=''
}

# from_backup <backup> <seconds>
# Sets the backup whose archives are wanted, and the maximum age of its copies; empty if there is none.
from_backup() {
  backup=$1
  maximum_age=$2
}

# want <material> <database|databases|globals|files|physical> [database]
# Requests an archive of $backup, at most $maximum_age seconds old.
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

# A capture keeps items in $run/items, a drill in the sink's folder.
in_place() {
  whole_run=$run
  run=$place
  "$@"
  run=$whole_run
}

# == Checks restored databases against expectations.

ask_all() {
  for check in "$place"/checks/*; do
    if [ -e "$check" ] && [ "$(cat "$check/material")" = "$material" ]; then
      attempt "assertion ${check##*/}" ask_restored
    fi
  done
}

# The statement goes to the server as is: psql would interpret its own commands and variables.
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

# The actual answer may be confidential.
answer_equals() {
  {
    cat "$check/operand"
    printf '\n'
  } | cmp -s - "$check/answer" || fail "the answer differs from the expected one"
}

# Checks that an answer is a large enough number.
answer_atLeast() {
  answer=$(cat "$check/answer")
  case ${answer#-} in
  '' | *[!0-9]*) fail "the answer isn't a whole number" ;;
  ????????????????????*) fail "the answer is too large to compare" ;;
  esac
  [ "$answer" -ge "$(cat "$check/operand")" ] || fail "the answer is $answer, less than $(cat "$check/operand")"
}

# == Finds the newest copy in a restic repository, without writing to it.

open_copies_restic() {
  configure_restic
  use_credentials read
  restic_command cat config --no-lock >/dev/null || fail "can't open the repository"
}

# Snapshots with the tags, as `<time> <id> <database or ->`, oldest first, without pending ones.
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

# == Restores databases into the throwaway server, and checks them.

# prove_server <material> <major version> <least number of tables> <named|all> [restore_roles]
# Restores the material's archives to a new server and checks them.
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
  # Roles come first: they own the objects in the databases.
  "$2"
  for item in "$place"/items/*; do
    if is_fetched database; then
      attempt "restore $item_label" restore_database
    fi
  done
  ask_all
}

# Without the source's roles, owners and grants are left out.
restore_database() {
  pg_restore --list "$item/data/$item_name" >"$run/tmp/toc" || fail "the archive has no table of contents"
  set -- --exit-on-error --no-password --dbname=postgres
  [ "$has_globals" = yes ] || set -- "$@" --no-owner --no-acl --no-tablespaces
  # The database that already exists.
  [ "$item_database" = postgres ] || set -- "$@" --create
  prove_own
  pg_restore "$@" "$item/data/$item_name" || fail "can't restore the database"
  rm -f "$item/data/$item_name"
  check_tables
  say "restored, $tables tables"
}

# Checks the number of tables against the archive, its record and the policy. Tables are in pg_class, OID 1259.
check_tables() {
  listed=$(awk '$2 == 1259 && $4 == "TABLE"' "$run/tmp/toc" | wc -l | tr -d ' ')
  tables=$(printf '%s\n' "SELECT count(*) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind IN ('r', 'p') AND n.nspname NOT IN ('pg_catalog', 'information_schema')
      AND NOT EXISTS (SELECT FROM pg_depend d
        WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')" |
    PGDATABASE=$item_database on_server) || fail "can't count the restored tables"
  printf %s "$tables" >"$item/tables"
  [ "$tables" = "$listed" ] || fail "restored $tables tables instead of $listed"
  recorded=$(record_value tables <"$item/record")
  [ "$tables" = "${recorded:-$tables}" ] || fail "$tables tables were restored, but $recorded were captured"
  # As in a capture of all databases, the administrative one may be empty.
  if [ "$databases" = all ] && [ "$item_database" = postgres ]; then minimum_tables=0; fi
  [ "$tables" -ge "$minimum_tables" ] || fail "has $tables tables, fewer than $minimum_tables"
}

# == The throwaway server of a drill, with proof that connections lead to it and no other.

# Clears what the environment says about servers: it must not redirect anything.
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

# Sets $programs to the folder of exactly that major version's programs.
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

# A server that lives for minutes needs no durability; JIT needs memory that the sandbox denies.
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

# Starts $server with the given options as a child of the step, and waits until it answers.
start_server() {
  use_server
  # A lock inherited by the server would outlive this script.
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

# Stops, within its session, if the server isn't the one made here.
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

# Nothing is written until the server has proved to be the one made here: by its folder, its token, its identifier,
# its process, and listening on no network.
prove_own() {
  [ "$(head -n 1 "$server/data/postmaster.pid" 2>/dev/null)" = "$server_process" ] ||
    fail "refusing to continue: the server of this drill is gone"
  shown=$(printf '%s\n' "SELECT current_setting('data_directory'), current_setting('cluster_name'),
    current_setting('listen_addresses'), (SELECT system_identifier FROM pg_control_system())" | on_server) ||
    fail "refusing to continue: this is not the server of this drill"
  [ "$shown" = "$server/data|$token||$(cat "$server/identifier")" ] ||
    fail "refusing to continue: this is not the server of this drill"
}

# Stops $server immediately; there is nothing to keep.
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

# A PID that was reused must not be killed.
is_server() {
  [ "$(readlink "/proc/$1/cwd" 2>/dev/null)" = "$2/data" ]
}

# Stops servers left by this run or a killed one.
stop_servers() {
  for left in "$run"/sinks/*/servers/*; do
    [ ! -e "$left/data/postmaster.pid" ] || stop_server "$left"
  done
}

# Removes everything restored; unpacked folders may be read-only.
clear_scratch() {
  stop_servers
  chmod -R u+rwx "$run" 2>/dev/null || :
  rm -rf "$run"
}

# At the end, by whatever signal, nothing remains.
clear_at_exit() {
  trap 'deafen; clear_scratch' EXIT
}

# == The steps of a drill.

# attempt <what> <command>...
# Runs a step and records its failure for the sink.
attempt() {
  attempted=$1
  shift
  step "$@"
  if [ "$step_status" -ne 0 ]; then
    say "failed: $attempted"
    printf '%s\n' "$attempted" >>"$place/failures"
  fi
}

# Decodes the percent-encoded argument.
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

# Writes a drill's evidence to the pod's log.
keep_evidence() {
  cat "$run/tmp/evidence"
  if [ "$(wc -c <"$run/tmp/evidence")" -le 4096 ]; then
    cat "$run/tmp/evidence" >/dev/termination-log
  else
    printf '{"policy":%s,"drill":%s,"outcome":"%s","evidence":"in the log"}\n' "$(json "$policy")" "$(json "$drill")" \
      "$outcome" >/dev/termination-log
  fi
}
