# shellcheck shell=sh disable=SC2034,SC2154
# Chooses, fetches and compares copies; `list_backup` and `get_copy` are those of the open sink.
# needs: runbook-borg|runbook-bucket|runbook-directory|runbook-restic runbook-encrypted-copy|runbook-plain-copy runbook-words
# reads: no_later_than restored sink

# copies <material> <file> <database> <backup>…: newest first, a line of instant and name for each.
copies() {
  material=$1 file=$2 database=$3
  shift 3
  for backup in "$@"; do list_backup; done | sort -r | awk -v limit="$no_later_than" '$1 <= limit'
}

# fetch <material> <file> <database> <backup>…: the newest copy, compared with its record.
fetch() {
  copy=$(copies "$@" | head -n 1)
  [ -n "$copy" ] || { fault "$sink has no copy of $1/$2 up to $no_later_than" || return 1; }
  mkdir -p "$restored/$1" || return 1
  fetched=$restored/$1/$2
  get_copy "${copy#* }" "$fetched" || { fault "can't fetch $fetched" || return 1; }
  wanted=$(sed -n 's/^  "sha256": "\([0-9a-f]*\)",*$/\1/p' "$fetched.json")
  found=$(sha256sum <"$fetched")
  [ "${found%% *}" = "$wanted" ] || { fault "$fetched differs from its record" || return 1; }
  open_copy "$fetched" || { fault "can't decrypt $fetched" || return 1; }
  printf '%s/%s: the copy of %s, as recorded\n' "$1" "$2" "${copy%% *}"
}

# list_copies <material> <file> <database> <backup>…
list_copies() {
  found=$(copies "$@")
  [ -n "$found" ] || { fault "$sink has no copy of $1/$2 up to $no_later_than" || return 1; }
  printf '%s\n' "$1/$2:" "$found"
}

# opened <sink>: whether it is the open sink.
opened() {
  [ "$sink" = "$1" ] || { fault "open $1 first: $sink is open" || return 1; }
}
