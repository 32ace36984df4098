# shellcheck shell=sh disable=SC2034,SC2154
# Restores roles and tablespaces into the throwaway server.
# needs: drill-fetched drill-server drill-steps run
# reads: item_name place

restore_roles() {
  for item in "$place"/items/*; do
    if is_fetched globals; then
      attempt "restore the globals of $material" restore_globals
      has_globals=yes
    fi
  done
}

# Tablespaces are created in the new server's folder, not at their locations on the source.
restore_globals() {
  prove_own
  sed "/^CREATE TABLESPACE /s/ LOCATION '.*';\$/ LOCATION '';/" "$item/data/$item_name" >"$run/tmp/globals"
  {
    if grep -q '^CREATE TABLESPACE ' "$run/tmp/globals"; then
      printf 'SET allow_in_place_tablespaces = on;\n'
    fi
    cat "$run/tmp/globals"
  } | on_server >/dev/null || fail "can't restore the globals"
  say "restored"
}
