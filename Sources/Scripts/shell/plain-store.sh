# shellcheck shell=sh disable=SC2034,SC2154
# A store of plain copies, opened for writing.
# needs: access
# calls: prepare_*
# reads: store

open_plain() {
  open_store
  "prepare_$store"
}
