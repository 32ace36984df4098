"""Judges pgbackrest's configuration and PostgreSQL's settings by running both, from the first stanza to a restore.

The generated files are used as they are. What belongs to the machine (folders, ports, endpoint, credentials) is given
in the environment, which pgbackrest puts above its files: an operator who moves a server does the same.
"""

import configparser
import os
import pathlib
import re
import shutil
import stat
import time

from world import s3
from world.tools import postgresql_directory, run

ROWS = 4000
PROGRAMS = "/usr/local/lib/backstay"
#: Seconds that `check` and `backup` wait for WAL to arrive; 60 by default, which only makes a failure slow.
ARCHIVE_TIMEOUT = 20
SECRET = r"repo\d+-(cipher-pass|s3-key|s3-key-secret|s3-token|azure-key|sftp-private-key-passphrase)"


class Configuration:
    """The generated pgbackrest.conf and the PostgreSQL settings beside it."""

    def __init__(self, tree):
        files = sorted(pathlib.Path(tree).rglob("*.conf"))
        self.files = [path for path in files if "pgbackrest" in path.relative_to(tree).parts[:-1]]
        self.postgresql = [path for path in files if "postgresql" in path.relative_to(tree).parts[:-1]]
        self.sections: dict[str, dict[str, str]] = {}
        for path in self.files:
            parser = configparser.RawConfigParser(delimiters=("=",), comment_prefixes=("#",), strict=False, interpolation=None)
            parser.optionxform = str
            parser.read_string(path.read_text())
            for name in parser.sections():
                self.sections.setdefault(name, {}).update(parser[name])

    @property
    def stanzas(self):
        return sorted(name for name in self.sections if not name.startswith("global"))

    def repositories(self, stanza):
        """The repositories' numbers with what is said of each, in order."""
        options = {**self.sections.get("global", {}), **self.sections.get(stanza, {})}
        found: dict[int, dict[str, str]] = {}
        for key, value in options.items():
            if match := re.fullmatch(r"repo(\d+)-(.+)", key):
                found.setdefault(int(match[1]), {})[match[2]] = value
        return dict(sorted(found.items()))


def settings(configuration, stanza, kind, work, tls):
    """The environment of a machine: paths and ports of the server, and each repository there or at an S3 store."""
    names = {
        "config": joined(configuration, work), "log-path": work / "log", "lock-path": work / "lock", "spool-path": work / "spool",
        "log-level-console": "warn", "log-level-file": "off", "pg1-path": work / "data", "pg1-port": work.port, "pg1-user": "postgres",
        "pg1-socket-path": work / "socket", "archive-timeout": ARCHIVE_TIMEOUT,
    }
    for number, said in (configuration.repositories(stanza) or {1: {}}).items():
        prefix = f"repo{number}"
        if said.get("cipher-type", "none") != "none":
            names[f"{prefix}-cipher-pass"] = "judged"
        if kind == "s3":
            names |= {
                f"{prefix}-type": "s3", f"{prefix}-path": said.get("path", "/judged") if said.get("type") == "s3" else "/judged",
                f"{prefix}-s3-bucket": said.get("s3-bucket", f"judged-{number}"), f"{prefix}-s3-region": said.get("s3-region", "us-east-1"),
                f"{prefix}-s3-endpoint": "127.0.0.1", f"{prefix}-s3-key-type": "shared", f"{prefix}-s3-key": "test",
                f"{prefix}-s3-key-secret": "test", f"{prefix}-s3-uri-style": "path",
                f"{prefix}-storage-port": tls, f"{prefix}-storage-verify-tls": "n",
            }
        else:
            names |= {f"{prefix}-type": "posix", f"{prefix}-path": work / f"repository-{number}"}
    return {"PGBACKREST_" + name.upper().replace("-", "_"): str(value) for name, value in names.items()}


def joined(configuration, work):
    """One file with every generated one after another, where the user postgres can read it."""
    path = work / "pgbackrest.conf"
    path.write_text("\n".join(file.read_text() for file in configuration.files))
    return path


class Work(type(pathlib.Path())):
    """The folder of one run, the port of its server, and the generated tree."""

    port = 0
    tree = None

    @property
    def programs(self):
        """The generated programs' folder, which lies at /usr/local/lib/backstay for what runs as postgres."""
        return pathlib.Path(self.tree).resolve() / PROGRAMS.lstrip("/")


def judge(tree, kind, folder):
    """All findings of a whole life on one kind of repository, for each stanza."""
    configuration = Configuration(tree)
    findings = [] if configuration.stanzas else ["no pgbackrest configuration names a stanza"]
    findings += [] if configuration.postgresql else ["there are no settings for PostgreSQL"]
    for said in configuration.sections.values():
        findings += [f"a file holds the secret {key}" for key in said if re.fullmatch(SECRET, key)]
    for index, stanza in enumerate([] if findings else configuration.stanzas):
        work = Work(folder, f"{kind}-{index}")
        work.port, work.tree = s3.free_port(), tree
        prepare(work)
        repositories = configuration.repositories(stanza) or {1: {}}
        if kind == "s3":
            with s3.store(work / "store", {said.get("s3-bucket", f"judged-{number}") for number, said in repositories.items()}) as tls:
                findings += life(configuration, stanza, list(repositories), settings(configuration, stanza, kind, work, tls), work)
        else:
            findings += life(configuration, stanza, list(repositories), settings(configuration, stanza, kind, work, 0), work)
    return findings


def prepare(work):
    """Makes the folders that a machine with both packages has."""
    work.mkdir(parents=True)
    for parent in [work, *work.parents][:-2]:
        if parent.stat().st_uid == os.geteuid():
            parent.chmod(parent.stat().st_mode | stat.S_IXOTH)
    for name in ("log", "lock", "spool", "socket"):
        (work / name).mkdir()
    credentials(work)
    shutil.chown(work, "postgres", "postgres")
    for name in ("log", "lock", "spool", "socket"):
        shutil.chown(work / name, "postgres", "postgres")


def credentials(work):
    """Makes the files of the secrets that the generated programs read, with the values that the environment has too."""
    (work / "credentials").mkdir()
    for program in work.programs.rglob("pgbackrest"):
        for variable, name in re.findall(r"^export_\w+ (\w+) (\S+) ", program.read_text(), re.MULTILINE):
            (work / "credentials" / name).write_text("judged\n" if variable.endswith("_CIPHER_PASS") else "test\n")


def wait(done):
    """Waits until something holds; raises after 60 seconds."""
    for _ in range(300):
        if done():
            return
        time.sleep(0.2)
    raise RuntimeError("the server is still in recovery after 60 seconds")


def as_postgres(work, env, *argv):
    """Runs a program as the user postgres, in the machine's environment, where the generated programs are in their place."""
    as_user = ["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups", *argv]
    if work.programs.is_dir():
        pathlib.Path(PROGRAMS).mkdir(parents=True, exist_ok=True)
        place = 'mount --bind "$0" "$1" && shift && exec "$@"'
        as_user = ["unshare", "--mount", "sh", "-c", place, work.programs, PROGRAMS, *as_user]
    return run(*as_user, env={**env, "HOME": str(work), "CREDENTIALS_DIRECTORY": str(work / "credentials")}, cwd=work)


class Machine:
    """A server whose stanza is backed up as the generated files say. A step that fails or warns raises RuntimeError."""

    def __init__(self, configuration, stanza, env, work):
        self.stanza, self.env, self.work, self.server = stanza, env, work, postgresql_directory()
        self.step(f"{self.server}/initdb", "-D", work / "data", "-A", "trust", "--no-sync")
        with open(work / "data/postgresql.conf", "a") as file:
            for path in configuration.postgresql:
                file.write("\n" + path.read_text())
            file.write(f"\nport = {work.port}\nlisten_addresses = ''\nunix_socket_directories = '{work}/socket'\nfsync = off\n")
        self.start()
        self.pgbackrest("stanza-create")
        self.pgbackrest("check")

    def step(self, *argv):
        result = as_postgres(self.work, self.env, *argv)
        said = (result.stdout if argv[0] == "pgbackrest" else "") + result.stderr
        warnings = [line for line in said.splitlines() if "WARN" in line]
        if result.returncode != 0 or warnings:
            raise RuntimeError(f"{self.stanza}: {' '.join(map(str, argv))} exits {result.returncode}: {said.strip()[-1500:]}")
        return result.stdout

    def pgbackrest(self, command, *options):
        return self.step("pgbackrest", f"--stanza={self.stanza}", *options, command)

    def sql(self, text):
        options = ("-AtXq", "-v", "ON_ERROR_STOP=1", "-d", "postgres")
        return self.step("psql", "-h", self.work / "socket", "-p", self.work.port, *options, "-c", text).strip()

    def start(self):
        self.step(f"{self.server}/pg_ctl", "-D", self.work / "data", "-l", self.work / "log/postgresql", "-w", "-t", "60", "start")

    def stop(self):
        as_postgres(self.work, self.env, f"{self.server}/pg_ctl", "-D", self.work / "data", "-m", "immediate", "-w", "stop")

    def restore(self, *options):
        """Loses the server's files, and has them back."""
        self.stop()
        shutil.rmtree(self.work / "data")
        as_postgres(self.work, self.env, "mkdir", "-m", "700", self.work / "data").check_returncode()
        self.pgbackrest("restore", *options)
        self.start()
        wait(lambda: self.sql("select pg_is_in_recovery()") == "f")


def life(configuration, stanza, repositories, env, work):
    """Findings from the server's first start to the rows that a restore brings back; stops at the first failure."""
    findings = []
    try:
        machine = Machine(configuration, stanza, env, work)
        machine.sql("create table judged (id int)")
        for index, kind in enumerate(("full", "diff", "incr")):
            machine.sql(f"insert into judged select generate_series({index * ROWS + 1}, {(index + 1) * ROWS})")
            # The kinds do not differ by repository, so that a full one is enough for the others.
            for number in repositories if kind == "full" else repositories[:1]:
                machine.pgbackrest("backup", f"--type={kind}", f"--repo={number}")
        machine.sql(f"insert into judged select generate_series({3 * ROWS + 1}, {4 * ROWS})")
        machine.pgbackrest("check")
        for number in repositories:
            wanted = "incr" if number == repositories[0] else "full"
            if f'"type":"{wanted}"' not in machine.pgbackrest("info", "--output=json", f"--repo={number}"):
                findings.append(f"{stanza}: repository {number} has no {wanted} backup")
            machine.pgbackrest("verify", f"--repo={number}")
            machine.restore(f"--repo={number}")
            rows = machine.sql("select count(*) from judged")
            if rows != str(4 * ROWS):
                findings.append(f"{stanza}: repository {number} restores {rows} rows of {4 * ROWS}")
    except RuntimeError as error:
        findings.append(str(error))
    finally:
        as_postgres(work, env, f"{postgresql_directory()}/pg_ctl", "-D", work / "data", "-m", "immediate", "-w", "stop")
    return findings
