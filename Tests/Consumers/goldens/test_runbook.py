"""Runbooks as Markdown: whole, in order, with commands that shells accept; and the judge refuses broken ones."""

import re
import textwrap

import pytest

from probes import goldens, kubernetes, reading, runbooks
from world.runbooks import compiled

CERTCTL = goldens.ROOT / "examples/certctl"


def page(example=CERTCTL, name="machine.md"):
    return (example / "generated/runbook" / name).read_text()


def test_a_golden_is_markdown_with_all_sections(runbook_golden):
    for path in runbook_golden.iterdir():
        assert list(runbooks.Runbook(path.read_text()).judge()) == [], path


def test_a_golden_leaves_nothing_out(runbook_golden):
    policy = runbooks.policy(runbook_golden.parents[1] / "policy.yaml")
    for path in runbook_golden.iterdir():
        assert list(runbooks.complete(path.read_text(), policy)) == [], path


@pytest.mark.parametrize(
    ("old", "new", "finding"),
    [
        ("## 7. State what was lost", "## 9. Say goodbye", "the sections are"),
        ("## What is lost", "<b>## What is lost</b>", "html"),
        ("Stop certctl.", "[Stop](https://example.org) certctl.", "link_open"),
        ("```sh sink=offsite", "```bash", "a block is marked 'bash'"),
        ("ok 'the files are in place'", "ok $fine", "SC2086"),
        ("ok 'the files are in place'", "ok 'the files are in place", "shellcheck"),
    ],
)
def test_broken_markdown_is_refused(old, new, finding):
    text = page()
    assert old in text
    assert finding in "\n".join(runbooks.Runbook(text.replace(old, new)).judge())


@pytest.mark.parametrize(
    ("left_out", "finding"),
    [
        ("Stop certctl.", "restore.before is left out"),
        ("Run the migrations that are newer than the snapshot.", "restore.after is left out"),
        ("TRUNCATE crl_cache;", "restore.after is in no command"),
        ("sealed envelope in safe 2", "secrets.repository-passphrase.escrow is left out"),
        ("aws-access-key-id", "secrets.aws-access-key-id is left out"),
        ("the secret manager, path pki/certctl", "materials.environment.where is left out"),
        ("platform-security", "materials.environment.owner is left out"),
        ("SELECT count(*) FROM audit_events", "drills.quarterly is in no command"),
        ("key_matches /etc/certctl/ca.crt", "drills.quarterly is in no command"),
        ("responder-keys", "materials.responder-keys is left out"),
        ("sh sink=offsite", "sinks.offsite is opened by no block"),
        ("pki-operations", "metadata.owner is left out"),
    ],
)
def test_a_runbook_that_leaves_something_out_is_refused(left_out, finding):
    text = page()
    assert left_out in text
    found = runbooks.complete(text.replace(left_out, "x"), runbooks.policy(CERTCTL / "policy.yaml"))
    assert any(line.startswith(finding) for line in found)


def test_no_block_is_a_placeholder():
    for path in (goldens.ROOT / "examples").glob("*/generated/runbook/*.md"):
        for _, block in runbooks.Runbook(path.read_text()).blocks:
            code = [line for line in block.splitlines() if not line.lstrip().startswith("#")]
            assert not re.search(r"<[A-Za-z]|\bTODO\b|\bXXX\b|\.\.\.|…", "\n".join(code)), block

@pytest.mark.parametrize("page", sorted((goldens.ROOT / "examples").glob("*/generated/runbook/[hk]*.md")), ids=lambda path: f"{path.parts[-4]}-{path.stem}")
def test_the_pod_of_a_restore_is_one_that_a_cluster_takes(page):
    [block] = [block for _, block in runbooks.Runbook(page.read_text()).blocks if "END_OF_MANIFEST" in block]
    manifest = block.partition("\n")[2].partition("END_OF_MANIFEST")[0]
    stream = reading.documents(manifest, page.name)
    assert len(stream) == 2 and kubernetes.judge(stream)[1] == []


#: What Markdown, HTML, tables or shells would take for something else than text.
NASTY = [
    "<script>alert(1)</script>", "<!-- x", "&amp; &lt;", "[a](https://example.org)", "![a](b)", "https://example.org/a_b_c", "`code`", "```", "a ``` b",
    "**bold** _it_ ~~no~~", "# heading", "- item", "+ item", "1. item", "12) item", "> quote", "===", "---", "| cell | cell |", "a \\| b", "trailing \\",
    "$x$ $(id) `id`", "'; rm -rf /; '", "END_OF_BLOCK", "END_OF_DEFINITIONS", "a\\nb", "&#96;", "[ref]: x", "\\<b>", "* * *", "    indented", "ends with two  ",
]  # fmt: skip


def test_what_a_policy_says_is_text_and_nothing_else(tmp_path):
    policy = runbooks.policy(CERTCTL / "policy.yaml")
    text = " ".join(NASTY)
    policy["metadata"]["owner"] = text
    policy["secrets"]["repository-passphrase"]["escrow"]["where"] = text
    policy["materials"]["environment"]["external"] = {"what": text, "where": text, "owner": text}
    policy["materials"]["trust-anchors"]["files"]["paths"] = ["/etc/" + "/".join(textwrap.wrap(text.replace("/", "_").replace(":", "_"), 200))]
    policy["restore"] = {"before": NASTY, "after": [{"sql": one} for one in NASTY] + [{"sql": "\n".join(NASTY)}]}
    policy["drills"]["quarterly"]["assertions"] = [{"sql": one, "equals": one} for one in NASTY]
    tree = compiled(tmp_path / "policy", policy)
    for name in ("machine.md", "helm.md"):
        page = (tree / "runbook" / name).read_text()
        assert list(runbooks.Runbook(page).judge()) == []
        assert list(runbooks.complete(page, policy)) == []
