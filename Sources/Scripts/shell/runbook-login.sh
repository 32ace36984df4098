# shellcheck shell=sh disable=SC2154
# Lets a role in by its password.
# needs: runbook-sql runbook-words

# set_login <role> <file of its password>: the password goes through a pipe, where no list of processes shows it.
set_login() {
  {
    printf '%s\n' "SELECT format('CREATE ROLE %I', :'role') WHERE NOT EXISTS" \
      "(SELECT FROM pg_roles WHERE rolname = :'role') \\gexec"
    printf "ALTER ROLE :\"role\" LOGIN PASSWORD '%s';\n" "$(sed "s/'/''/g" "$2")"
  } | sql --set=role="$1" || { fault "the password of $1 can't be set" || return 1; }
}
