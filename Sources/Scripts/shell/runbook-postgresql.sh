# shellcheck shell=sh disable=SC2034,SC2154,SC2030,SC2031
# Restores into a server that holds nothing yet.
# needs: runbook-sql runbook-words
# reads: restored

# The statements that would make the roles that the server has.
present_roles() {
  sql --command="SELECT format('CREATE ROLE %I;', rolname) FROM pg_roles" >"$restored/present"
}

# restore_globals <file>: roles and tablespaces; a role that is there already is changed, not made.
restore_globals() {
  present_roles || return 1
  grep -vxFf "$restored/present" "$1" | sql || { fault "$1 can't be restored" || return 1; }
}

# create_roles <dump>…: the roles that own something or are granted something and that the server lacks, without a login.
create_roles() {
  present_roles || return 1
  for dump in "$@"; do
    pg_restore --create --schema-only --file=- "$dump" >"$restored/schema" || return 1
    sed -n -e 's/^ALTER .* OWNER TO \(.*\);$/CREATE ROLE \1;/p' -e 's/^GRANT .* TO \(.*\);$/CREATE ROLE \1;/p' \
      -e 's/^REVOKE .* FROM \(.*\);$/CREATE ROLE \1;/p' \
      -e 's/^ALTER DEFAULT PRIVILEGES FOR ROLE \(.*\) \(IN SCHEMA .* \)*\(GRANT\|REVOKE\) .*$/CREATE ROLE \1;/p' \
      "$restored/schema"
  done | sed -e 's/ WITH GRANT OPTION;$/;/' -e '/^CREATE ROLE PUBLIC;$/d' | sort -u >"$restored/wanted"
  grep -vxFf "$restored/present" "$restored/wanted" | sql || { fault "the roles can't be made" || return 1; }
}

# set_login <role> <file of its password>: the password goes through a pipe, where no list of processes shows it.
set_login() {
  {
    printf '%s\n' "SELECT format('CREATE ROLE %I', :'role') WHERE NOT EXISTS" \
      "(SELECT FROM pg_roles WHERE rolname = :'role') \\gexec"
    printf "ALTER ROLE :\"role\" LOGIN PASSWORD '%s';\n" "$(sed "s/'/''/g" "$2")"
  } | sql --set=role="$1" || { fault "the password of $1 can't be set" || return 1; }
}

# restore_database <dump>…: each as the database that it was, which must not be there or be empty.
restore_database() {
  for dump in "$@"; do
    name=$(pg_restore --list "$dump" | sed -n 's/^; *dbname: //p' | head -n 1)
    [ -n "$name" ] || { fault "$dump is no dump of a database" || return 1; }
    set -- --exit-on-error --jobs="$jobs" "$dump"
    if [ -n "$(printf '%s\n' "SELECT 1 FROM pg_database WHERE datname = :'name'" | sql --set=name="$name")" ]; then
      held=$(export PGDATABASE="$name" && sql --command="SELECT count(*) FROM pg_class c
        JOIN pg_namespace n ON n.oid = relnamespace WHERE nspname !~ '^pg_|^information_schema$'") || return 1
      [ "$held" = 0 ] || { fault "the database $name is there and not empty" || return 1; }
      quoted=$(printf '%s\n' "$name" | sed "s/[\\\\']/\\\\&/g")
      as_administrator pg_restore --dbname="dbname='$quoted'" "$@"
    else
      as_administrator pg_restore --create --dbname=postgres "$@"
    fi || { fault "$name can't be restored" || return 1; }
    # A dump has no statistics, without which queries are slow.
    (export PGDATABASE="$name" && sql --command=ANALYZE) || return 1
    printf 'the database %s is restored\n' "$name"
  done
}
