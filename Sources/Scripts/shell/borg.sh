# shellcheck shell=sh disable=SC2034,SC2154
# borg with the settings of a sink. Copies are archives <policy>+<backup>+<material>[+<database>]+<instant>-<run>.
# needs: access names secrets
# reads: backup_part material_part passphrase reads_only root work
# runs: awk borg

# Read-only access can't lock.
borg_command() {
  if [ "$reads_only" = yes ]; then
    borg --bypass-lock "$@"
  else
    borg --lock-wait 600 "$@"
  fi
}

# Each policy has its own repository: borg creates none in a folder that isn't empty, such as a new file system.
configure_borg() {
  open_store
  BORG_PASSPHRASE=$(secret "$passphrase") || exit 1
  BORG_REPO=$root/$(encode "$policy")
  export BORG_REPO BORG_PASSPHRASE BORG_BASE_DIR="$work/cache/borg"
  # The scratch folder may move between runs; a changed path is not an attack.
  export BORG_RELOCATED_REPO_ACCESS_IS_OK=yes
  mkdir -p "$BORG_BASE_DIR"
  # borg records who created an archive, and fails if the image has no name for the user.
  export LOGNAME="${LOGNAME:-backstay}"
  shipper=$(borg --version)
  policy_part=$(encode "$policy")
}

borg_name() {
  series=$policy_part+$backup_part+$material_part+${database_part:+$database_part+}
}

# The item's copies, as <instant>-<run>, newest first.
list_borg() {
  borg_name
  borg_command list --short >"$run/tmp/archives" || return 1
  awk -v series="$series" 'index($0, series) == 1 {
    rest = substr($0, length(series) + 1)
    if (rest ~ /^[0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9]T[0-9][0-9][0-9][0-9][0-9][0-9]Z-[0-9a-f]+$/) print rest
  }' "$run/tmp/archives" | sort -r >"$run/tmp/copies"
}
