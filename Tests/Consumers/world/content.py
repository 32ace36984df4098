"""What a server and a folder hold, as lines that can be compared: what two of them differ in is what a restore has lost."""

import difflib
import hashlib
import os
import pathlib
import stat

#: Queries whose answers are run as queries in turn, and one query for what has no table.
ROWS = r"""
SELECT format('SELECT %L || count(*) || '' '' || coalesce(md5(string_agg(t::text, chr(10) ORDER BY t::text COLLATE "C")), ''-'') FROM ONLY %s t',
    'rows ' || oid::regclass || ' ', oid::regclass)
  FROM pg_class WHERE relkind IN ('r', 'm') AND relnamespace::regnamespace::text !~ '^(pg_|information_schema)'
  ORDER BY oid::regclass::text COLLATE "C" \gexec
SELECT format('SELECT %L || last_value || '' '' || is_called FROM %s', 'sequence ' || oid::regclass || ' ', oid::regclass)
  FROM pg_class WHERE relkind = 'S' ORDER BY oid::regclass::text COLLATE "C" \gexec
SELECT concat_ws(' ', 'large object', oid, lomowner::regrole, lomacl, md5(lo_get(oid)), obj_description(oid, 'pg_largeobject'))
  FROM pg_largeobject_metadata ORDER BY oid;
"""


def statements(text):
    """Lines of a dump without its remarks, and without the random words that guard psql against a hostile server."""
    lines = text.split("\n")
    return [line for line in lines if line and not line.startswith(("--", "\\restrict ", "\\unrestrict "))]


def of_database(server, database, *options):
    """Schema, rows, sequences and large objects; `options` leave tables out, in pg_dump's words."""
    schema = server.program("pg_dump", "--schema-only", "--create", *options, "--dbname", server.named(database))
    left_out = [option.split("=")[1] for option in options if option.startswith("--exclude-table")]
    rows = [line for line in server.script(database, ROWS).splitlines() if not any(f"{name} " in line for name in left_out)]
    return [f"{database}: {line}" for line in [*statements(schema), *rows]]


def of_roles(server):
    """Roles with their passwords, settings and memberships, and tablespaces."""
    return statements(server.program("pg_dumpall", "--globals-only"))


def of_files(root, paths):
    """Kind, mode, owner, links, size, digest or target, and name of everything below the paths, as if `root` were `/`."""
    found = []
    for path in paths:
        top = pathlib.Path(f"{root}{path}")
        found += [line(root, item) for item in [top, *sorted(top.rglob("*") if top.is_dir() and not top.is_symlink() else [])]]
    return found


def line(root, path):
    about = path.lstat()
    held = os.readlink(path) if path.is_symlink() else hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else "-"
    size = about.st_size if stat.S_ISREG(about.st_mode) else 0
    owner = f"{about.st_uid}:{about.st_gid}"
    links = about.st_nlink if path.is_file() and not path.is_symlink() else 1
    name = os.fsencode(path)[len(os.fsencode(root)) :]
    return f"{stat.filemode(about.st_mode)} {owner} links={links} {size} {held} {name!r}"


def differences(expected, found):
    """What is missing (-) and what is too much (+)."""
    lines = difflib.unified_diff(expected, found, lineterm="", n=0)
    return [text for text in lines if text[:1] in "+-" and not text.startswith(("+++ ", "--- "))]


