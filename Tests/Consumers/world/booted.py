"""Boots a systemd in which a part of the matrix runs; and what such a part does there as an operator would."""

import json
import pathlib
import shlex
import shutil
import subprocess
import sys

from world.scripts import must

HERE = pathlib.Path(__file__).parent


def boot(folder, module, argument):
    """The report of a module of the matrix that ran in a booted systemd."""
    tree, out = folder / "tree", folder / "out"
    (tree / "etc").mkdir(parents=True)
    out.mkdir()
    (tree / "etc/matrix.json").write_text(json.dumps({"python": sys.executable, "path": str(HERE.parent), "module": f"world.{module}", "argument": argument}))
    result = subprocess.run(["bash", HERE / "boot.sh", tree, HERE / "boot_driver.py", out], capture_output=True, text=True)
    said = "".join(path.read_text() for path in (out / "stdout", out / "stderr") if path.exists())
    assert result.returncode == 0, f"{said}{result.stdout}{result.stderr}"
    return json.loads((out / "report.json").read_text())


def report(found):
    pathlib.Path("/out/report.json").write_text(json.dumps(found))


def install(world, deployment, target):
    """Installs a compiled tree, its secrets, and the authority that the machine is to trust."""
    must("cp", "-rT", deployment.folder / "out" / deployment.name / target, "/")
    folder = pathlib.Path("/etc/backstay/secrets") / deployment.name
    shutil.copytree(world.secrets, folder)
    with open("/etc/hosts", "a") as hosts:
        hosts.write((world.root / "stores/hosts").read_text())
    shutil.copy(world.authority.certificate, "/usr/local/share/ca-certificates/matrix.crt")
    must("update-ca-certificates")
    must("systemd-sysusers")
    must("systemd-tmpfiles", "--create", "--exclude-prefix=/dev", "--prefix=/etc", "--prefix=/run", "--prefix=/var", f"--prefix={world.root}")
    # Folders on disks that may not be there are the operator's to make, by commands that stand in a remark.
    for path in pathlib.Path("/etc/tmpfiles.d").glob(f"backstay-{deployment.name}*"):
        for line in path.read_text().splitlines():
            if line.startswith("#   install "):
                must(*shlex.split(line[1:]))
    must("systemctl", "daemon-reload")


def start(unit):
    """What a unit's run comes to."""
    subprocess.run(["systemctl", "start", unit], check=False)
    log = must("journalctl", "-q", "-o", "cat", "--unit", unit).decode(errors="replace")
    return {"result": must("systemctl", "show", "--value", "--property=Result", unit).decode().strip(), "log": log}
