"""In a booted systemd: one run of a unit that ships to several sinks, and a restore from each."""

import json
import pathlib
import sys

from script_world import must

from . import booted
from .world import MatrixDeployment, MatrixWorld


def main(sinks):
    world = MatrixWorld()
    deployment = MatrixDeployment(world, sinks)
    booted.install(world, deployment, "systemd")
    unit = f"backstay-{deployment.name}-nightly.service"
    # aws has a list of authorities of its own, and looks at no other unless told.
    drop_in = pathlib.Path(f"/etc/systemd/system/{unit}.d/authority.conf")
    drop_in.parent.mkdir()
    drop_in.write_text("[Service]\nEnvironment=AWS_CA_BUNDLE=/etc/ssl/certs/ca-certificates.crt\n")
    must("systemctl", "daemon-reload")
    found = booted.start(unit)
    if found["result"] == "success":
        found["lost"] = {name: deployment.losses(name, *described) for name, described in sinks.items()}
    booted.report(found)


main(json.loads(sys.argv[1]))
