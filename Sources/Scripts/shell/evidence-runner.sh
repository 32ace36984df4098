# shellcheck shell=sh disable=SC2034,SC2154
# Writes a drill's evidence to the summary of a GitHub job.
# reads: drill evidence outcome policy run

# A fence longer than any in the text.
keep_evidence() {
  cat "$run/tmp/evidence"
  fence=$(tr -c '`' '\n' <"$run/tmp/evidence" | sort | tail -n 1)
  {
    printf '### %s: drill %s: %s\n\n' "$policy" "$drill" "$outcome"
    printf '```%sjson\n' "$fence"
    cat "$run/tmp/evidence"
    printf '```%s\n' "$fence"
  } >>"$evidence"
}
