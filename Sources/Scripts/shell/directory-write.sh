# shellcheck shell=sh disable=SC2034,SC2154
# Writes plain copies to a folder.
# needs: digests run
# reads: root

prepare_directory() {
  :
}

# Older versions of sync take no file.
flush() {
  sync "$1" 2>/dev/null || sync
}

# put_directory <file> <name> <digest>
# Readers see nothing or the whole file: it gets its name last, after the bytes were read back.
put_directory() {
  target=$root/$2
  partial=${target%/*}/.${target##*/}.partial
  mkdir -p "${target%/*}"
  cp "$1" "$partial" || {
    # A partial copy would keep a full disk full.
    rm -f "$partial"
    fail "can't write to $root"
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
