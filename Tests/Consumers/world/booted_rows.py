"""In a booted systemd: one run of a unit that ships to several sinks, a restore from each, and the drill of all."""

import json
import pathlib
import sys

from world.scripts import must

from world import booted
from world.matrix import MatrixDeployment, MatrixWorld


def main(sinks):
    world = MatrixWorld()
    deployment = MatrixDeployment(world, sinks, drills={"check": {"backups": ["nightly"], "cadence": {"every": "3mo"}}})
    booted.install(world, deployment, "systemd")
    backup, drill = (f"backstay-{deployment.name}-{part}.service" for part in ("nightly", "drill-check"))
    for unit in (backup, drill):
        # aws has a list of authorities of its own, and looks at no other unless told.
        drop_in = pathlib.Path(f"/etc/systemd/system/{unit}.d/authority.conf")
        drop_in.parent.mkdir()
        drop_in.write_text("[Service]\nEnvironment=AWS_CA_BUNDLE=/etc/ssl/certs/ca-certificates.crt\n")
    must("systemctl", "daemon-reload")
    found = booted.start(backup)
    if found["result"] == "success":
        found["lost"] = {name: deployment.losses(name, *described) for name, described in sinks.items()}
        folder = pathlib.Path("/var/lib/backstay") / deployment.name / "drills/check"
        found["drill"] = booted.start(drill) | {"evidence": [json.loads(path.read_text()) for path in folder.glob("*.json")]}
        found["remains"] = [str(path) for path in pathlib.Path("/var/cache/backstay").rglob("run")]
    booted.report(found)


main(json.loads(sys.argv[1]))
