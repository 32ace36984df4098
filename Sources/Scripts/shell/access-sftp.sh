# shellcheck shell=sh disable=SC2034,SC2154
# SFTP: settings for ssh.
# needs: secrets
# reads: host host_keys port private_key user
# runs: ssh

# Only the host keys of the policy are trusted.
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
