"""Reads a runbook as Markdown, and judges whether it is whole: everything that a restore of its policy needs stands in it."""

import re
import shlex
import subprocess

import markdown_it
import yaml

from probes.policies import Policies

SECTIONS = [
    "Who decides", "What is lost", "What is needed", "1. Locate the newest good copy", "2. Stop what writes", "3. Fetch", "4. Restore",
    "5. What only this application needs", "6. Verify", "7. State what was lost", "8. Afterwards",
]  # fmt: skip
#: The last line of a block that does something; others only define.
CALLS = re.compile(r"^ *ok .*\n(END_OF_BLOCK_*\n)?\Z", re.MULTILINE)
#: What a fragment of a longer session can't show to shellcheck, and text in single quotes that looks like something to expand.
UNCHECKED = "SC2034,SC2154,SC2016,SC1003,SC1112,SC2088,SC2153,SC1007,SC2317,SC2329,SC2119,SC2120,SC2030,SC2031"


class Runbook:
    """The blocks of commands in order, each with the sink that it is for, and all else that the page says."""

    def __init__(self, text):
        self.tokens = markdown_it.MarkdownIt("commonmark").enable("table").parse(text)
        self.blocks = [(token.info, token.content) for token in self.tokens if token.type == "fence"]
        self.headings, self.said = [], []
        for before, token in zip(self.tokens, self.tokens[1:]):
            if token.type != "inline":
                continue
            line = "".join("\n" if child.type == "softbreak" else child.content for child in token.children)
            self.said.append(line)
            if before.type == "heading_open":
                self.headings.append((int(before.tag[1]), line))

    def commands(self, *sinks):
        """What a person pastes who opens these sinks and no other."""
        chosen = {"sh", *(f"sh sink={sink}" for sink in sinks)}
        return [content for info, content in self.blocks if info in chosen]

    def words(self):
        """All words of the calls of the page's functions, as a shell splits them."""
        for info, content in self.blocks:
            if info.startswith("sh") and CALLS.search(content):
                yield from shlex.split(content)

    def judge(self):
        """Findings about the page by itself."""
        kinds = {token.type for token in self.tokens} | {child.type for token in self.tokens for child in token.children or []}
        for kind in sorted(kinds & {"html_block", "html_inline", "link_open", "image", "code_block", "blockquote_open", "hr"}):
            yield f"there is markup that nobody meant: {kind}"
        found = [line for level, line in self.headings if level == 2]
        if found != SECTIONS:
            yield f"the sections are {found}"
        for info, content in self.blocks:
            if not re.fullmatch(r"text|sh( sink=[a-z0-9-]+)?", info):
                yield f"a block is marked {info!r}"
        yield from shellcheck("\n".join(content for info, content in self.blocks if info.startswith("sh")))


def shellcheck(script):
    for shell in ("sh", "bash"):
        argv = ["shellcheck", "--norc", f"--shell={shell}", "--severity=style", "--format=gcc", f"--exclude={UNCHECKED}", "-"]
        result = subprocess.run(argv, input=script, capture_output=True, text=True, check=False)
        if result.returncode or result.stdout or result.stderr:
            yield f"shellcheck as {shell}: {result.stdout}{result.stderr}"
    for shell in (["dash"], ["busybox", "sh"]):
        result = subprocess.run([*shell, "-n"], input=script, capture_output=True, text=True, check=False)
        if result.returncode or result.stderr:
            yield f"{shell[0]}: {result.stderr}"


def wanted(policy, place):
    """What has to stand in the runbook of a policy for a place, by where the policy says it: texts, and words of commands."""
    yield "metadata.name", policy["metadata"]["name"], "said"
    if "owner" in policy["metadata"]:
        yield "metadata.owner", policy["metadata"]["owner"], "said"
    for name, secret in policy.get("secrets", {}).items():
        yield f"secrets.{name}", name, "said"
        if "escrow" in secret:
            yield f"secrets.{name}.escrow", secret["escrow"]["where"], "said"
    for name, material in policy["materials"].items():
        yield f"materials.{name}", name, "said"
        for key in ("what", "where", "owner"):
            if key in material.get("external", {}):
                yield f"materials.{name}.{key}", material["external"][key], "said"
        for path in material.get("files", {}).get("paths", []):
            yield f"materials.{name}.paths", path, "said"
        server = material.get("postgresql", {})
        databases = server.get("databases", [])
        for database in [server["database"]] if "database" in server else databases if databases != "all" else []:
            yield f"materials.{name}.database", database, "said"
    for name in policy["sinks"]:
        yield f"sinks.{name}", name, "block"
    for name in policy["backups"]:
        yield f"backups.{name}", name, "said"
    for when in ("before", "after"):
        for step in policy.get("restore", {}).get(when, []):
            if isinstance(step, dict):
                yield f"restore.{when}", step["sql"], "word"
            else:
                yield f"restore.{when}", step, "said"
    for name, drill in policy.get("drills", {}).items():
        for assertion in drill.get("assertions", []):
            if "sql" in assertion:
                yield f"drills.{name}", assertion["sql"], "word"
            else:
                yield f"drills.{name}", assertion["keyMatches"]["certificate"], "word"
                yield f"drills.{name}", assertion["keyMatches"]["key"], "word"


def complete(text, policy, place="machine"):
    """Findings about what a runbook leaves out of its policy."""
    runbook = Runbook(text)
    words, said = list(runbook.words()), "\n".join(runbook.said)
    for where, what, kind in wanted(policy, place):
        if kind == "said" and what not in said:
            yield f"{where} is left out: {what!r}"
        if kind == "word" and not any(word == what or word.removesuffix(")").endswith(f"={what}") for word in words):
            yield f"{where} is in no command: {what!r}"
        if kind == "block" and not any(info == f"sh sink={what}" for info, _ in runbook.blocks):
            yield f"{where} is opened by no block"


def policy(path):
    return yaml.load(path.read_text(), Policies)
