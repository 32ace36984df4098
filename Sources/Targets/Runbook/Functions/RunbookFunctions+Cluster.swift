extension RunbookFunctions {
  /// Files of an archive as objects of Kubernetes, and in claims.
  static let objects = #"""
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

    # fill_claim <material> <path>: the files of the path, which is what the claim held.
    fill_claim() {
      rm -rf "$restored/unpacked"
      mkdir "$restored/unpacked" && tar -tvf "$restored/$1/$1.tar" || return 1
      (umask 022 && tar -C "$restored/unpacked" -xf "$restored/$1/$1.tar") || return 1
      cp -Rp "$restored/unpacked$2/." "/claim/$1/" && rm -rf "$restored/unpacked"
    }
    """#
}

extension RunbookFunctions {
  /// Whether objects that a pod mounts are there.
  static let secretExists = #"""
    # exists <namespace> <secret|configmap> <name> <key>: the value is counted, not shown.
    exists() {
      template='{{with index .data "'$4'"}}{{len .}}{{end}}'
      size=$(kubectl --namespace "$1" get "$2" "$3" --output "go-template=$template") || return 1
      [ "${size:-0}" -gt 0 ] || { fault "$2 $3 has no key $4" || return 1; }
    }
    """#

  /// Whether a key belongs to a certificate, both in archives in the pod; `from_archive` prints a file of one.
  static let keyMatchesInPod = #"""
    # key_matches <material> <certificate> <material> <key>: the key goes through a pipe only.
    key_matches() {
      certified=$(from_archive "$1" "$2" | openssl x509 -noout -pubkey) || return 1
      held=$(from_archive "$3" "$4" | openssl pkey -pubout) || return 1
      [ "$certified" = "$held" ] || { fault "$4 is not the key of $2" || return 1; }
      printf '%s is the key of %s\n' "$4" "$2"
    }
    """#
}
