# shellcheck shell=sh disable=SC2034,SC2154
# Writes plain copies to a bucket.
# needs: access run s3
# reads: bucket lock_seconds prefix
# runs: awk sha256sum aws

prepare_s3() {
  shipper=$(aws --version 2>&1 | cut -d' ' -f1)
  [ -z "$lock_mode" ] || check_lock
}

# The bucket must lock new objects, in this mode or a stricter one, for at least as long.
check_lock() {
  lock=$(aws_command s3api get-object-lock-configuration --bucket "$bucket" --output text \
    --query 'ObjectLockConfiguration.Rule.DefaultRetention.[Mode,Days,Years]') || fail "the bucket has no lock"
  printf '%s\n' "$lock" | awk -v mode="$lock_mode" -v seconds="$lock_seconds" '{
    held = 86400 * ($2 == "None" ? 365 * $3 : $2)
    exit !(($1 == mode || $1 == "COMPLIANCE") && held >= seconds + 0)
  }' || fail "the bucket's lock is weaker than the policy's: $lock"
}

# put_s3 <file> <name> <digest>
put_s3() {
  source=$1
  name=$2
  wanted=$3
  set -- s3 cp --only-show-errors --no-progress
  [ -z "$storage_class" ] || set -- "$@" --storage-class "$storage_class"
  [ -z "$encryption" ] || set -- "$@" --sse "$encryption"
  [ -z "$key_id" ] || set -- "$@" --sse-kms-key-id "$key_id"
  aws_command "$@" "$source" "s3://$bucket/$prefix$name" || fail "the upload failed"
  use_credentials read
  stored=$(get_s3 "$name" | sha256sum)
  use_credentials write
  if [ "${stored%% *}" != "$wanted" ]; then
    # Its name shows that it is whole.
    use_credentials expire
    remove_s3 "$name" || :
    fail "$name differs from what was sent"
  fi
}

remove_s3() {
  aws_command s3api delete-object --bucket "$bucket" --key "$prefix$1" >/dev/null
}
