"""Judges units by systemd-analyze, and the users and folders beside them by systemd-sysusers and systemd-tmpfiles.

All of it happens in a scratch root: the machine's own units, the generated tree over them, and a stand-in for every
program that is installed here. So `verify` sees each path where the unit names it, and nothing of the machine is written.
"""

import contextlib
import os
import pathlib
import shutil
import tempfile

from probes.units import units
from world.tools import run

#: The most that `systemd-analyze security` may give, in tenths: 2.0 of 10.
THRESHOLD = 20
#: The users and groups that the packages of PostgreSQL and the system itself bring, as on the machine that is meant.
GIVEN = {
    "passwd": ["root:x:0:0:root:/root:/bin/bash", "postgres:x:101:104:PostgreSQL administrator:/var/lib/postgresql:/bin/bash"],
    "group": ["root:x:0:", "postgres:x:104:", "systemd-journal:x:105:"],
}


def judge(tree):
    """All findings about the units of a tree."""
    found = units(tree)
    with scratch(tree, found) as root:
        return [
            *([] if found else ["there is no unit"]),
            *accounts(tree, root),
            *users(found, root),
            *verify(tree, found, root),
            *security(found, root),
            *[finding for unit in found for finding in calendar(unit)],
            *references(found, root),
        ]


@contextlib.contextmanager
def scratch(tree, found):
    """A root folder in which the tree stands as it would on the machine."""
    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(folder)
        shutil.copytree("/usr/lib/systemd/system", root / "usr/lib/systemd/system", symlinks=True)
        for name in ("bin", "lib", "sbin"):
            (root / "usr" / name).mkdir(parents=True, exist_ok=True)
            (root / name).symlink_to(f"usr/{name}")
        (root / "etc").mkdir()
        for name, given in GIVEN.items():
            (root / "etc" / name).write_text("\n".join(given) + "\n")
        shutil.copytree(tree, root, symlinks=True, dirs_exist_ok=True)
        for command in {command for unit in found for command in unit.commands()}:
            stand_in = root / command.lstrip("/")
            if command.startswith("/") and not stand_in.exists() and os.access(command, os.X_OK):
                stand_in.parent.mkdir(parents=True, exist_ok=True)
                stand_in.touch(0o755)
        yield root


def accounts(tree, root):
    """Findings of creating the declared users and folders."""
    for program, folder, more in (("systemd-sysusers", "sysusers.d", []), ("systemd-tmpfiles", "tmpfiles.d", ["--create"])):
        names = sorted(path.name for path in pathlib.Path(tree).rglob("*.conf") if path.parent.name == folder)
        if names:
            result = run(program, f"--root={root}", *more, *names)
            said = [line for line in result.stderr.splitlines() if not line.startswith("Creating ")]
            if result.returncode != 0 or said:
                yield f"{program} exits {result.returncode}: {' '.join(said)}"


def users(found, root):
    """Findings about users and groups that nothing declares."""
    for key, file in (("User", "passwd"), ("Group", "group"), ("SupplementaryGroups", "group")):
        path = root / "etc" / file
        known = {line.split(":")[0] for line in path.read_text().splitlines()}
        for unit in found:
            if "yes" not in unit.values("DynamicUser"):
                for name in sorted({name for value in unit.values(key) for name in value.split()} - known):
                    yield f"{unit.name}: {key}={name} is declared by no sysusers file"


def verify(tree, found, root):
    """Findings of `systemd-analyze verify`. Its exit status hides unknown keys, so standard error must be empty too."""
    paths = {root / unit.path.relative_to(tree) for unit in found}
    for folder in pathlib.Path(tree).rglob("*.d"):
        if folder.parent.name == "system" and list(folder.glob("*.conf")):
            name = folder.name.removesuffix(".d")
            paths |= set(root.rglob(name)) or {root / folder.parent.relative_to(tree) / name}
    if paths:
        result = run("systemd-analyze", "verify", "--man=no", f"--root={root}", *sorted(paths))
        said = (result.stdout + result.stderr).strip().replace(str(root), "")
        if result.returncode != 0 or said:
            yield f"systemd-analyze verify exits {result.returncode}: {said}"


def security(found, root):
    """Findings about services that are exposed more than the threshold allows."""
    for unit in found:
        if unit.path.suffix == ".service":
            name = unit.name.replace("@.", "@judged.")
            result = run("systemd-analyze", "security", "--offline=true", f"--root={root}", f"--threshold={THRESHOLD}", "--no-pager", name)
            verdict = [line for line in result.stdout.splitlines() if "Overall exposure" in line]
            if result.returncode != 0 or not verdict:
                worst = [line.split()[1] for line in result.stdout.splitlines() if line.startswith("✗")]
                yield f"{unit.name}: {(verdict or [result.stderr])[0].strip()}; open: {' '.join(worst)}"


def calendar(unit):
    """Findings about each OnCalendar= of a timer: it must be read, and come again."""
    for value in unit.values("OnCalendar"):
        result = run("systemd-analyze", "calendar", "--iterations=3", "--base-time=2026-01-01 00:00:00 UTC", value)
        if result.returncode != 0:
            yield f"{unit.name}: OnCalendar={value}: {result.stderr.strip()}"
        elif "Next elapse: never" in result.stdout or "Iter. #3" not in result.stdout:
            yield f"{unit.name}: OnCalendar={value} does not come three times"


def references(found, root):
    """Findings about units that name others which do not exist, and that nothing would start."""
    for unit in found:
        named = [name for key in ("OnFailure", "OnSuccess", "Requires", "BindsTo") for value in unit.values(key) for name in value.split()]
        if unit.path.suffix in (".timer", ".path"):
            named += unit.values("Unit") or [unit.path.stem + ".service"]
            if not unit.values("WantedBy"):
                yield f"{unit.name}: [Install] has no WantedBy="
        for name in named:
            template = "@." + name.rsplit(".", 1)[-1] if "@" in name else None
            file = name.split("@")[0] + template if template else name
            if not any((root / folder / file).exists() for folder in ("etc/systemd/system", "usr/lib/systemd/system")):
                yield f"{unit.name}: {name} is no unit of this tree or of systemd"
