# shellcheck shell=sh disable=SC2034,SC2154
# Copies in a restic repository; `restic_here` is restic with the sink's options, $host the policy's name.
# reads: file host

# Snapshots with the tag pending were never verified and are not copies.
list_backup() {
  tags="backup=$backup,material=$material${database:+,database=$database}"
  case $file in *.sql) tags=$tags,globals ;; esac
  restic_here snapshots --no-lock --json --host "$host" --tag "$tags" | sed 's/{"time":/\n&/g' |
    sed -n -e '/"pending"/d' -e 's/^{"time":"\([^"]*\)".*"id":"\([0-9a-f]*\)".*/\1 \2/p' | sed 's/[-:]//g'
}

get_copy() {
  restic_here dump --no-lock "$1" "/${2##*/}" >"$2" && restic_here dump --no-lock "$1" "/${2##*/}.json" >"$2.json"
}
