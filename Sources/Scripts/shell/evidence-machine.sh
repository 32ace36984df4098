# shellcheck shell=sh disable=SC2034,SC2154
# Writes a drill's evidence to a folder of this machine.
# needs: run
# reads: evidence

keep_evidence() {
  instant=$(date -u +%Y%m%dT%H%M%SZ)-$run_id
  cat "$run/tmp/evidence" >"$evidence/.$instant.json"
  mv "$evidence/.$instant.json" "$evidence/$instant.json"
  say "evidence: $evidence/$instant.json"
}
