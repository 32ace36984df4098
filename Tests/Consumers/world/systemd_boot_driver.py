"""Runs as a service of a freshly booted systemd: does what an operator does with a generated tree, reports what came of it.

It only acts and observes; /out/report.json has the observations, goldens/test_boot.py judges them.
"""

import json
import pathlib
import shlex
import subprocess
import time

UNITS = pathlib.Path("/etc/systemd/system")
FAILED = pathlib.Path("/var/lib/backstay")
SECRET = "open-sesame-5f2c"
DATA = "/var/tmp/cluster"
COLLECTED = pathlib.Path("/var/lib/prometheus/node-exporter")


def run(*command, **more):
    return subprocess.run([str(part) for part in command], capture_output=True, text=True, **more)


def must(*command, **more):
    result = run(*command, **more)
    if result.returncode != 0:
        raise SystemExit(f"{command}: {result.stdout}{result.stderr}")
    return result.stdout.strip()


def show(unit, prop):
    return must("systemctl", "show", "--value", f"--property={prop}", unit)


def lines(unit, key):
    text = (UNITS / unit).read_text()
    return [line.split("=", 1)[1] for line in text.splitlines() if line.startswith(f"{key}=")]


def statements(text):
    """The words of each statement; quoted ones may have line breaks."""
    pending = ""
    for line in text.splitlines():
        pending += line
        try:
            words = shlex.split(pending, comments=True)
        except ValueError:
            pending += "\n"
            continue
        pending = ""
        if words:
            yield words


def settings(script):
    """What a script is set to do: its server, captures and sinks, read from the statements at its end."""
    found = {"sinks": [], "databases": [], "files": [], "PGHOST": "", "PGPORT": "5432", "PGUSER": "", "PGSSLMODE": ""}
    for words in statements(pathlib.Path(script).read_text().split("\nbegin\n")[-1]):
        name, _, value = words[-1].partition("=")
        if words[:2] == ["capture", "capture_database"]:
            found["databases"] += words[2:]
        elif words[:2] == ["capture", "capture_files"]:
            found["files"] += [word for word in words[2:] if word.startswith("/")]
        elif words[0] in ("new_sink", "new_place"):
            found["sinks"].append({"folder": None, "kind": "sealed"})
        elif name in ("root", "repository"):
            found["sinks"][-1]["folder"] = value if value.startswith("/") else None
        elif words[0] == "deliver" and "recipients" not in found["sinks"][-1]:
            found["sinks"][-1]["kind"] = words[-1]
        elif name == "recipients":
            found["sinks"][-1]["recipients"] = value
        elif name in found:
            found[name] = value
    return found


def runs_here(s):
    """Whether it needs no network and no certificates."""
    return bool(s["sinks"]) and all(sink["folder"] for sink in s["sinks"]) and s["PGSSLMODE"] in ("", "disable", "allow", "prefer")


def prepare(services):
    """Users, folders, secrets, the files to back up, and a server with the databases."""
    must("systemd-sysusers")
    must("systemd-tmpfiles", "--create", "--exclude-prefix=/dev", "--prefix=/etc/backstay", "--prefix=/run/backstay",
         "--prefix=/var/lib/backstay", "--prefix=/var/lib/prometheus", *(f"--prefix={sink['folder']}" for s in services.values() for sink in s["sinks"] if sink["folder"]))
    for service in services:
        for credential in lines(service, "LoadCredential"):
            path = pathlib.Path(credential.split(":", 1)[1])
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(SECRET)
            path.chmod(0o600)
    hosts, sockets = set(), {"/run/postgresql"}
    for s in services.values():
        (sockets if s["PGHOST"].startswith("/") else hosts).add(s["PGHOST"])
        for name in s["files"]:
            path = pathlib.Path(name)
            if not path.suffix:
                path = path / "key.pem"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(f"secret of {name}\n")
            path.chmod(0o600)
    with open("/etc/hosts", "a") as file:
        file.writelines(f"127.0.0.1 {host}\n" for host in hosts if host)
    for folder in sockets:
        must("install", "-d", "-o", "postgres", "-m", "0755", folder)
    start_server(services, sockets)


def start_server(services, sockets):
    binaries = sorted(pathlib.Path("/usr/lib/postgresql").glob("*/bin"))[-1]
    as_postgres = ("runuser", "-u", "postgres", "--")
    must("install", "-d", "-o", "postgres", "-m", "0700", DATA)
    must(*as_postgres, binaries / "initdb", "-D", DATA, "--auth-local=peer", "--auth-host=scram-sha-256")
    port = {s["PGPORT"] for s in services.values() if s["databases"]} or {"5432"}
    must("systemd-run", "--unit=cluster", "--uid=postgres", binaries / "postgres", "-D", DATA, "-p", min(port),
         "-k", ",".join(sorted(sockets)))
    # Statements go by standard input: the journal would keep those of a command line, and with them the secret.
    psql = (*as_postgres, "psql", "-h", "/run/postgresql", "-p", min(port), "-v", "ON_ERROR_STOP=1")
    for _ in range(100):
        if run(*psql, input="SELECT 1").returncode == 0:
            break
        time.sleep(0.1)
    for user in {s["PGUSER"] or lines(unit, "User")[0] for unit, s in services.items() if s["databases"]}:
        run(*psql, input=f'CREATE ROLE "{user}"')
        must(*psql, input=f"ALTER ROLE \"{user}\" LOGIN SUPERUSER PASSWORD '{SECRET}'")
    for database in {name for s in services.values() for name in s["databases"]}:
        run(*psql, input=f'CREATE DATABASE "{database}"')
        must(*psql, "-d", database, input="CREATE TABLE kept AS SELECT generate_series(1, 4321) AS n")


def failure(unit):
    """What a run leaves whose program is gone."""
    program = pathlib.Path(lines(unit, "ExecStart")[0])
    program.rename(f"{program}.away")
    status = run("systemctl", "start", unit).returncode
    handler = (lines(unit, "OnFailure") or [f"no OnFailure of {unit}"])[0].replace("%n", unit)
    for _ in range(50):
        if show(handler, "ActiveEnterTimestamp") or show(handler, "InactiveEnterTimestamp"):
            break
        time.sleep(0.1)
    pathlib.Path(f"{program}.away").rename(program)
    must("systemctl", "reset-failed", unit)
    return {"status": status, "handler": show(handler, "Result"), "mark": mark(unit),
            "journal": must("journalctl", "-q", "-o", "cat", "-p", "err", "--unit", handler)}


def mark(unit):
    found = list(FAILED.glob(f"*/failed/{unit}"))
    return found[0].read_text() if found else None


def runs(services):
    """The outcome of starting all of them in the same second."""
    if services:
        # Waits for what doesn't fail; a service that fails may still be on its way down.
        run("systemctl", "start", *services)
    for _ in range(900):
        if all(show(unit, "ActiveState") in ("inactive", "failed") for unit in services):
            break
        time.sleep(0.2)
    return {unit: {"result": show(unit, "Result"), "mark": mark(unit),
                   "log": must("journalctl", "-q", "-o", "cat", "--unit", unit)} for unit in services}


def metrics(unit):
    """What a user without any right reads in the collector's folder of the unit; None where it is to say nothing."""
    script = pathlib.Path(lines(unit, "ExecStart")[0]).read_text()
    file = COLLECTED / f"{unit.removesuffix('.service')}.prom"
    return run("runuser", "-u", "nobody", "--", "cat", file).stdout if "\nmetrics=/" in script else None


def restored(unit, s):
    """Rows of each restored dump and the text of each restored file, sink by sink, of the copies that `unit` made."""
    password = pathlib.Path("/out/passphrase")
    password.write_text(SECRET)
    program = pathlib.Path(lines(unit, "ExecStart")[0])
    found = []
    for number, sink in enumerate(s["sinks"]):
        target = pathlib.Path("/var/tmp/restored") / unit / str(number)
        target.mkdir(parents=True)
        if sink["kind"] == "restic":
            restic = ("restic", "--no-cache", "-r", sink["folder"], "--password-file", password)
            for snapshot in json.loads(must(*restic, "snapshots", "--json", "--tag", f"backup={program.name}")):
                must(*restic, "restore", snapshot["id"], "--target", target)
        elif sink["kind"] == "plain":
            must("cp", "-r", pathlib.Path(sink["folder"]) / program.parent.name / program.name, target)
        else:
            continue
        for archive in sorted(target.rglob("*.tar")):
            must("tar", "-xf", archive, "-C", target)
        texts = [path.read_text() for path in target.rglob("*.pem") if path.is_file()]
        texts += [path.read_text() for path in target.rglob("*") if path.is_file() and path.read_bytes()[:10] == b"secret of "]
        found.append({"rows": [rows(dump) for dump in target.rglob("*.dump")], "files": sorted(set(texts))})
    return found


def rows(dump):
    return sum(line.isdigit() for line in must("pg_restore", "-f", "-", "--data-only", "--table=kept", dump).splitlines())


def watched(path_unit, before):
    """Whether a change of a file that `path_unit` watches starts its service."""
    service = lines(path_unit, "Unit")[0]
    target = pathlib.Path(lines(path_unit, "PathChanged")[0])
    with open(target / "key.pem" if target.is_dir() else target, "a") as file:
        file.write("changed\n")
    for _ in range(100):
        if show(service, "InvocationID") != before and show(service, "ActiveState") == "inactive":
            return True
        time.sleep(0.1)
    return False


def main():
    services = {path.name: settings(lines(path.name, "ExecStart")[0]) for path in UNITS.glob("backstay-*.service") if "@" not in path.name}
    prepare(services)
    must("systemctl", "daemon-reload")
    starters = sorted(path.name for kind in ("timer", "path") for path in UNITS.glob(f"backstay-*.{kind}"))
    report = {"failures": {unit: failure(unit) for unit in services}, "starters": {}, "restored": {}}
    # Drills ask for what isn't here: the databases and assertions of their policies.
    local = {unit: s for unit, s in services.items() if "-drill-" not in unit and runs_here(s)}
    copying = [unit for unit in local if local[unit]["databases"] or local[unit]["files"]]
    report["runs"] = runs(copying) | runs([unit for unit in local if unit not in copying])
    report["expected"] = {unit: local[unit] for unit in copying}
    report["restored"] = {unit: restored(unit, local[unit]) for unit in copying if report["runs"][unit]["result"] == "success"}
    report["metrics"] = {unit: metrics(unit) for unit in local if report["runs"][unit]["result"] == "success"}
    for unit in starters:
        must("systemctl", "enable", "--now", unit)
        report["starters"][unit] = {"state": show(unit, "ActiveState"), "enabled": run("systemctl", "is-enabled", unit).stdout.strip(),
                                    "next": show(unit, "NextElapseUSecRealtime") if unit.endswith(".timer") else ""}
    report["watched"] = {unit: watched(unit, show(lines(unit, "Unit")[0], "InvocationID")) for unit in starters
                         if unit.endswith(".path") and lines(unit, "Unit")[0] in local and report["starters"][unit]["state"] == "active"}
    report["leaked"] = SECRET in must("journalctl", "-q", "-o", "export", "--no-pager")
    pathlib.Path("/out/report.json").write_text(json.dumps(report, indent=1))


main()
