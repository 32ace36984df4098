"""Restores as the runbook says to: into a fresh server, or an empty folder, with PostgreSQL's own programs and tar."""

import pathlib
import subprocess

from world import source

#: What the roles' dump says of the superuser that every initdb makes.
EXPECTED = 'ERROR:  role "postgres" already exists'


def roles(server, dump):
    """Runs a dump of roles. The superuser is there before, and nothing else may be."""
    path = server.folder / "globals.sql"
    path.write_bytes(dump)
    said = server.run([server.programs / "psql", "-Xq", "--dbname=dbname=postgres", f"--file={path}"])
    errors = [line for line in said.splitlines() if "ERROR" in line and EXPECTED not in line]
    assert errors == [], errors


def database(server, name, dump):
    """Brings a database back from its dump, with its own settings; one that initdb made is there before."""
    path = server.folder / "restored.dump"
    path.write_bytes(dump)
    place = ["--create", "--dbname=postgres"] if name != "postgres" else ["--dbname=postgres"]
    said = server.program("pg_restore", "--exit-on-error", *place, path)
    assert said == "", said


def files(folder, archive):
    """Unpacks an archive with modes and owners below an empty folder."""
    pathlib.Path(folder).mkdir()
    result = subprocess.run(["tar", "--extract", "--preserve-permissions", "--numeric-owner", "-C", str(folder)], input=archive, capture_output=True)
    assert (result.returncode, result.stderr) == (0, b"")


def expected_files(lines):
    """What of the source's files a policy does not leave out."""
    return [line for line in lines if not line.endswith(f"{source.PATTERN[1:]}'")]
