# shellcheck shell=sh disable=SC2034,SC2154
# Azure: settings for restic.
# needs: secrets
# reads: account store_key

# A shared access signature always has a signature field, an account key never does.
configure_azure() {
  store_token=$(secret "$store_key") || exit 1
  export AZURE_ACCOUNT_NAME="$account"
  case $store_token in
  *sig=*) export AZURE_ACCOUNT_SAS="$store_token" ;;
  *) export AZURE_ACCOUNT_KEY="$store_token" ;;
  esac
}
