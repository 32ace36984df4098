# shellcheck shell=sh disable=SC2034,SC2154
# What a standby must not be to be captured.
# needs: postgresql run
# reads: maximum_lag

# A standby that lags, or that can't tell, would make an old copy under a new date.
check_lag() {
  lag=$(ask "SELECT CASE WHEN NOT pg_is_in_recovery() THEN 0
    WHEN pg_last_wal_receive_lsn() = pg_last_wal_replay_lsn()
      AND EXISTS (SELECT FROM pg_stat_wal_receiver WHERE pid IS NOT NULL) THEN 0
    ELSE ceil(extract(epoch FROM now() - pg_last_xact_replay_timestamp())) END") || fail "can't ask for the lag"
  [ -n "$lag" ] || fail "the standby can't tell how far it lags"
  [ "$lag" -le "$maximum_lag" ] || fail "the standby lags $lag seconds, more than $maximum_lag"
}
