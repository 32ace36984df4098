# shellcheck shell=sh disable=SC2034,SC2154
# Plain copies in a bucket; `aws_here` is aws with the sink's endpoint.
# reads: bucket folder prefix

list_names() {
  aws_here s3api list-objects-v2 --bucket "$bucket" --prefix "$prefix$folder/" --delimiter / --output text \
    --query 'Contents[].[Key]' | sed -n 's|.*/||p'
}

get_copy() {
  aws_here s3 cp --only-show-errors --no-progress "s3://$bucket/$prefix$1" "$2" &&
    aws_here s3 cp --only-show-errors --no-progress "s3://$bucket/$prefix$1.json" "$2.json"
}
