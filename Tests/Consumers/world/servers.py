"""PostgreSQL servers that a test makes for itself, each from an initdb of its own, below one folder."""

import copy
import os
import pathlib
import pwd
import shutil
import socket
import subprocess
import time

from world.tools import postgresql_directory

AS_POSTGRES = ["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups"]
HBA = "local all postgres trust\nlocal all all peer\nhost all all 127.0.0.1/32 scram-sha-256\nlocal replication postgres trust\n"


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


class Server:
    """A running server, whose superuser `postgres` may do everything by its socket."""

    def __init__(self, folder, programs=None, settings=(), hba=HBA, data=None, port=None):
        self.folder, self.programs = pathlib.Path(folder), pathlib.Path(programs or postgresql_directory())
        self.port, self.data = port or free_port(), pathlib.Path(data or self.folder / "data")
        self.folder.mkdir(exist_ok=True)
        os.chown(self.folder, pwd.getpwnam("postgres").pw_uid, pwd.getpwnam("postgres").pw_gid)
        self.folder.chmod(0o755)
        if not self.data.exists():
            self.as_postgres("initdb", "-D", self.data, "-U", "postgres", "-A", "trust", "-N", "--locale=C.UTF-8", "--encoding=UTF8")
            (self.data / "pg_hba.conf").write_text(hba)
        said = ["listen_addresses = '127.0.0.1'", "fsync = off", *settings]
        with open(self.data / "postgresql.conf", "a") as file:
            file.write("\n".join(["", *said, f"port = {self.port}", f"unix_socket_directories = '{self.folder}'", ""]))
        self.start()

    def start(self):
        log = self.folder / "log"
        try:
            self.as_postgres("pg_ctl", "-D", self.data, "-l", log, "-w", "-t", "60", "start")
        except AssertionError as error:
            raise AssertionError(f"{error}{log.read_text() if log.exists() else ''}") from error

    def stop(self, mode="immediate"):
        self.as_postgres("pg_ctl", "-D", self.data, "-m", mode, "-w", "stop")

    def close(self):
        self.stop()
        shutil.rmtree(self.folder)

    def as_postgres(self, program, *words):
        return self.run([*AS_POSTGRES, self.programs / program, *words])

    def run(self, argv, stdin=""):
        # Not through pipes: a server that pg_ctl starts would hold them open.
        with open(self.folder / "said", "w+") as said:
            argv = list(map(str, argv))
            result = subprocess.run(argv, input=stdin.encode(), stdout=said, stderr=subprocess.STDOUT, env=self.environment(), cwd="/", check=False)
            said.seek(0)
            text = said.read()
        assert result.returncode == 0, f"{argv}: {text}"
        return text

    def environment(self):
        path = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
        return {"PATH": path, "TZ": "UTC", "PGHOST": str(self.folder), "PGPORT": str(self.port), "PGUSER": "postgres"}

    @staticmethod
    def named(database):
        """A connection string that names the database, whatever is in its name."""
        return "dbname='" + database.replace("\\", "\\\\").replace("'", "\\'") + "'"

    def program(self, name, *words):
        """What a client program of this server's own version says."""
        return self.run([self.programs / name, *words])

    def script(self, database, text):
        """Answers to the statements of a text for psql."""
        return self.run([self.programs / "psql", "-XAtq", "-v", "ON_ERROR_STOP=1", "--dbname", self.named(database)], text)

    def sql(self, database, *statements):
        return "".join(self.script(database, statement) for statement in statements)

    def seen_by(self, programs):
        """This server, for clients of another version."""
        other = copy.copy(self)
        other.programs = programs
        return other

    def wait(self, database, condition):
        """Waits until a condition in SQL holds."""
        for _ in range(600):
            if self.sql(database, f"SELECT {condition}").strip() == "t":
                return
            time.sleep(0.1)
        raise AssertionError(f"never: {condition}")
