# shellcheck shell=sh disable=SC2034,SC2154
# Plain copies in a folder, written.
# needs: digests run
# reads: root

prepare_directory() {
  :
}

# Older machines' sync takes no file.
flush() {
  sync "$1" 2>/dev/null || sync
}

# put_directory <file> <name> <digest>
# A reader sees nothing or the whole: the name is given last, when the bytes were read back.
put_directory() {
  target=$root/$2
  partial=${target%/*}/.${target##*/}.partial
  mkdir -p "${target%/*}"
  cp "$1" "$partial" || {
    # A part of a copy on a full disk would only keep it full.
    rm -f "$partial"
    fail "can't write below $root"
  }
  flush "$partial"
  if [ "$(sha256 "$partial")" != "$3" ]; then
    rm -f "$partial"
    fail "$2 differs from what was written"
  fi
  mv "$partial" "$target"
  flush "${target%/*}"
}

remove_directory() {
  rm -f "$root/$1"
}
