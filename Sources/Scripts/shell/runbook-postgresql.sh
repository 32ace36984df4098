# shellcheck shell=sh disable=SC2034,SC2154,SC2030,SC2031
# Restores databases into an empty server.
# needs: runbook-sql runbook-words
# reads: jobs restored

# restore_database <dump>…: each under its database's name, which must not exist or be empty.
restore_database() {
  for dump in "$@"; do
    name=$(pg_restore --list "$dump" | sed -n 's/^; *dbname: //p' | head -n 1)
    [ -n "$name" ] || { fault "$dump is not a database dump" || return 1; }
    set -- --exit-on-error --jobs="$jobs" "$dump"
    if [ -n "$(printf '%s\n' "SELECT 1 FROM pg_database WHERE datname = :'name'" | sql --set=name="$name")" ]; then
      held=$(export PGDATABASE="$name" && sql --command="SELECT count(*) FROM pg_class c
        JOIN pg_namespace n ON n.oid = relnamespace WHERE nspname !~ '^pg_|^information_schema$'") || return 1
      [ "$held" = 0 ] || { fault "the database $name exists and is not empty" || return 1; }
      quoted=$(printf '%s\n' "$name" | sed "s/[\\\\']/\\\\&/g")
      as_administrator pg_restore --dbname="dbname='$quoted'" "$@"
    else
      as_administrator pg_restore --create --dbname=postgres "$@"
    fi || { fault "can't restore $name" || return 1; }
    # Dumps have no statistics, without which queries are slow.
    (export PGDATABASE="$name" && sql --command=ANALYZE) || return 1
    printf 'the database %s is restored\n' "$name"
  done
}
