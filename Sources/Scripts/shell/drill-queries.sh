# shellcheck shell=sh disable=SC2034,SC2154
# Checks restored databases against expectations.
# needs: drill-server drill-steps run
# calls: answer_*
# reads: material place sink

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
