# shellcheck shell=sh disable=SC2034,SC2154
# Reads plain copies from a bucket.
# reads: bucket prefix run
# runs: aws

aws_command() {
  [ -z "$endpoint" ] || set -- --endpoint-url "$endpoint" "$@"
  aws "$@"
}

get_s3() {
  aws_command s3 cp --only-show-errors --no-progress "s3://$bucket/$prefix$1" -
}

list_s3() {
  aws_command s3api list-objects-v2 --bucket "$bucket" --prefix "$prefix$1/" --delimiter / --output text \
    --query 'Contents[].[Key]' >"$run/tmp/keys" || return 1
  sed -n 's|.*/||p' "$run/tmp/keys"
}
