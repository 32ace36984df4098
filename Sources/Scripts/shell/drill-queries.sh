# shellcheck shell=sh disable=SC2034,SC2154
# Whether restored databases hold what is expected.
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
