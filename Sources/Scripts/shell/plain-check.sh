# shellcheck shell=sh disable=SC2034,SC2154
# Checks plain copies.
# needs: access names plain-store record-value run
# calls: get_* tree_*
# reads: store
# runs: sha256sum

# check_plain <percentage of the copies to read>
# Checks that each copy has its object, and reads and compares a part of them, another one each day.
check_plain() {
  percentage=$1
  shift
  open_plain
  use_credentials read
  "tree_$store" "$(encode "$policy")/$(encode "$backup")" >"$run/tmp/tree" || fail "can't list the copies"
  grep '\.json$' "$run/tmp/tree" | sed 's/\.json$//' | sort >"$run/tmp/copies" || :
  day=$(($(date -u +%s) / 86400))
  number=0
  damaged=no
  while IFS= read -r copy; do
    number=$((number + 1))
    if ! grep -qxF -e "$copy" "$run/tmp/tree"; then
      say "$copy has a record but no object"
      damaged=yes
    elif [ $(((number + day) * percentage % 100)) -lt "$percentage" ]; then
      recorded=$("get_$store" "$copy.json" </dev/null | record_value sha256)
      stored=$("get_$store" "$copy" </dev/null | sha256sum)
      if [ "${stored%% *}" != "$recorded" ]; then
        say "$copy is damaged"
        damaged=yes
      fi
    fi
  done <"$run/tmp/copies"
  [ "$damaged" = no ] || fail "copies are damaged"
  say "$number copies"
}
