# shellcheck shell=sh disable=SC2034,SC2154
# Lists all plain copies in a part of a bucket.
# needs: s3
# reads: bucket prefix run
# runs: awk

tree_s3() {
  aws_command s3api list-objects-v2 --bucket "$bucket" --prefix "$prefix$1/" --output text \
    --query 'Contents[].[Key]' >"$run/tmp/keys" || return 1
  awk -v skipped="${#prefix}" '/\// { print substr($0, skipped + 1) }' "$run/tmp/keys"
}
