"""Runs as a service of a freshly booted systemd: starts a backup whose store never answers, and sees what ends it.

It only acts and observes; /out/report.json has the observations, faults/test_hang.py judges them.
"""

import json
import pathlib
import socket
import subprocess
import threading
import time

UNIT = "backstay-hung-nightly.service"


def run(*command):
    return subprocess.run(command, capture_output=True, text=True)


def show(unit, prop):
    return run("systemctl", "show", "--value", f"--property={prop}", unit).stdout.strip()


def never_answer(listener):
    taken = []
    while True:
        taken.append(listener.accept())


for command in (("systemd-sysusers",), ("systemd-tmpfiles", "--create", "--prefix=/run/backstay", "--prefix=/var/lib/backstay", "--prefix=/etc/backstay")):
    subprocess.run(command, check=True)
for name in ("aws-id", "aws-secret", "passphrase"):
    path = pathlib.Path("/etc/backstay/secrets/hung", name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("nothing")
pathlib.Path("/etc/hung").mkdir()
pathlib.Path("/etc/hung/key").write_text("key")
threading.Thread(target=never_answer, args=(socket.create_server(("127.0.0.1", 9000)),), daemon=True).start()
subprocess.run(["systemctl", "daemon-reload"], check=True)
started = time.monotonic()
status = run("systemctl", "start", UNIT).returncode
lasted = time.monotonic() - started
marks = []
for _ in range(50):
    marks = list(pathlib.Path("/var/lib/backstay").glob(f"*/failed/{UNIT}"))
    if marks:
        break
    time.sleep(0.1)
report = {
    "status": status, "lasted": lasted, "result": show(UNIT, "Result"), "mark": [mark.read_text() for mark in marks],
    "left": run("pgrep", "-l", "restic").stdout, "scratch": [str(path) for path in pathlib.Path("/var/cache/backstay").rglob("run/*")],
    "log": run("journalctl", "-q", "-o", "cat", "--unit", UNIT).stdout,
}  # fmt: skip
pathlib.Path("/out/report.json").write_text(json.dumps(report))
