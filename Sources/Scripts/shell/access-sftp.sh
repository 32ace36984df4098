# shellcheck shell=sh disable=SC2034,SC2154
# SFTP: what ssh is told.
# needs: secrets
# reads: host host_keys port private_key user
# runs: ssh

# The host is known by the keys of the policy and by nothing else.
configure_sftp() {
  {
    secret "$private_key"
    printf '\n'
  } >"$run/private/ssh_key"
  printf '%s\n' "$host_keys" | sed -n 's/^./sink &/p' >"$run/private/known_hosts"
  {
    printf 'Host sink\n  HostName %s\n  Port %s\n  User %s\n' "$host" "$port" "$user"
    printf '  HostKeyAlias sink\n  IdentityFile %s\n  IdentitiesOnly yes\n' "$run/private/ssh_key"
    printf '  UserKnownHostsFile %s\n  GlobalKnownHostsFile /dev/null\n' "$run/private/known_hosts"
    printf '  StrictHostKeyChecking yes\n  BatchMode yes\n  ConnectTimeout 30\n  ServerAliveInterval 30\n'
  } >"$run/private/ssh_config"
}
