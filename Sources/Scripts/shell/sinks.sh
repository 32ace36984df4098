# shellcheck shell=sh disable=SC2034,SC2154
# The settings of a sink.

# Clears the previous sink's settings.
new_sink() {
  sink=$1
  subject=$1
  best_effort=no reads_only=no
  root='' bucket='' prefix='' region='' endpoint='' path_style=no storage_class='' encryption='' key_id=''
  lock_mode='' lock_seconds=0
  write_id='' write_secret='' expire_id='' expire_secret='' read_id='' read_secret=''
  host='' port='' user='' private_key='' account='' store_key=''
  passphrase='' protection=none recipients='' repository='' store='' host_keys='' shipper=''
  expiry=never until='' minimum_copies=1 reclaim=no
  within='' last=0 hourly=0 daily=0 weekly=0 monthly=0 yearly=0
}
