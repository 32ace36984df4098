# shellcheck shell=sh disable=SC2034,SC2154
# Checks that objects mounted by a pod exist.
# needs: runbook-words

# exists <namespace> <secret|configmap> <name> <key>: the value's length is checked, not shown.
exists() {
  template='{{with index .data "'$4'"}}{{len .}}{{end}}'
  size=$(kubectl --namespace "$1" get "$2" "$3" --output "go-template=$template") || return 1
  [ "${size:-0}" -gt 0 ] || { fault "$2 $3 has no key $4" || return 1; }
}
