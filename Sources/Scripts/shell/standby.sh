# shellcheck shell=sh disable=SC2034,SC2154
# Checks that a standby is fit to be captured.
# needs: postgresql run
# reads: maximum_lag

# A standby with too much or unknown lag would give an old copy a new date.
check_lag() {
  lag=$(ask "SELECT CASE WHEN NOT pg_is_in_recovery() THEN 0
    WHEN pg_last_wal_receive_lsn() = pg_last_wal_replay_lsn()
      AND EXISTS (SELECT FROM pg_stat_wal_receiver WHERE pid IS NOT NULL) THEN 0
    ELSE ceil(extract(epoch FROM now() - pg_last_xact_replay_timestamp())) END") || fail "can't query the lag"
  [ -n "$lag" ] || fail "the standby's lag is unknown"
  [ "$lag" -le "$maximum_lag" ] || fail "the standby lags by $lag seconds, more than $maximum_lag"
}
