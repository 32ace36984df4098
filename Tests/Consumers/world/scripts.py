"""A machine's worth of real servers for generated scripts, and policies that the compiler turns into scripts for them.

Nothing in a script is rewritten: a policy names the ports and folders of this world, and `backstay compile` does the rest.
"""

import contextlib
import hashlib
import json
import os
import pathlib
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tarfile
import tempfile
import time
import urllib.parse
import urllib.request
import uuid
import xml.etree.ElementTree

import pytest

from probes import goldens
from world import tools
from world.s3 import SIGNED

SECRETS = {"database-password": "pa$$ w'or\\d:x", "passphrase": "repo pass", "aws-id": "AKIATEST", "aws-secret": "a/secret+key"}
#: Programs that the scripts call; each is named when it is absent.
PROGRAMS = ["age", "age-keygen", "aws", "borg", "restic", "ssh-keygen", "busybox", "dash", "/usr/sbin/sshd"]
SHELLS = {"dash": ["dash"], "busybox": ["busybox", "sh"]}
PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"


def crossed(*cases):
    """Parameters: each case under each shell, named by its words: `--all` has one shell and the other in turn, `--soak` the rest."""
    return [
        pytest.param(*case, shell, id="-".join(map(str, (*case, shell))), marks=pytest.mark.soak if (index + turn) % 2 else ())
        for index, case in enumerate(cases or [()])
        for turn, shell in enumerate(SHELLS)
    ]


def must(*argv, **env):
    """Standard output of a program that has to succeed, as bytes."""
    result = subprocess.run([str(word) for word in argv], env={"PATH": PATH, "TZ": "UTC", **env}, capture_output=True, check=False)
    assert result.returncode == 0, f"{argv}: {result.stderr.decode()}"
    return result.stdout


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def await_port(port):
    for _ in range(300):
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.1)
    raise AssertionError(f"nothing listens on port {port}")


class World:
    """Servers, secrets and materials below one folder, which no service would find hidden."""

    #: Words before a script's own that put it where it trusts and finds other servers than this machine does.
    site = ()
    compiler = goldens.ROOT / ".build/debug/backstay"
    #: What the machine adds to the environment of a script.
    environment = {}

    def __init__(self):
        absent = [program for program in PROGRAMS if shutil.which(program, path=PATH) is None]
        assert not absent, f"missing: {', '.join(absent)}"
        assert self.compiler.exists(), f"missing: {self.compiler} (swift build)"
        self.root = pathlib.Path(tempfile.mkdtemp(prefix="backstay-scripts-", dir="/srv"))
        self.root.chmod(0o755)
        self.processes = []
        self.secrets, self.material = self.root / "secrets", self.root / "material"
        self.secrets.mkdir(mode=0o700)
        for name, value in SECRETS.items():
            (self.secrets / name).write_text(value + "\n")
        self.write_material()
        (self.root / "applets").mkdir()
        must("busybox", "--install", "-s", self.root / "applets")
        self.start_postgresql()
        self.start_s3()
        self.start_ssh()
        must("age-keygen", "-o", self.root / "age.key")
        self.recipient = must("age-keygen", "-y", self.root / "age.key").decode().strip()
        shutil.copy(self.root / "age.key", self.secrets / "age-identity")

    def close(self):
        must("setpriv", "--reuid=postgres", "--clear-groups", f"{self.pg}/pg_ctl", "-D", self.root / "pg/data", "-m", "immediate", "stop")
        for process in self.processes:
            process.kill()
            process.wait()
        for made in ("/run/backstay", "/var/lib/backstay"):
            for folder in pathlib.Path(made).glob("t??????????"):
                if (self.root / folder.name).exists():
                    shutil.rmtree(folder)
        shutil.rmtree(self.root)

    def write_material(self):
        (self.material / "tree/sub").mkdir(parents=True)
        (self.material / "ca.crt").write_text("certificate\n")
        (self.material / "ca.crt").chmod(0o600)
        (self.material / "tree/key").write_bytes(os.urandom(300_000))
        (self.material / "tree/sub/odd 'name'").write_text("x")
        (self.material / "tree/a.log").write_text("left out")
        (self.material / "tree/link").symlink_to("key")

    def start_postgresql(self):
        self.pg, self.pg_port, folder = tools.postgresql_directory(), free_port(), self.root / "pg"
        folder.mkdir()
        os.chown(folder, pwd.getpwnam("postgres").pw_uid, -1)
        (self.root / "superuser").write_text("super")
        as_postgres = ["setpriv", "--reuid=postgres", "--clear-groups"]
        must(*as_postgres, f"{self.pg}/initdb", "-D", folder / "data", "-A", "scram-sha-256", "-N", f"--pwfile={self.root}/superuser")
        options = f"-p {self.pg_port} -k {folder} -c fsync=off"
        must(*as_postgres, f"{self.pg}/pg_ctl", "-D", folder / "data", "-o", options, "-l", folder / "log", "-w", "start")
        password = SECRETS["database-password"].replace("'", "''")
        self.sql("postgres", f"CREATE ROLE backup SUPERUSER LOGIN PASSWORD '{password}'", "CREATE DATABASE app", 'CREATE DATABASE "odd = \'n/ä"')
        self.sql("app", "CREATE TABLE t AS SELECT i, md5(i::text) m FROM generate_series(1, 20000) i", "CREATE TABLE noise1 AS SELECT 1 x")
        self.sql("odd = 'n/ä", "CREATE TABLE t AS SELECT 1 x")

    def sql(self, database, *statements):
        arguments = [word for statement in statements for word in ("-c", statement)]
        server = {"PGHOST": "127.0.0.1", "PGPORT": str(self.pg_port), "PGUSER": "postgres", "PGPASSWORD": "super", "PGDATABASE": database}
        return must(f"{self.pg}/psql", "-XAtq", *arguments, **server).decode()

    def start_s3(self):
        self.s3_port = free_port()
        self.endpoint = f"http://127.0.0.1:{self.s3_port}"
        with open(self.root / "moto.log", "wb") as log:
            server = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(self.s3_port)]
            self.processes.append(subprocess.Popen(server, stdout=log, stderr=log))
        await_port(self.s3_port)

    def start_ssh(self):
        self.ssh_port, folder = free_port(), self.root / "ssh"
        folder.mkdir()
        for key in ("host", "client"):
            must("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", folder / key)
        shutil.copy(folder / "client", self.secrets / "ssh-key")
        settings = {
            "Port": self.ssh_port, "ListenAddress": "127.0.0.1", "HostKey": folder / "host", "AuthorizedKeysFile": folder / "client.pub",
            "StrictModes": "no", "PermitRootLogin": "yes", "UsePAM": "no", "PidFile": "none", "Subsystem": "sftp internal-sftp",
        }  # fmt: skip
        (folder / "config").write_text("".join(f"{key} {value}\n" for key, value in settings.items()))
        pathlib.Path("/run/sshd").mkdir(exist_ok=True)
        self.processes.append(subprocess.Popen(["/usr/sbin/sshd", "-D", "-f", str(folder / "config")]))
        await_port(self.ssh_port)

    def ask_store(self, method, path, **headers):
        """The answer of the S3 store, without a client that takes a second to start."""
        address = urllib.request.Request(f"http://127.0.0.1:{self.s3_port}/{path}", method=method, headers=dict([SIGNED.split(": ", 1)]) | headers)
        with urllib.request.urlopen(address, timeout=60) as answer:
            return answer.read()

    def make_bucket(self, name):
        """A bucket whose objects can be locked."""
        self.ask_store("PUT", name, **{"x-amz-bucket-object-lock-enabled": "true"})

    def objects(self, bucket, prefix):
        """The objects of a bucket below a prefix, by name."""
        listing = xml.etree.ElementTree.fromstring(self.ask_store("GET", f"{bucket}?list-type=2&prefix={urllib.parse.quote(prefix)}"))
        keys = [element.text for element in listing.iter() if element.tag.rpartition("}")[2] == "Key"]
        return {key: self.ask_store("GET", f"{bucket}/{urllib.parse.quote(key)}") for key in keys}

    def aws(self, *arguments):
        keys = {"AWS_ACCESS_KEY_ID": "x", "AWS_SECRET_ACCESS_KEY": "y", "AWS_DEFAULT_REGION": "us-east-1"}
        return must("aws", "--endpoint-url", f"http://127.0.0.1:{self.s3_port}", *arguments, HOME=self.root, **keys)


class Deployment:
    """One policy compiled for this machine, with a cache, a bucket and a folder for each sink of its own."""

    def __init__(
        self, world, sinks, materials=("database", "keys"), cadence="0 2 * * *", retention=None, database="app", paths=("ca.crt", "tree"),
        postgresql=None, targets=None, backup=None, **also,
    ):  # fmt: skip
        self.world, self.name = world, f"t{uuid.uuid4().hex[:10]}"
        self.folder, self.cache = world.root / self.name, world.root / self.name / "cache"
        self.cache.mkdir(parents=True)
        world.make_bucket(self.name)
        server = {
            "serverVersion": 15, "databases": "all" if database == "all" else [database], "globals": database == "all", "host": "127.0.0.1",
            "port": world.pg_port, "user": "backup", "password": "database-password", "excludeTableData": ["noise*"], "expectedSize": "10Mi",
        } | (postgresql or {})  # fmt: skip
        server = {key: value for key, value in server.items() if value is not None}
        keys = {"paths": [str(world.material / path) for path in paths], "exclude": ["*.log"], "sensitive": False, "expectedSize": "1Mi"}
        backup = {"materials": list(materials), "cadence": cadence, "sinks": list(sinks), "deadline": "30m"} | (backup or {})
        if retention:
            backup["retention"] = retention
        known = self.materials(server, keys)
        policy = {
            "apiVersion": "backstay/v1",
            "kind": "BackupPolicy",
            "metadata": {"name": self.name},
            "materials": {name: known[name] for name in materials},
            "sinks": {name: self.sink(name, *described) for name, described in sinks.items()},
            "backups": {"nightly": backup},
            "targets": targets or {"systemd": {"systemdVersion": 252}},
            **also,
        }
        said = json.dumps(policy)
        if secrets := {path.name: {} for path in world.secrets.iterdir() if f'"{path.name}"' in said}:
            policy["secrets"] = secrets
        # JSON is YAML.
        (self.folder / "policy.yaml").write_text(json.dumps(policy))
        must(world.compiler, "compile", self.folder / "policy.yaml", "--output", self.folder / "out")
        tools.install_runtimes(self.folder / "out")
        for self.script in self.folder.glob(f"out/**/{self.name}/nightly"):
            # systemd-tmpfiles makes this on a machine.
            (pathlib.Path("/run/backstay") / self.name).mkdir(parents=True)

    def materials(self, server, keys):
        """What a policy may back up, by name."""
        return {"database": {"postgresql": server}, "keys": {"files": keys}}

    def sink(self, name, place, repository, present=True, port=None, lock=None):
        """A sink for a policy; one that isn't `present` has no folder."""
        found = {"encryption": {"age": {"recipients": [self.world.recipient], "identity": "age-identity"}}} if repository == "age" else {}
        if lock:
            found["lock"] = lock
        if repository in ("restic", "borg"):
            found["repository"] = {repository: {"passphrase": "passphrase"}}
        if place == "s3":
            keys = {"static": {"accessKeyId": "aws-id", "secretAccessKey": "aws-secret"}}
            endpoint = f"http://127.0.0.1:{port}" if isinstance(port, int) else port or self.world.endpoint
            return found | {"s3": {"bucket": self.name, "region": "us-east-1", "endpoint": endpoint, "pathStyle": True, "prefix": f"in/{name}", "credentials": keys}}
        if present:
            (self.folder / name).mkdir()
        if place == "filesystem":
            return found | {"filesystem": {"path": str(self.folder / name)}}
        key = " ".join((self.world.root / "ssh/host.pub").read_text().split()[:2])
        there = {"host": "127.0.0.1", "port": self.world.ssh_port, "user": "root", "path": str(self.folder / name)}
        return found | {"sftp": there | {"privateKey": "ssh-key", "hostKeys": [key]}}

    def start(self, shell="dash", path=None, secrets=None, confined=(), system=PATH, **environment):
        """Starts the script as its service would, in a second of its own: copies are told apart by that here.

        `confined` are words that take rights away from what follows them.
        """
        time.sleep(1.01)
        found = ([str(path)] if path else []) + ([f"{self.world.root}/applets"] if shell == "busybox" else []) + [str(system)]
        environment |= {"PATH": ":".join(found), "CACHE_DIRECTORY": str(self.cache), "CREDENTIALS_DIRECTORY": str(secrets or self.world.secrets)}
        environment |= self.world.environment
        return subprocess.Popen(
            [*self.world.site, *confined, *SHELLS[shell], str(self.script)], env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, text=True, start_new_session=True,
        )  # fmt: skip

    def run(self, shell="dash", **how):
        """The script's status and what it said; nothing of a run may stay in the scratch folder."""
        process = self.start(shell, **how)
        said, _ = process.communicate(timeout=300)
        assert not (self.cache / "run").exists()
        return process.returncode, said

    def succeed(self, shell="dash", **how):
        status, said = self.run(shell, **how)
        assert status == 0, said
        return said

    def fail(self, *expected, shell="dash", **how):
        status, said = self.run(shell, **how)
        assert status == 1 and [text for text in expected if text not in said] == [], said
        return said

    def kill(self, shell, after):
        """Starts a run and kills all of it after some seconds."""
        process = self.start(shell)
        time.sleep(after)
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()


def digest(data):
    return hashlib.sha256(data).hexdigest()


def packed(data):
    """Names, kinds, modes and contents of an archive of files."""
    with tempfile.TemporaryFile() as file:
        file.write(data)
        file.seek(0)
        with tarfile.open(fileobj=file) as archive:
            return {m.name: (m.type, m.mode & 0o777, m.linkname or (m.isfile() and digest(archive.extractfile(m).read()))) for m in archive}
