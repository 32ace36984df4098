/// One file of the shell library, by its name without `.sh`.
///
/// The files are POSIX sh for dash and busybox. `set -e` is off inside every condition, so a step is always run as a plain
/// statement by `step`, and what may fail inside of it says so with `|| fail`.
package enum ShellPart: String, CaseIterable, Sendable {
  // How every script runs.
  case run
  case digests
  case secrets
  case lock
  case noLock = "no-lock"
  case names
  case instants

  // Metrics of runs.
  case gauge
  case metrics
  case noMetrics = "no-metrics"
  case copyMetrics = "copy-metrics"
  case noCopyMetrics = "no-copy-metrics"
  case failure

  // Captures.
  case items
  case captures
  case item
  case record
  case recordValue = "record-value"
  case postgresql
  case certificates
  case standby
  case dump
  case captureDatabase = "capture-database"
  case captureDatabases = "capture-databases"
  case captureGlobals = "capture-globals"
  case files
  case filesExcluded = "files-excluded"
  case leaveItems = "leave-items"
  case handOver = "hand-over"
  case takeOver = "take-over"

  // Shipping and expiry.
  case sinks
  case shipping
  case expiry
  case chooseExpired = "choose-expired"
  case access
  case accessDirectory = "access-directory"
  case accessS3 = "access-s3"
  case accessGcs = "access-gcs"
  case accessAzure = "access-azure"
  case accessSftp = "access-sftp"

  // Kinds of repositories.
  case borg
  case borgCheck = "borg-check"
  case borgCopies = "borg-copies"
  case borgReclaim = "borg-reclaim"
  case borgRepository = "borg-repository"
  case directory
  case directoryTree = "directory-tree"
  case directoryWrite = "directory-write"
  case plain
  case plainAge = "plain-age"
  case plainCheck = "plain-check"
  case plainCopies = "plain-copies"
  case plainReclaim = "plain-reclaim"
  case plainStore = "plain-store"
  case restic
  case resticCheck = "restic-check"
  case resticCopies = "restic-copies"
  case resticReclaim = "restic-reclaim"
  case resticRepository = "restic-repository"
  case s3
  case s3Tree = "s3-tree"
  case s3Write = "s3-write"

  // Upkeep.
  case upkeep

  // Drills.
  case drillAge = "drill-age"
  case drillBorg = "drill-borg"
  case drillBorgDatabases = "drill-borg-databases"
  case drillEvidence = "drill-evidence"
  case drillExpect = "drill-expect"
  case drillFetch = "drill-fetch"
  case drillFetchAll = "drill-fetch-all"
  case drillFetched = "drill-fetched"
  case drillFiles = "drill-files"
  case drillKeys = "drill-keys"
  case drillLock = "drill-lock"
  case drillMachine = "drill-machine"
  case drillNewServer = "drill-new-server"
  case drillPhysical = "drill-physical"
  case drillPlaces = "drill-places"
  case drillPlain = "drill-plain"
  case drillPlainDatabases = "drill-plain-databases"
  case drillQueries = "drill-queries"
  case drillEquals = "drill-equals"
  case drillAtLeast = "drill-at-least"
  case drillRestic = "drill-restic"
  case drillResticDatabases = "drill-restic-databases"
  case drillRestore = "drill-restore"
  case drillRoles = "drill-roles"
  case drillServer = "drill-server"
  case drillSteps = "drill-steps"
  case evidenceMachine = "evidence-machine"
  case evidencePod = "evidence-pod"
  case evidenceRunner = "evidence-runner"
  case githubInstall = "github-install"
  case githubSecrets = "github-secrets"

  // pgbackrest.
  case secretFile = "secret-file"
  case secretValue = "secret-value"
  case exportValue = "export-value"
  case exportPath = "export-path"
  case exportAzureKey = "export-azure-key"
  case metricsFile = "metrics-file"
  case pgbackrestSuccess = "pgbackrest-success"
  case pgbackrestVerify = "pgbackrest-verify"
  case pgbackrestWalWatch = "pgbackrest-wal-watch"

  // Functions of runbooks. They are pasted into a shell, so none of them exits.
  case runbookBorg = "runbook-borg"
  case runbookBorgDatabases = "runbook-borg-databases"
  case runbookBucket = "runbook-bucket"
  case runbookBucketDatabases = "runbook-bucket-databases"
  case runbookDirectory = "runbook-directory"
  case runbookDirectoryDatabases = "runbook-directory-databases"
  case runbookEncryptedCopy = "runbook-encrypted-copy"
  case runbookExpectations = "runbook-expectations"
  case runbookFetching = "runbook-fetching"
  case runbookFetchingAll = "runbook-fetching-all"
  case runbookFiles = "runbook-files"
  case runbookGlobals = "runbook-globals"
  case runbookHave = "runbook-have"
  case runbookKeyMatches = "runbook-key-matches"
  case runbookKeyMatchesInPod = "runbook-key-matches-in-pod"
  case runbookLogin = "runbook-login"
  case runbookLoss = "runbook-loss"
  case runbookObjects = "runbook-objects"
  case runbookPhysical = "runbook-physical"
  case runbookPlain = "runbook-plain"
  case runbookPlainCopy = "runbook-plain-copy"
  case runbookPostgresql = "runbook-postgresql"
  case runbookPresentRoles = "runbook-present-roles"
  case runbookRestic = "runbook-restic"
  case runbookResticDatabases = "runbook-restic-databases"
  case runbookRoles = "runbook-roles"
  case runbookSecretExists = "runbook-secret-exists"
  case runbookSql = "runbook-sql"
  case runbookWords = "runbook-words"

  /// The file as in the sources.
  var source: [UInt8] {
    switch self {
    case .run: PackageResources.run_sh
    case .digests: PackageResources.digests_sh
    case .secrets: PackageResources.secrets_sh
    case .lock: PackageResources.lock_sh
    case .noLock: PackageResources.no_lock_sh
    case .names: PackageResources.names_sh
    case .instants: PackageResources.instants_sh
    case .gauge: PackageResources.gauge_sh
    case .metrics: PackageResources.metrics_sh
    case .noMetrics: PackageResources.no_metrics_sh
    case .copyMetrics: PackageResources.copy_metrics_sh
    case .noCopyMetrics: PackageResources.no_copy_metrics_sh
    case .failure: PackageResources.failure_sh
    case .items: PackageResources.items_sh
    case .captures: PackageResources.captures_sh
    case .item: PackageResources.item_sh
    case .record: PackageResources.record_sh
    case .recordValue: PackageResources.record_value_sh
    case .postgresql: PackageResources.postgresql_sh
    case .certificates: PackageResources.certificates_sh
    case .standby: PackageResources.standby_sh
    case .dump: PackageResources.dump_sh
    case .captureDatabase: PackageResources.capture_database_sh
    case .captureDatabases: PackageResources.capture_databases_sh
    case .captureGlobals: PackageResources.capture_globals_sh
    case .files: PackageResources.files_sh
    case .filesExcluded: PackageResources.files_excluded_sh
    case .leaveItems: PackageResources.leave_items_sh
    case .handOver: PackageResources.hand_over_sh
    case .takeOver: PackageResources.take_over_sh
    case .sinks: PackageResources.sinks_sh
    case .shipping: PackageResources.shipping_sh
    case .expiry: PackageResources.expiry_sh
    case .chooseExpired: PackageResources.choose_expired_sh
    case .access: PackageResources.access_sh
    case .accessDirectory: PackageResources.access_directory_sh
    case .accessS3: PackageResources.access_s3_sh
    case .accessGcs: PackageResources.access_gcs_sh
    case .accessAzure: PackageResources.access_azure_sh
    case .accessSftp: PackageResources.access_sftp_sh
    case .borg: PackageResources.borg_sh
    case .borgCheck: PackageResources.borg_check_sh
    case .borgCopies: PackageResources.borg_copies_sh
    case .borgReclaim: PackageResources.borg_reclaim_sh
    case .borgRepository: PackageResources.borg_repository_sh
    case .directory: PackageResources.directory_sh
    case .directoryTree: PackageResources.directory_tree_sh
    case .directoryWrite: PackageResources.directory_write_sh
    case .plain: PackageResources.plain_sh
    case .plainAge: PackageResources.plain_age_sh
    case .plainCheck: PackageResources.plain_check_sh
    case .plainCopies: PackageResources.plain_copies_sh
    case .plainReclaim: PackageResources.plain_reclaim_sh
    case .plainStore: PackageResources.plain_store_sh
    case .restic: PackageResources.restic_sh
    case .resticCheck: PackageResources.restic_check_sh
    case .resticCopies: PackageResources.restic_copies_sh
    case .resticReclaim: PackageResources.restic_reclaim_sh
    case .resticRepository: PackageResources.restic_repository_sh
    case .s3: PackageResources.s3_sh
    case .s3Tree: PackageResources.s3_tree_sh
    case .s3Write: PackageResources.s3_write_sh
    case .upkeep: PackageResources.upkeep_sh
    case .drillAge: PackageResources.drill_age_sh
    case .drillBorg: PackageResources.drill_borg_sh
    case .drillBorgDatabases: PackageResources.drill_borg_databases_sh
    case .drillEvidence: PackageResources.drill_evidence_sh
    case .drillExpect: PackageResources.drill_expect_sh
    case .drillFetch: PackageResources.drill_fetch_sh
    case .drillFetchAll: PackageResources.drill_fetch_all_sh
    case .drillFetched: PackageResources.drill_fetched_sh
    case .drillFiles: PackageResources.drill_files_sh
    case .drillKeys: PackageResources.drill_keys_sh
    case .drillLock: PackageResources.drill_lock_sh
    case .drillMachine: PackageResources.drill_machine_sh
    case .drillNewServer: PackageResources.drill_new_server_sh
    case .drillPhysical: PackageResources.drill_physical_sh
    case .drillPlaces: PackageResources.drill_places_sh
    case .drillPlain: PackageResources.drill_plain_sh
    case .drillPlainDatabases: PackageResources.drill_plain_databases_sh
    case .drillQueries: PackageResources.drill_queries_sh
    case .drillEquals: PackageResources.drill_equals_sh
    case .drillAtLeast: PackageResources.drill_at_least_sh
    case .drillRestic: PackageResources.drill_restic_sh
    case .drillResticDatabases: PackageResources.drill_restic_databases_sh
    case .drillRestore: PackageResources.drill_restore_sh
    case .drillRoles: PackageResources.drill_roles_sh
    case .drillServer: PackageResources.drill_server_sh
    case .drillSteps: PackageResources.drill_steps_sh
    case .evidenceMachine: PackageResources.evidence_machine_sh
    case .evidencePod: PackageResources.evidence_pod_sh
    case .evidenceRunner: PackageResources.evidence_runner_sh
    case .githubInstall: PackageResources.github_install_sh
    case .githubSecrets: PackageResources.github_secrets_sh
    case .secretFile: PackageResources.secret_file_sh
    case .secretValue: PackageResources.secret_value_sh
    case .exportValue: PackageResources.export_value_sh
    case .exportPath: PackageResources.export_path_sh
    case .exportAzureKey: PackageResources.export_azure_key_sh
    case .metricsFile: PackageResources.metrics_file_sh
    case .pgbackrestSuccess: PackageResources.pgbackrest_success_sh
    case .pgbackrestVerify: PackageResources.pgbackrest_verify_sh
    case .pgbackrestWalWatch: PackageResources.pgbackrest_wal_watch_sh
    case .runbookBorg: PackageResources.runbook_borg_sh
    case .runbookBorgDatabases: PackageResources.runbook_borg_databases_sh
    case .runbookBucket: PackageResources.runbook_bucket_sh
    case .runbookBucketDatabases: PackageResources.runbook_bucket_databases_sh
    case .runbookDirectory: PackageResources.runbook_directory_sh
    case .runbookDirectoryDatabases: PackageResources.runbook_directory_databases_sh
    case .runbookEncryptedCopy: PackageResources.runbook_encrypted_copy_sh
    case .runbookExpectations: PackageResources.runbook_expectations_sh
    case .runbookFetching: PackageResources.runbook_fetching_sh
    case .runbookFetchingAll: PackageResources.runbook_fetching_all_sh
    case .runbookFiles: PackageResources.runbook_files_sh
    case .runbookGlobals: PackageResources.runbook_globals_sh
    case .runbookHave: PackageResources.runbook_have_sh
    case .runbookKeyMatches: PackageResources.runbook_key_matches_sh
    case .runbookKeyMatchesInPod: PackageResources.runbook_key_matches_in_pod_sh
    case .runbookLogin: PackageResources.runbook_login_sh
    case .runbookLoss: PackageResources.runbook_loss_sh
    case .runbookObjects: PackageResources.runbook_objects_sh
    case .runbookPhysical: PackageResources.runbook_physical_sh
    case .runbookPlain: PackageResources.runbook_plain_sh
    case .runbookPlainCopy: PackageResources.runbook_plain_copy_sh
    case .runbookPostgresql: PackageResources.runbook_postgresql_sh
    case .runbookPresentRoles: PackageResources.runbook_present_roles_sh
    case .runbookRestic: PackageResources.runbook_restic_sh
    case .runbookResticDatabases: PackageResources.runbook_restic_databases_sh
    case .runbookRoles: PackageResources.runbook_roles_sh
    case .runbookSecretExists: PackageResources.runbook_secret_exists_sh
    case .runbookSql: PackageResources.runbook_sql_sh
    case .runbookWords: PackageResources.runbook_words_sh
    }
  }
}
