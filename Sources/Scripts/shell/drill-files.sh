# shellcheck shell=sh disable=SC2034,SC2154
# Checks restored files.
# needs: drill-fetched drill-steps names run
# reads: place sink
# runs: tar

# prove_files <material> <path>...
prove_files() {
  material=$1
  subject="$sink: $material"
  shift
  attempt "unpack $material" unpack_files "$@"
}

unpack_files() {
  unpacked=$place/files/$(encode "$material")
  mkdir -p "$unpacked"
  for item in "$place"/items/*; do
    if is_fetched files; then
      tar -xof "$item/data/$item_name" -C "$unpacked" || fail "can't unpack the archive"
    fi
  done
  for path in "$@"; do
    [ -e "$unpacked$path" ] || [ -L "$unpacked$path" ] || fail "$path is not in the copy"
  done
  say "all paths are present"
}
