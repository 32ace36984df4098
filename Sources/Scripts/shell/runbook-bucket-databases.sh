# shellcheck shell=sh disable=SC2034,SC2154
# Lists the databases that have copies in a bucket.
# reads: backup bucket host material prefix

list_databases() {
  aws_here s3api list-objects-v2 --bucket "$bucket" --prefix "$prefix$host/$backup/$material/" --delimiter / \
    --output text --query 'CommonPrefixes[].[Prefix]' | sed -n 's|.*/\([^/]*\)/$|\1|p'
}
