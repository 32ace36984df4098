# shellcheck shell=sh disable=SC2034,SC2154
# Finds and fetches all databases of a server; `list_databases` is that of the open sink.
# needs: runbook-borg-databases|runbook-bucket-databases|runbook-directory-databases|runbook-restic-databases runbook-fetching runbook-words
# reads: no_later_than sink

# newest_databases <material> <backup>…: each database that has a copy, including dropped ones, as a line
# of the newest copy's instant and the database.
newest_databases() {
  material=$1
  shift
  for part in $(for backup in "$@"; do list_databases; done | sort -u); do
    copy=$(copies "$material" "$part.dump" "$part" "$@" | head -n 1)
    [ -z "$copy" ] || printf '%s %s\n' "${copy%% *}" "$part"
  done
}

# fetch_databases <material> <backup>…: the newest copy of each.
fetch_databases() {
  parts=$(newest_databases "$@" | cut -d' ' -f2)
  [ -n "$parts" ] || { fault "$sink has no copy of a database of $1 up to $no_later_than" || return 1; }
  material=$1
  shift
  for part in $parts; do fetch "$material" "$part.dump" "$part" "$@" || return 1; done
}
