"""Machines that are thrown away: this one's own root with a layer above it, in a network of their own.

A site is a network with an S3 store behind real names and TLS; its machines share it, as they share folders that outlive them.
"""

import contextlib
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

from world import s3, tls
from world.tools import postgresql_directory, run

PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"


class Site:
    """A network, an S3 store that answers to the given hosts, and whatever outlives a machine, below one folder."""

    def __init__(self, hosts, buckets):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="backstay-site-", dir="/srv"))
        self.folder.chmod(0o755)
        self.hosts = [*hosts, *(f"{bucket}.{host}" for host in hosts for bucket in buckets)]
        self.processes = []
        self.holder = self.start(["unshare", "--net", "sh", "-c", "ip link set lo up && echo up && exec sleep 86400"], inside=False)
        assert self.holder.stdout.readline() == b"up\n"
        self.store(buckets)

    def start(self, argv, inside=True, **how):
        prefix = ["nsenter", f"--net=/proc/{self.holder.pid}/ns/net"] if inside else []
        process = subprocess.Popen([*prefix, *map(str, argv)], stdin=subprocess.DEVNULL, stdout=how.pop("stdout", subprocess.PIPE), **how)
        self.processes.append(process)
        return process

    def must(self, *argv, **env):
        """Standard output of a program in the network, which has to succeed."""
        result = run("nsenter", f"--net=/proc/{self.holder.pid}/ns/net", *argv, env=env)
        assert result.returncode == 0, f"{argv}: {result.stderr}"
        return result.stdout

    def store(self, buckets):
        """moto in clear, and before it what the hosts' names and an authority that only this site's machines trust make an S3 store."""
        self.authority = tls.Authority(self.folder / "authority")
        certificate = self.authority.sign("store", "store", *(f"DNS:{host}" for host in [*self.hosts, "localhost"]))
        # moto would take the first part of a name that isn't Amazon's for a bucket.
        known = "location ~ ^/ { proxy_pass http://127.0.0.1:5000; proxy_set_header Host 127.0.0.1; proxy_http_version 1.1; }"
        others = [host for host in self.hosts if not host.endswith(".amazonaws.com")] or ["localhost"]
        servers = [("443 default_server", ""), ("443", f"server_name {' '.join(others)}; {known}")]
        said = "\n".join(tls.SERVER.format(listen=listen, certificate=certificate, clear=5000, more=more) for listen, more in servers)
        (self.folder / "nginx.conf").write_text(tls.NGINX.format(folder=self.folder, servers=said))
        with open(self.folder / "log", "wb") as log:
            for argv in ([sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", "5000"], ["nginx", "-c", self.folder / "nginx.conf", "-e", self.folder / "nginx.log"]):
                self.start(argv, stdout=log, stderr=log)
        for _ in range(300):
            if run("nsenter", f"--net=/proc/{self.holder.pid}/ns/net", "curl", "-skf", "--noproxy", "*", "https://127.0.0.1/").returncode == 0:
                break
            run("sleep", "0.1")
        for bucket in buckets:
            self.must("curl", "-skf", "--noproxy", "*", "-X", "PUT", "-H", s3.SIGNED, f"https://127.0.0.1/{bucket}")

    def close(self):
        for process in reversed(self.processes):
            process.terminate()
            process.wait(timeout=20)
        shutil.rmtree(self.folder)

    @contextlib.contextmanager
    def machine(self, *shared):
        """A fresh machine; each path of `shared` is the same folder on all of them."""
        machine = Machine(self, shared)
        try:
            yield machine
        finally:
            machine.close()


class Machine:
    """A root of its own on which nothing but the site's shared folders outlives it."""

    def __init__(self, site, shared):
        self.site = site
        self.layers = pathlib.Path(tempfile.mkdtemp(prefix="machine-", dir=site.folder))
        self.root = self.layers / "root"
        run("mount", "-t", "tmpfs", "-o", "mode=755", "tmpfs", self.layers).check_returncode()
        for name in ("root", "files", "work"):
            (self.layers / name).mkdir()
        layers = f"lowerdir=/,upperdir={self.layers}/files,workdir={self.layers}/work"
        run("mount", "-t", "overlay", "overlay", "-o", layers, self.root).check_returncode()
        for name in ("proc", "dev"):
            run("mount", "--rbind", f"/{name}", self.root / name).check_returncode()
            run("mount", "--make-rslave", self.root / name).check_returncode()
        for folder in ("run", "tmp", "var/tmp"):
            run("mount", "-t", "tmpfs", "-o", "mode=1777" if folder != "run" else "mode=755", "tmpfs", self.root / folder).check_returncode()
        for path in shared:
            self.share(path)
        names = "".join(f"127.0.0.1 {host}\n" for host in ["localhost", *site.hosts])
        (self.root / "etc/hosts").unlink(missing_ok=True)
        (self.root / "etc/hosts").write_text(names)
        with open(self.root / "etc/ssl/certs/ca-certificates.crt", "a") as trusted:
            trusted.write(site.authority.certificate.read_text())
        (self.root / "run/postgresql").mkdir(mode=0o777)
        (self.root / "run/postgresql").chmod(0o777)

    def share(self, path):
        held = self.site.folder / "shared" / path.lstrip("/")
        if not held.exists():
            held.mkdir(parents=True)
        (self.root / path.lstrip("/")).mkdir(parents=True, exist_ok=True)
        run("mount", "--bind", held, self.root / path.lstrip("/")).check_returncode()

    def close(self):
        self.run("pg_ctlcluster", self.major, "main", "stop", "-m", "immediate")
        run("umount", "--recursive", "--lazy", self.layers).check_returncode()
        self.layers.rmdir()

    def command(self, *argv, user=None, group=None):
        groups = f"--groups={group}" if group else "--init-groups"
        become = ["setpriv", f"--reuid={user}", f"--regid={user}", groups] if user else []
        return ["nsenter", f"--net=/proc/{self.site.holder.pid}/ns/net", "chroot", str(self.root), *become, *map(str, argv)]

    def run(self, *argv, user=None, group=None, stdin="", **env):
        """A program on this machine, in an environment that has nothing of this process's own."""
        return subprocess.run(
            self.command(*argv, user=user, group=group), input=stdin, capture_output=True, text=True, check=False, timeout=900,
            env={"PATH": PATH, "TZ": "UTC", "HOME": "/root", "AWS_CA_BUNDLE": "/etc/ssl/certs/ca-certificates.crt", **{name: str(value) for name, value in env.items()}},
        )  # fmt: skip

    def must(self, *argv, **how):
        result = self.run(*argv, **how)
        assert result.returncode == 0, f"{argv}: {result.stdout}{result.stderr}"
        return result.stdout

    @property
    def major(self):
        return postgresql_directory().split("/")[4]

    def install(self, tree):
        """Copies a generated tree to the root and makes what systemd would."""
        run("cp", "-r", "--preserve=mode", f"{tree}/.", self.root).check_returncode()
        self.must("systemd-sysusers")
        # Other packages' lines may fail here; what is ours is missed soon enough.
        self.run("systemd-tmpfiles", "--create")

    def start_postgresql(self):
        """An empty server as Debian's package leaves it."""
        if not (self.root / "etc/postgresql" / self.major / "main").exists():
            self.must("pg_createcluster", self.major, "main")
        self.must("pg_ctlcluster", self.major, "main", "start")

    def sql(self, database, *statements):
        arguments = [word for statement in statements for word in ("-c", statement)]
        return self.must("psql", "-XAtq", "-v", "ON_ERROR_STOP=1", *arguments, user="postgres", PGDATABASE=database)

    def backup(self, policy, name, user=None):
        """Runs a generated script as its service would."""
        cache, locks = self.root / "var/cache/backstay" / policy / name, self.root / "run/backstay" / policy
        for folder in (cache, locks):
            folder.mkdir(parents=True, exist_ok=True)
        if user:
            shutil.chown(cache, user)
        credentials = f"/run/credentials/{name}"
        shutil.copytree(self.root / "etc/backstay/secrets" / policy, self.root / credentials.lstrip("/"), dirs_exist_ok=True)
        if user:
            for path in [self.root / credentials.lstrip("/"), *(self.root / credentials.lstrip("/")).iterdir()]:
                shutil.chown(path, user)
        environment = {"CACHE_DIRECTORY": f"/var/cache/backstay/{policy}/{name}", "CREDENTIALS_DIRECTORY": credentials}
        return self.must(f"/usr/local/lib/backstay/{policy}/{name}", user=user, group=f"backstay-{policy}", **environment)

    def secrets(self, policy, values):
        """Puts the secrets where the policy's scripts find them: what an escrow brings back."""
        folder = self.root / "etc/backstay/secrets" / policy
        folder.mkdir(parents=True, exist_ok=True)
        for name, value in values.items():
            (folder / name).write_text(value + "\n")
            os.chmod(folder / name, 0o600)
