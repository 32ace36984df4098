"""Reads unit files: sections, keys and values, with continuation lines joined."""

import pathlib
from typing import NamedTuple

SUFFIXES = (".service", ".timer", ".path", ".target", ".socket", ".mount", ".slice")


class Unit(NamedTuple):
    """A unit file of a generated tree, with its lines in order."""

    path: pathlib.Path
    lines: list[tuple[str, str, str]]

    @property
    def name(self):
        return self.path.name

    def values(self, key):
        """What a key is set to, in order; an empty assignment forgets those before it, as in systemd."""
        found = []
        for _, name, value in self.lines:
            if name == key:
                found = [*found, value] if value else []
        return found

    def commands(self):
        """The programs of all Exec lines, without the prefixes that change how they are run."""
        words = [value.lstrip("@-:+!").split() for _, name, value in self.lines if name.startswith("Exec") and value]
        return [argv[0].strip("\"'") for argv in words if argv]


def units(tree):
    """The unit files of a tree that mirrors a machine's root, sorted by name; drop-ins are not among them."""
    paths = [path for path in pathlib.Path(tree).rglob("*") if path.suffix in SUFFIXES and path.is_file() and not path.is_symlink()]
    return [Unit(path, parse(path.read_text())) for path in sorted(paths)]


def parse(text):
    """The (section, key, value) lines of a unit file."""
    lines, section, pending = [], "", ""
    for line in text.splitlines():
        stripped = line.strip()
        if stripped.startswith(("#", ";")) or not stripped and not pending:
            continue
        pending += stripped
        if pending.endswith("\\"):
            pending = pending[:-1] + " "
            continue
        if pending.startswith("["):
            section = pending.strip("[]")
        elif "=" in pending:
            key, value = pending.split("=", 1)
            lines.append((section, key.strip(), value.strip()))
        pending = ""
    return lines
