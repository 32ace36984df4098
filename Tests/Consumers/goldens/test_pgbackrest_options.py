"""The table of pgbackrest's options agrees with the installed pgbackrest, which warns of each option that it doesn't know."""

import pathlib
import re
import subprocess

TABLE = pathlib.Path(__file__).parents[3] / "Sources/Targets/PgBackRest/PgBackRestVersion.swift"


def options():
    """Each option of the table with the first version that knows it."""
    found = re.findall(r'^    \("([a-z0-9-]+)", Version\((\d+), (\d+)\)\),$', TABLE.read_text(), re.MULTILINE)
    return [(name, (int(major), int(minor))) for name, major, minor in found]


def installed():
    """The installed version, as in "pgBackRest 2.45"."""
    answer = subprocess.run(["pgbackrest", "version"], capture_output=True, text=True, check=True).stdout
    return tuple(int(part) for part in answer.split()[1].split(".")[:2])


def refused(names, folder):
    """The options of `names` that the installed pgbackrest doesn't know; values needn't be any that it takes."""
    keys = {re.sub(r"^(repo|pg)-", r"\g<1>1-", name): name for name in names}
    lines = {"global": [], "stanza": []}
    for key, name in keys.items():
        lines["stanza" if name.startswith("pg-") else "global"].append(f"{key}=/1\n")
    file = folder / "pgbackrest.conf"
    file.write_text("".join(f"[{section}]\n{''.join(of)}" for section, of in lines.items()))
    argv = ["pgbackrest", f"--config={file}", "--stanza=stanza", "--log-level-file=off", "info"]
    answer = subprocess.run(argv, capture_output=True, text=True, timeout=60, check=False)
    return {keys[key] for key in re.findall(r"contains invalid option '([^']+)'", answer.stdout + answer.stderr)}


def test_the_table_is_right(tmp_path):
    table = dict(options())
    assert table["repo-bundle"] == (2, 39)
    assert len(table) > 30
    expected = {name for name, first in table.items() if first > installed()}
    if installed() == (2, 45):
        # A beta there: known, with another format than the later one.
        expected -= {"repo-block"}
    assert refused(["start-fsat", "repo-nonsense", *table], tmp_path) == expected | {"start-fsat", "repo-nonsense"}
