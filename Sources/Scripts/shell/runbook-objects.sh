# shellcheck shell=sh disable=SC2034,SC2154
# Restores files of an archive to Kubernetes objects and claims.
# needs: runbook-words
# reads: restored

# object <kind> <name> <material> <key=path>… or <folder/>: the object as JSON; names and keys need no escapes there.
object() {
  kind=$1 name=$2 archive=$restored/$3/$3.tar field=data separator=
  [ "$kind" = Secret ] || field=binaryData
  shift 3
  case $1 in
  */)
    folder=$1
    keys=$(tar -tf "$archive" | FOLDER=$1 awk 'index($0, ENVIRON["FOLDER"]) == 1 {
      key = substr($0, length(ENVIRON["FOLDER"]) + 1)
      if (key ~ /^[^\/]+$/) print key
    }')
    set --
    for key in $keys; do set -- "$@" "$key=$folder$key"; done
    ;;
  esac
  [ "$#" -gt 0 ] || { fault "$archive has no file for $kind $name" || return 1; }
  printf '{"apiVersion": "v1", "kind": "%s", "metadata": {"name": "%s"}, "%s": {' "$kind" "$name" "$field"
  for item in "$@"; do
    tar -tf "$archive" "${item#*=}" >/dev/null || return 1
    printf '%s"%s": "%s"' "$separator" "${item%%=*}" "$(tar -xOf "$archive" "${item#*=}" | base64 | tr -d '\n')"
    separator=', '
  done
  printf '}}\n'
}

# fill_claim <material> <path>: the files of the path, which the claim contained.
fill_claim() {
  rm -rf "$restored/unpacked"
  mkdir "$restored/unpacked" && tar -tvf "$restored/$1/$1.tar" || return 1
  (umask 022 && tar -C "$restored/unpacked" -xf "$restored/$1/$1.tar") || return 1
  cp -Rp "$restored/unpacked$2/." "/claim/$1/" && rm -rf "$restored/unpacked"
}
