"""The source that the matrix backs up: databases, roles and files."""

import os
import pathlib

DATABASE = "app"
#: A name that every quoting has to survive.
ODD = "odd = 'n/ä"
#: What a policy leaves out of the database, and what pg_dump calls it.
EXCLUDED = {"excludeTables": ["store.left_out"], "excludeTableData": ["store.noise*"]}
OPTIONS = ("--exclude-table=store.left_out",)
PATTERN = "*.log"
SQL = pathlib.Path(__file__).with_name("source.sql")

ROLES = """
CREATE ROLE app_owner LOGIN PASSWORD 'owner''s' VALID UNTIL '2031-01-01';
CREATE ROLE app_reader NOLOGIN;
CREATE ROLE "odd ""role" CREATEDB CONNECTION LIMIT 3;
GRANT app_reader TO app_owner WITH ADMIN OPTION;
GRANT app_reader TO "odd ""role";
ALTER ROLE app_owner SET search_path = store, public;
COMMENT ON ROLE app_reader IS 'reads';
CREATE ROLE backup SUPERUSER LOGIN PASSWORD '{password}';
"""


def fill(server, password):
    """Makes roles, databases and what is in them; `password` is that of the role that backs them up."""
    server.script("postgres", ROLES.format(password=password.replace("'", "''")))
    server.sql("postgres", f"CREATE DATABASE {DATABASE} OWNER app_owner", 'CREATE DATABASE "{}"'.format(ODD.replace('"', '""')))
    server.sql(
        "postgres", f"COMMENT ON DATABASE {DATABASE} IS 'the shop'", f"ALTER DATABASE {DATABASE} SET work_mem = '8MB'",
        f"ALTER ROLE app_reader IN DATABASE {DATABASE} SET statement_timeout = '5s'", f"GRANT CONNECT ON DATABASE {DATABASE} TO app_reader",
    )  # fmt: skip
    server.script(DATABASE, SQL.read_text())
    server.sql(ODD, "CREATE TABLE few AS SELECT i, md5(i::text) FROM generate_series(1, 9) i")


def write(folder):
    """Makes files of every kind that an archive has to keep; the paths that a policy names."""
    folder = pathlib.Path(folder)
    tree = folder / "tree"
    (tree / "sub/empty").mkdir(parents=True)
    (folder / "ca.crt").write_text("certificate\n")
    (tree / "key").write_bytes(os.urandom(300_000))
    (tree / "nothing").touch()
    (tree / "sub/odd 'name' \"*\" $x").write_text("x")
    (tree / "sub/line\nbreak").write_text("y")
    (tree / "-rf").write_text("z")
    with open(os.fsencode(tree) + b"/latin-\xe9", "wb") as file:
        file.write(b"not UTF-8")
    (tree / ("long-" * 40)).write_text("long")
    (tree / "left out.log").write_text("left out")
    (tree / "program").write_text("#!/bin/sh\n")
    (tree / "hard").hardlink_to(tree / "key")
    (tree / "link").symlink_to("key")
    (tree / "dangling").symlink_to("/nowhere/at all")
    (tree / "to folder").symlink_to("sub")
    for name, owner, mode in (("program", (1234, 5678), 0o4755), ("key", (0, 70), 0o640), ("sub", (33, 70), 0o2770), ("sub/empty", (0, 0), 0o1777)):
        os.chown(tree / name, *owner)
        (tree / name).chmod(mode)
    (folder / "ca.crt").chmod(0o600)
    return [str(folder / "ca.crt"), str(tree)]
