"""Runs as a service of a freshly booted systemd: what it has read in each unit that is here for the sake of its texts."""

import json
import pathlib
import subprocess

BUS = "org.freedesktop.systemd1"
INTERFACES = {".service": "Service", ".path": "Path", ".timer": "Timer", ".mount": "Mount"}


def call(path, interface, method, *arguments):
    words = ["busctl", "--json=short", "call", BUS, path, interface, method, *arguments]
    return json.loads(subprocess.run(words, capture_output=True, text=True, check=True).stdout)["data"][0]


report = {}
for name in json.loads(pathlib.Path("/etc/judged.json").read_text()):
    unit = call("/org/freedesktop/systemd1", f"{BUS}.Manager", "LoadUnit", "s", name)
    report[name] = [
        call(unit, "org.freedesktop.DBus.Properties", "GetAll", "s", f"{BUS}.{interface}")
        for interface in ("Unit", INTERFACES[pathlib.Path(name).suffix])
    ]
pathlib.Path("/out/report.json").write_text(json.dumps(report))
