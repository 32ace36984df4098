# shellcheck shell=sh disable=SC2034,SC2154
# Plain copies in a bucket; `aws_here` is aws with the sink's endpoint.
# reads: backup bucket folder host material prefix

list_names() {
  aws_here s3api list-objects-v2 --bucket "$bucket" --prefix "$prefix$folder/" --delimiter / --output text \
    --query 'Contents[].[Key]' | sed -n 's|.*/||p'
}

list_databases() {
  aws_here s3api list-objects-v2 --bucket "$bucket" --prefix "$prefix$host/$backup/$material/" --delimiter / \
    --output text --query 'CommonPrefixes[].[Prefix]' | sed -n 's|.*/\([^/]*\)/$|\1|p'
}

get_copy() {
  aws_here s3 cp --only-show-errors --no-progress "s3://$bucket/$prefix$1" "$2" &&
    aws_here s3 cp --only-show-errors --no-progress "s3://$bucket/$prefix$1.json" "$2.json"
}
