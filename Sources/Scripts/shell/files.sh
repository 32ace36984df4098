# shellcheck shell=sh disable=SC2034,SC2154
# Captures files and folders.
# needs: captures digests items run
# runs: sha256sum find stat tar

# new_files <material> <folder under which its paths are found> <-L to follow links, -P to keep them>
new_files() {
  material=$1
  subject=$1
  root=$2
  follow=$3
  pack=pack_all
  : >"$run/tmp/excluded"
}

# A digest of the paths' contents, which depends only on names, modes and contents.
digest_contents() {
  while IFS= read -r pattern; do
    set -- "$@" -name "$pattern" -prune -o
  done <"$run/tmp/excluded"
  # No parentheses: inside of them, busybox loses what `-exec {} +` has collected.
  find "$follow" "$@" -type d -exec stat -c 'd %a %n' {} + -o -type l -exec stat -c 'l %N' {} + \
    -o -type f -exec stat -c 'f %a %s %n' {} + -exec sha256sum {} + >"$run/tmp/contents" || return 1
  [ -s "$run/tmp/contents" ] || return 1
  sort "$run/tmp/contents" >"$run/tmp/contents.sorted" || return 1
  sha256 "$run/tmp/contents.sorted"
}

# Packs the paths into $archive; files that change meanwhile are a failure.
pack_all() {
  [ "$follow" = -P ] || set -- -h "$@"
  tar -cf "$archive" "$@"
}

# Captures the paths, which are absolute and are kept in the archive as in the policy.
capture_files() {
  new_item files tar ''
  tar_version=$(tar --version 2>/dev/null | head -n 1)
  printf %s "$tar_version" >"$item/tool"
  for path in "$@"; do
    shift
    [ -e "$root$path" ] || [ -L "$root$path" ] || fail "$path is missing"
    if [ "$follow" = -P ] && [ -L "$root$path" ]; then
      fail "$path is a symbolic link: the policy must name its target"
    fi
    set -- "$@" ".$path"
  done
  cd "${root:-/}" || exit 1

  tries=1
  until before=$(digest_contents "$@") && "$pack" "$@" && after=$(digest_contents "$@") && [ "$before" = "$after" ]; do
    [ "$tries" -lt 3 ] || fail "files can't be read, or change while they are read"
    tries=$((tries + 1))
    sleep 2
  done
  rm -rf "$run/tmp/stage"
  printf %s "$after" >"$item/contents"
  tar -tf "$archive" >"$run/tmp/listing" || fail "can't read the archive to its end"
  [ -s "$run/tmp/listing" ] || fail "the archive is empty"
  seal_item
}
