# shellcheck shell=sh disable=SC2154
# Creates the roles of databases whose roles were not captured.
# needs: runbook-present-roles runbook-sql runbook-words
# reads: restored

# create_roles <dump>…: the roles that own or are granted something and that the server lacks, without login.
create_roles() {
  present_roles || return 1
  for dump in "$@"; do
    pg_restore --create --schema-only --file=- "$dump" >"$restored/schema" || return 1
    sed -n -e 's/^ALTER .* OWNER TO \(.*\);$/CREATE ROLE \1;/p' -e 's/^GRANT .* TO \(.*\);$/CREATE ROLE \1;/p' \
      -e 's/^REVOKE .* FROM \(.*\);$/CREATE ROLE \1;/p' \
      -e 's/^ALTER DEFAULT PRIVILEGES FOR ROLE \(.*\) \(IN SCHEMA .* \)*\(GRANT\|REVOKE\) .*$/CREATE ROLE \1;/p' \
      "$restored/schema"
  done | sed -e 's/ WITH GRANT OPTION;$/;/' -e '/^CREATE ROLE PUBLIC;$/d' | sort -u >"$restored/wanted"
  grep -vxFf "$restored/present" "$restored/wanted" | sql || { fault "can't create the roles" || return 1; }
}
