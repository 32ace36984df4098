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

# Reads the names of copies, newest first, and prints those that no rule keeps. Ages count from the newest;
# days are in UTC, weeks begin on Monday.
# shellcheck disable=SC2016
choose_expired() {
  awk -v within="${within:--1}" -v last="$last" -v hourly="$hourly" -v daily="$daily" -v weekly="$weekly" \
    -v monthly="$monthly" -v yearly="$yearly" -v minimum="$minimum_copies" "$civil_awk"'
    function newest_of(rule, period, amount) {
      if (amount + 0 <= count[rule] + 0 || (rule in latest && latest[rule] == period)) return 0
      latest[rule] = period
      count[rule]++
      return 1
    }
    {
      now = instant($0)
      day = int(now / 86400)
      if (NR == 1) newest = now
      keep = NR <= minimum + 0 || NR <= last + 0 || (within + 0 >= 0 && newest - now <= within + 0)
      keep += newest_of("hour", int(now / 3600), hourly)
      keep += newest_of("day", day, daily)
      keep += newest_of("week", int((day + 3) / 7), weekly)
      keep += newest_of("month", substr($0, 1, 6), monthly)
      keep += newest_of("year", substr($0, 1, 4), yearly)
      if (!keep) print
    }'
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

# == Reads plain copies from a folder.

get_directory() {
  cat "$root/$1"
}

list_directory() {
  [ -d "$root/$1" ] || return 0
  find "$root/$1" -maxdepth 1 -type f >"$run/tmp/files"
  sed 's|.*/||' "$run/tmp/files"
}

# == Writes plain copies to a folder.

prepare_directory() {
  :
}

# Older versions of sync take no file.
flush() {
  sync "$1" 2>/dev/null || sync
}

# put_directory <file> <name> <digest>
# Readers see nothing or the whole file: it gets its name last, after the bytes were read back.
put_directory() {
  target=$root/$2
  partial=${target%/*}/.${target##*/}.partial
  mkdir -p "${target%/*}"
  cp "$1" "$partial" || {
    # A partial copy would keep a full disk full.
    rm -f "$partial"
    fail "can't write to $root"
  }
  flush "$partial"
  if [ "$(sha256 "$partial")" != "$3" ]; then
    rm -f "$partial"
    fail "$2 differs from what was written"
  fi
  mv "$partial" "$target"
  flush "${target%/*}"
}

remove_directory() {
  rm -f "$root/$1"
}

# == Copies as plain objects, each with a record that makes it one.

# The folder of the item's copies.
plain_folder() {
  folder="$policy_part/$backup_part/$material_part${database_part:+/$database_part}"
  name_suffix=$item_suffix${recipients:+.age}
}

# The copies in the folder, newest first: names with both an object and a record.
list_copies() {
  "list_$store" "$folder" >"$run/tmp/names" || return 1
  sort -r "$run/tmp/names" | awk '
    !/^[0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9]T[0-9][0-9][0-9][0-9][0-9][0-9]Z-/ { next }
    /\.json$/ { recorded[substr($0, 1, length($0) - 5)]; next }
    $0 in recorded { print }'
}

# == Ships and expires plain copies.

newest_record_plain() {
  plain_folder
  list_copies >"$run/tmp/copies" || return 1
  newest_name=$(head -n 1 "$run/tmp/copies")
  [ -n "$newest_name" ] || return 1
  "get_$store" "$folder/$newest_name.json"
}

ship_plain() {
  plain_folder
  plain_object=$item/data/$item_name
  object_sha256=$item_sha256
  [ "$protection" = none ] || "protect_$protection"
  object_name=$item_started-$run_id.$name_suffix
  object_size=$(($(wc -c <"$plain_object")))
  "put_$store" "$plain_object" "$folder/$object_name" "$object_sha256"
  record "$object_name" "$object_sha256" "$object_size" >"$run/tmp/record"
  "put_$store" "$run/tmp/record" "$folder/$object_name.json" "$(sha256 "$run/tmp/record")"
  rm -f "$run/tmp/object.age"
}

# The record is removed first, so that an interrupted deletion leaves no copy without an object.
expire_plain() {
  plain_folder
  use_credentials expire
  list_copies >"$run/tmp/copies" || fail "can't list the copies"
  check_clock "$(head -n 1 "$run/tmp/copies")"
  choose_expired <"$run/tmp/copies" >"$run/tmp/expired"
  while IFS= read -r copy; do
    "remove_$store" "$folder/$copy.json" </dev/null || fail "can't remove $copy"
    "remove_$store" "$folder/$copy" </dev/null || fail "can't remove $copy"
    say "expired $copy"
  done <"$run/tmp/expired"
  sweep
  use_credentials write
}

# Removes objects that killed runs left: without a record for more than a day.
sweep() {
  now=$(seconds "$(date -u +%Y%m%dT%H%M%SZ)")
  sort -r "$run/tmp/names" | awk -v now="$now" "$civil_awk"'
    {
      stamp = $0
      sub(/^\./, "", stamp)
      if (stamp !~ /^[0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9]T[0-9][0-9][0-9][0-9][0-9][0-9]Z-/) next
    }
    /^[^.].*\.json$/ { recorded[substr($0, 1, length($0) - 5)]; next }
    !($0 in recorded) && now - instant(stamp) > 86400 { print }' >"$run/tmp/orphans"
  while IFS= read -r orphan; do
    "remove_$store" "$folder/$orphan" </dev/null || fail "can't remove $orphan"
    say "removed $orphan, which never had a record"
  done <"$run/tmp/orphans"
}

close_plain() {
  :
}

# A store of plain copies, opened for writing.
open_plain() {
  open_store
  "prepare_$store"
}
