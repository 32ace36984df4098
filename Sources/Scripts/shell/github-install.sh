# shellcheck shell=sh disable=SC2034,SC2154
# Installs the programs that a runner needs.

install_packages() {
  export DEBIAN_FRONTEND=noninteractive
  sudo mkdir -p /etc/postgresql-common/createcluster.d
  printf 'create_main_cluster = false\n' | sudo tee /etc/postgresql-common/createcluster.d/backstay.conf >/dev/null
  sudo apt-get update --quiet
  sudo apt-get install --yes --quiet --no-install-recommends postgresql-common ca-certificates
  sudo /usr/share/postgresql-common/pgdg/apt.postgresql.org.sh -y
  sudo apt-get install --yes --quiet --no-install-recommends "$@"
}
