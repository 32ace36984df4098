# shellcheck shell=sh disable=SC2034,SC2154
# A key of Azure as variables of pgbackrest.
# needs: secret-value

# A shared access signature is a query, an account key is base64, which has no `&`.
export_azure_key() {
  read_secret "$2" "$3"
  value=${value#\?}
  case $value in
  *'&'*) export "$1_TYPE=sas" ;;
  *) export "$1_TYPE=shared" ;;
  esac
  export "$1=$value"
}
