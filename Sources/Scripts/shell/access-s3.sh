# shellcheck shell=sh disable=SC2034,SC2154
# S3: settings for aws and restic.
# reads: path_style run

configure_s3() {
  export AWS_CONFIG_FILE="$run/private/aws_config" AWS_SHARED_CREDENTIALS_FILE=/dev/null AWS_PAGER=''
  # Stores other than Amazon S3 may lack the newer checksums, but locked buckets demand one.
  export AWS_REQUEST_CHECKSUM_CALCULATION=when_required AWS_RESPONSE_CHECKSUM_VALIDATION=when_required
  [ -z "$lock_mode" ] || AWS_REQUEST_CHECKSUM_CALCULATION=when_supported
  {
    printf '[default]\n'
    [ "$path_style" = no ] || printf 's3 =\n  addressing_style = path\n'
  } >"$AWS_CONFIG_FILE"
  if [ -n "$region" ]; then
    export AWS_REGION="$region" AWS_DEFAULT_REGION="$region"
  fi
}
