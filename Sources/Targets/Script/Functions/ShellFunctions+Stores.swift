extension ShellFunctions {
  /// How a store is opened: credentials go from secret files to the environment of this sink's step, nowhere else.
  static let access = #"""
    open_store() {
      case $store in
      directory) [ -d "$root" ] || fail "the folder $root is missing" ;;
      s3) configure_s3 ;;
      gcs) [ -z "$store_key" ] || configure_gcs ;;
      azure) configure_azure ;;
      sftp) configure_ssh ;;
      esac
      use_credentials write
    }

    # use_credentials <write|expire|read>; the writer's serve where the role has none of its own.
    use_credentials() {
      case $1 in
      expire) set -- "${expire_id:-$write_id}" "${expire_secret:-$write_secret}" ;;
      read) set -- "${read_id:-$write_id}" "${read_secret:-$write_secret}" ;;
      *) set -- "$write_id" "$write_secret" ;;
      esac
      # Without keys the platform's or the machine's own identity is used.
      [ -n "$1" ] || return 0
      AWS_ACCESS_KEY_ID=$(secret "$1") || exit 1
      AWS_SECRET_ACCESS_KEY=$(secret "$2") || exit 1
      export AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_EC2_METADATA_DISABLED=true
    }

    configure_s3() {
      export AWS_CONFIG_FILE="$run/private/aws_config" AWS_SHARED_CREDENTIALS_FILE=/dev/null AWS_PAGER=''
      # Stores other than Amazon's may not know the newer checksums, but a locked bucket demands one.
      export AWS_REQUEST_CHECKSUM_CALCULATION=when_required AWS_RESPONSE_CHECKSUM_VALIDATION=when_required
      [ -z "$lock_mode" ] || AWS_REQUEST_CHECKSUM_CALCULATION=when_supported
      {
        printf '[default]\n'
        [ "$path_style" = no ] || printf 's3 =\n  addressing_style = path\n'
      } >"$AWS_CONFIG_FILE"
      if [ -n "$region" ]; then
        export AWS_REGION="$region" AWS_DEFAULT_REGION="$region"
      fi
    }

    configure_gcs() {
      secret "$store_key" >"$run/private/store_key"
      export GOOGLE_APPLICATION_CREDENTIALS="$run/private/store_key"
    }

    # A shared access signature always has a signature field, an account key never.
    configure_azure() {
      store_token=$(secret "$store_key") || exit 1
      export AZURE_ACCOUNT_NAME="$account"
      case $store_token in
      *sig=*) export AZURE_ACCOUNT_SAS="$store_token" ;;
      *) export AZURE_ACCOUNT_KEY="$store_token" ;;
      esac
    }

    # The host is known by the keys of the policy and by nothing else.
    configure_ssh() {
      {
        secret "$private_key"
        printf '\n'
      } >"$run/private/ssh_key"
      printf '%s\n' "$host_keys" | sed -n 's/^./sink &/p' >"$run/private/known_hosts"
      {
        printf 'Host sink\n  HostName %s\n  Port %s\n  User %s\n' "$host" "$port" "$user"
        printf '  HostKeyAlias sink\n  IdentityFile %s\n  IdentitiesOnly yes\n' "$run/private/ssh_key"
        printf '  UserKnownHostsFile %s\n  GlobalKnownHostsFile /dev/null\n' "$run/private/known_hosts"
        printf '  StrictHostKeyChecking yes\n  BatchMode yes\n  ConnectTimeout 30\n  ServerAliveInterval 30\n'
      } >"$run/private/ssh_config"
    }
    """#

  /// Plain copies in a folder.
  static let directoryStore = #"""
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

    get_directory() {
      cat "$root/$1"
    }

    list_directory() {
      [ -d "$root/$1" ] || return 0
      find "$root/$1" -maxdepth 1 -type f >"$run/tmp/files"
      sed 's|.*/||' "$run/tmp/files"
    }

    # The names of all files below the folder, as from $root.
    tree_directory() {
      [ -d "$root/$1" ] || return 0
      (cd "$root" && find "$1" -type f)
    }

    remove_directory() {
      rm -f "$root/$1"
    }
    """#

  /// Plain copies in a bucket.
  static let s3Store = #"""
    aws_command() {
      [ -z "$endpoint" ] || set -- --endpoint-url "$endpoint" "$@"
      aws "$@"
    }

    # The bucket has to lock what is written, in this mode or a stricter one and for at least as long.
    check_lock() {
      lock=$(aws_command s3api get-object-lock-configuration --bucket "$bucket" --output text \
        --query 'ObjectLockConfiguration.Rule.DefaultRetention.[Mode,Days,Years]') || fail "the bucket has no lock"
      printf '%s\n' "$lock" | awk -v mode="$lock_mode" -v seconds="$lock_seconds" '{
        held = 86400 * ($2 == "None" ? 365 * $3 : $2)
        exit !(($1 == mode || $1 == "COMPLIANCE") && held >= seconds + 0)
      }' || fail "the bucket's lock is weaker than the policy's: $lock"
    }

    # put_s3 <file> <name> <digest>
    put_s3() {
      source=$1
      name=$2
      wanted=$3
      set -- s3 cp --only-show-errors --no-progress
      [ -z "$storage_class" ] || set -- "$@" --storage-class "$storage_class"
      [ -z "$encryption" ] || set -- "$@" --sse "$encryption"
      [ -z "$key_id" ] || set -- "$@" --sse-kms-key-id "$key_id"
      aws_command "$@" "$source" "s3://$bucket/$prefix$name" || fail "the upload failed"
      use_credentials read
      stored=$(get_s3 "$name" | sha256sum)
      use_credentials write
      if [ "${stored%% *}" != "$wanted" ]; then
        # Its name says that it is whole.
        use_credentials expire
        remove_s3 "$name" || :
        fail "$name differs from what was sent"
      fi
    }

    get_s3() {
      aws_command s3 cp --only-show-errors --no-progress "s3://$bucket/$prefix$1" -
    }

    list_s3() {
      aws_command s3api list-objects-v2 --bucket "$bucket" --prefix "$prefix$1/" --delimiter / --output text \
        --query 'Contents[].[Key]' >"$run/tmp/keys" || return 1
      sed -n 's|.*/||p' "$run/tmp/keys"
    }

    tree_s3() {
      aws_command s3api list-objects-v2 --bucket "$bucket" --prefix "$prefix$1/" --output text \
        --query 'Contents[].[Key]' >"$run/tmp/keys" || return 1
      awk -v skipped="${#prefix}" '/\// { print substr($0, skipped + 1) }' "$run/tmp/keys"
    }

    remove_s3() {
      aws_command s3api delete-object --bucket "$bucket" --key "$prefix$1" >/dev/null
    }
    """#
}
