# shellcheck shell=sh disable=SC2034,SC2154
# Writes a drill's evidence to the pod's log.
# needs: names
# reads: drill outcome policy run

keep_evidence() {
  cat "$run/tmp/evidence"
  if [ "$(wc -c <"$run/tmp/evidence")" -le 4096 ]; then
    cat "$run/tmp/evidence" >/dev/termination-log
  else
    printf '{"policy":%s,"drill":%s,"outcome":"%s","evidence":"in the log"}\n' "$(json "$policy")" "$(json "$drill")" \
      "$outcome" >/dev/termination-log
  fi
}
