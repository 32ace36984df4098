"""Sources for runbooks to restore: filled, backed up by the generated scripts, lost; and what of them has to be back."""

import json
import os
import re

from probes import goldens, runbooks
from world import tools
from world.scripts import digest

EXAMPLES = goldens.ROOT / "examples"
# restic asks Amazon at an address that knows both versions of IP.
HOSTS = ["s3.us-east-1.amazonaws.com", "s3.dualstack.us-east-1.amazonaws.com", "s3.example.net", "certctl-postgres"]
PASSWORD = "pa$$ w'or\\d:x"
SHELLS = {"dash": ["dash"], "bash": ["bash"], "busybox": ["busybox", "sh"]}


def role(name, password=PASSWORD):
    """The statement that makes a role which may log in."""
    quoted = password.replace("'", "''")
    return f"CREATE ROLE {name} LOGIN PASSWORD '{quoted}'"


def files(machine, *paths):
    """Kinds, modes, owners, times and contents below the paths."""
    found = {}
    for path in paths:
        top = machine.root / path.lstrip("/")
        for one in [top, *sorted(top.rglob("*"))]:
            status = one.lstat()
            content = os.readlink(one) if one.is_symlink() else digest(one.read_bytes()) if one.is_file() else None
            time = None if one.is_dir() else int(status.st_mtime)
            found[str(one.relative_to(machine.root))] = (oct(status.st_mode), status.st_uid, status.st_gid, time, content)
    return found


def write(machine, path, content, mode=0o600, owner=0):
    """A file with its folders, which everybody may enter."""
    file = machine.root / path.lstrip("/")
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)
    file.chmod(mode)
    os.chown(file, owner, owner)


def database(machine, name):
    """A database as SQL: rows, owners, grants; without what pg_dump makes anew each time."""
    said = machine.must("pg_dump", "--create", user="postgres", PGDATABASE=name)
    return re.sub(r"(?m)^\\(un)?restrict .*\n", "", said)


def roles(machine):
    """Roles with their passwords and memberships."""
    said = machine.must("pg_dumpall", "--globals-only", user="postgres")
    return re.sub(r"(?m)^\\(un)?restrict .*\n", "", said)


def paste(machine, text, *sinks, shell="dash"):
    """Pastes a runbook's blocks into one shell, as somebody does who opens these sinks; all that it said."""
    blocks = runbooks.Runbook(text).commands(*sinks)
    result = machine.run(*SHELLS[shell], stdin="\n".join(blocks))
    return result.returncode, result.stdout + result.stderr, blocks


def restores(machine, text, *sinks, shell="dash"):
    """Pastes a runbook, each block of which must do its work."""
    status, said, blocks = paste(machine, text, *sinks, shell=shell)
    wanted = [block for block in blocks if runbooks.CALLS.search(block)]
    assert status == 0 and "FAULT" not in said and said.count("\nok: ") + said.startswith("ok: ") == len(wanted), said
    return said


def compiled(folder, policy):
    """The trees of a policy, which is a mapping."""
    result = compiling(folder, policy)
    assert result.returncode == 0, result.stderr
    return folder / "out" / policy["metadata"]["name"]


def findings(folder, policy, severity="error"):
    """The codes of the compiler's findings on a policy; one with errors leaves nothing behind."""
    result = compiling(folder, policy)
    assert (result.returncode == 0) == (folder / "out").exists()
    return re.findall(rf"(?m)^\S+: {severity}: .* \[([a-z-]+)\]$", result.stdout + result.stderr)


def compiling(folder, policy):
    folder.mkdir()
    # JSON is YAML.
    (folder / "policy.yaml").write_text(json.dumps(policy))
    compiler = goldens.ROOT / ".build/debug/backstay"
    assert compiler.exists(), f"missing: {compiler} (swift build)"
    return tools.run(compiler, "compile", folder / "policy.yaml", "--output", folder / "out")
