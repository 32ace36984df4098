# shellcheck shell=sh disable=SC2034,SC2154
# Begins and ends the proof of a sink, and writes the evidence.
# needs: drill-server drill-steps evidence-machine|evidence-pod|evidence-runner item names run
# reads: policy_digest

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
