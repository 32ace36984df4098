"""Runs as a service of a freshly booted systemd, and hands over to a part of the matrix with its own Python."""

import json
import os
import pathlib

given = json.loads(pathlib.Path("/etc/matrix.json").read_text())
environment = {**os.environ, "PYTHONPATH": given["path"], "TZ": "UTC"}
os.execve(given["python"], [given["python"], "-B", "-W", "ignore", "-m", given["module"], given["argument"]], environment)
