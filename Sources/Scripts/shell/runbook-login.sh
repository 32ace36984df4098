# shellcheck shell=sh disable=SC2154
# Sets the password of a role.
# needs: runbook-sql runbook-words

# set_login <role> <password file>: the password goes through a pipe, so that process lists don't show it.
set_login() {
  {
    printf '%s\n' "SELECT format('CREATE ROLE %I', :'role') WHERE NOT EXISTS" \
      "(SELECT FROM pg_roles WHERE rolname = :'role') \\gexec"
    printf "ALTER ROLE :\"role\" LOGIN PASSWORD '%s';\n" "$(sed "s/'/''/g" "$2")"
  } | sql --set=role="$1" || { fault "can't set the password of $1" || return 1; }
}
