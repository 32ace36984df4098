# shellcheck shell=sh disable=SC2034,SC2154
# restic with the settings of a sink.
# needs: access secrets
# reads: backup_part item_kind material_part passphrase path_style repository work
# runs: restic

restic_command() {
  if [ -n "$private_key" ]; then
    set -- -o "sftp.command=ssh -F $run/private/ssh_config sink -s sftp" "$@"
  fi
  [ "$path_style" = no ] || set -- -o s3.bucket-lookup=path "$@"
  [ -z "$storage_class" ] || set -- -o "s3.storage-class=$storage_class" "$@"
  restic "$@"
}

configure_restic() {
  export RESTIC_REPOSITORY="$repository" RESTIC_PASSWORD_FILE="$run/private/passphrase"
  export RESTIC_CACHE_DIR="$work/cache/restic" RESTIC_PROGRESS_FPS=0.01
  secret "$passphrase" >"$RESTIC_PASSWORD_FILE"
  shipper=$(restic version)
  open_store
}

restic_tags() {
  tags="backup=$backup_part,material=$material_part${database_part:+,database=$database_part}"
  [ "$item_kind" != globals ] || tags="$tags,globals"
}
