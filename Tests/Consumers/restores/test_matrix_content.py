"""The comparison that judges restores sees what a restore may lose."""

import os
import shutil
import tempfile

import pytest

from world import content, source
from world.servers import Server

#: What is done to a server that was equal, and a part of what must be said of it.
CHANGES = [
    ("UPDATE store.orders SET amount = amount + 0.01 WHERE id = 1000", "rows store.orders 2000 "),
    ("DELETE FROM store.events WHERE at = '2025-06-02'", "rows store.events_2025 "),
    ("UPDATE \"Odd Schema\".\"quo\"\"ted 'name'\" SET \"select\" = '' WHERE \"select\" IS NULL", "Odd Schema"),
    ("SELECT setval('store.invoice_number', 1000)", "sequence store.invoice_number 1000 t"),
    ("SELECT setval('store.orders_id_seq', 7777, true)", "sequence store.orders_id_seq 7777 t"),
    ("SELECT lo_put(50001, 7, '\\x00')", "large object 50001"),
    ("SELECT lo_unlink(50002)", "large object 50002"),
    ("REVOKE SELECT ON LARGE OBJECT 50001 FROM app_reader", "large object 50001"),
    ("REVOKE SELECT ON store.scans FROM app_reader", "GRANT SELECT ON TABLE store.scans TO app_reader"),
    ("REVOKE UPDATE (state) ON store.orders FROM \"odd \"\"role\"", "GRANT UPDATE(state)"),
    ("ALTER DEFAULT PRIVILEGES FOR ROLE app_owner IN SCHEMA store REVOKE SELECT ON TABLES FROM app_reader", "ALTER DEFAULT PRIVILEGES"),
    ("ALTER TABLE store.orders DROP CONSTRAINT orders_amount_check", "orders_amount_check"),
    ("DROP POLICY own ON store.customers", "CREATE POLICY own"),
    ("DROP TRIGGER stamped ON store.orders", "CREATE TRIGGER stamped"),
    ("DROP EXTENSION pg_trgm CASCADE", "CREATE EXTENSION"),
    ("ALTER VIEW store.totals OWNER TO postgres", "store.totals OWNER TO app_owner"),
    ("ALTER DATABASE app RESET work_mem", "work_mem"),
    ("ALTER ROLE app_reader IN DATABASE app RESET statement_timeout", "statement_timeout"),
]
ROLES = [
    ("ALTER ROLE app_owner PASSWORD 'another'", "ALTER ROLE app_owner"),
    ("REVOKE app_reader FROM \"odd \"\"role\"", "GRANT app_reader TO"),
    ("REVOKE ADMIN OPTION FOR app_reader FROM app_owner", "WITH ADMIN OPTION"),
    ("ALTER ROLE app_owner RESET search_path", "SET search_path"),
    ("ALTER ROLE \"odd \"\"role\" CONNECTION LIMIT -1", "CONNECTION LIMIT 3"),
]


@pytest.fixture(scope="module")
def server():
    # Not below pytest's own folders, which only root may enter.
    server = Server(tempfile.mkdtemp(prefix="backstay-content-", dir="/srv"))
    source.fill(server, "password")
    yield server
    server.close()


def test_each_change_of_a_database_is_noticed(server):
    before = content.of_database(server, "app", *source.OPTIONS)
    assert before == content.of_database(server, "app", *source.OPTIONS)
    for change, said in CHANGES:
        server.sql("app", change)
        after = content.of_database(server, "app", *source.OPTIONS)
        found = content.differences(before, after)
        assert found and any(said in line for line in found), (change, found)
        before = after


def test_each_change_of_a_role_is_noticed(server):
    before = content.of_roles(server)
    for change, said in ROLES:
        server.sql("postgres", change)
        after = content.of_roles(server)
        assert any(said in line for line in content.differences(before, after)), change
        before = after


@pytest.mark.parametrize(
    "change",
    [
        lambda tree: (tree / "key").chmod(0o644),
        lambda tree: (tree / "program").chmod(0o755),
        lambda tree: os.chown(tree / "program", 1234, 0),
        lambda tree: (tree / "sub/empty").rmdir(),
        lambda tree: (tree / "sub").chmod(0o770),
        lambda tree: (tree / "link").unlink() or (tree / "link").symlink_to("program"),
        lambda tree: (tree / "-rf").write_text("Z"),
        lambda tree: (tree / "hard").unlink() or shutil.copy2(tree / "key", tree / "hard"),
        lambda tree: (tree / "sub/line\nbreak").rename(tree / "sub/line break"),
        lambda tree: os.unlink(os.fsencode(tree) + b"/latin-\xe9"),
        lambda tree: (tree / "more").touch(),
    ],
)
def test_each_change_of_a_file_is_noticed(tmp_path, change):
    paths = source.write(tmp_path)
    before = content.of_files("", paths)
    assert len(before) == 17 and content.differences(before, content.of_files("", paths)) == []
    change(tmp_path / "tree")
    assert content.differences(before, content.of_files("", paths)) != []
