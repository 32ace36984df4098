# shellcheck shell=sh disable=SC2034,SC2154
# Names that captures of files exclude.
# needs: files
# reads: follow run tar_version

leave_out() {
  printf '%s\n' "$1" >>"$run/tmp/excluded"
  pack=pack_rest
}

pack_rest() {
  case $tar_version in
  *GNU*) set -- --no-wildcards-match-slash --exclude-from="$run/tmp/excluded" "$@" ;;
  *)
    stage "$@" || return 1
    set -- -C "$run/tmp/stage" "$@"
    ;;
  esac
  pack_all "$@"
}

# Not every tar can exclude names; for such a tar, the other files are copied first.
stage() {
  rm -rf "$run/tmp/stage"
  for path in "$@"; do
    mkdir -p "$run/tmp/stage/${path%/*}"
    staged=yes
    cp -Rp "$follow" "$path" "$run/tmp/stage/${path%/*}/" 2>"$run/tmp/stage.err" || staged=no
    # Only root can keep the owner that the platform chose; this isn't worth a message at each run.
    grep -v "can't preserve ownership" "$run/tmp/stage.err" >&2 || :
    [ "$staged" = yes ] || return 1
  done
  while IFS= read -r pattern; do
    find "$run/tmp/stage" -depth -name "$pattern" -exec rm -rf {} +
  done <"$run/tmp/excluded"
}
