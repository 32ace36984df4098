"""What the consumers of generated files read in them: each reading gives texts, as its consumer has them in the end."""

import hashlib
import json
import os
import pathlib
import re
import shutil
import subprocess

import helm_python
import markdown_it
import yaml

from probes.scripts import embedded
from world.nasty.variants import TAG
from world.tools import postgresql_directory, run

HERE = pathlib.Path(__file__).parents[1]

FUNCTION = re.compile(r"^([A-Za-z_][A-Za-z0-9_]*)\(\) \{\n.*?^\}\n", re.MULTILINE | re.DOTALL)
LOADING = re.compile(r"^command \. .*\n", re.MULTILINE)
ASSIGNED = re.compile(r"^(?:export )?([A-Za-z_][A-Za-z0-9_]*)=", re.MULTILINE)


def texts(value):
    """All texts of a decoded document, keys too."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from texts(item)
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from texts(key)
            yield from texts(item)


def kubectl(paths):
    """The documents of files as kubectl decodes them."""
    found = []
    for start in range(0, len(paths), 200):
        arguments = [word for path in paths[start : start + 200] for word in ("-f", path)]
        result = run("kubectl", "label", "--local", "--overwrite", *arguments, "judged=yes", "-o", "json", timeout=600)
        assert result.returncode == 0, result.stderr[-2000:]
        decoder, rest = json.JSONDecoder(), result.stdout.strip()
        while rest:
            value, end = decoder.raw_decode(rest)
            found += value["items"] if value["kind"] == "List" else [value]
            rest = rest[end:].lstrip()
    return found


def manifests(tree, scripts):
    """Plain manifests, whose scripts are put aside."""
    documents = kubectl(sorted(path for path in tree.glob("*/kubernetes/*.yaml") if path.name != "kustomization.yaml"))
    folders = sorted(tree.glob("*/kubernetes"))
    for folder in folders:
        scripts.update(path.read_text() for path in folder.glob("scripts/*.sh"))
    # One program for each is too slow; what kustomize does to a file depends on nothing else.
    for folder in folders[:: len(folders) // 40 + 1]:
        built = kubectl_kustomize(folder)
        assert {name.rpartition("/")[2]: text for name, text in embedded(built)} == {path.name: path.read_text() for path in folder.glob("scripts/*.sh")}
    yield from without_scripts(documents, scripts)


def kubectl_kustomize(folder):
    """The documents that kustomize makes of a folder."""
    result = run("kubectl", "kustomize", folder)
    assert result.returncode == 0, result.stderr[-2000:]
    return list(yaml.safe_load_all(result.stdout))


def charts(tree, scripts):
    """What Helm renders of each chart with its own values, as kubectl decodes that."""
    rendered = tree.parent / "rendered"
    rendered.mkdir(exist_ok=True)
    paths = []
    for chart in sorted(tree.glob("*/helm")):
        with helm_python.Chart.load(str(chart)) as loaded:
            for name, text in loaded.render(None, name="rel", namespace="judged").items():
                if name.endswith(".txt"):
                    yield text
                elif name.endswith(".yaml") and yaml.compose(text) is not None:
                    paths.append(rendered / f"{chart.parent.name}-{hashlib.sha256(name.encode()).hexdigest()[:12]}.yaml")
                    paths[-1].write_text(text)
    yield from without_scripts(kubectl(paths), scripts)


def without_scripts(documents, scripts):
    for document in documents:
        found = dict(embedded([document]))
        scripts.update(found.values())
        for text in texts(document):
            if not text.startswith("#!") and not any(text in script for script in found.values() if "\n" in text):
                yield text


def shells(scripts, folder):
    """What two shells make of the statements of scripts: the words that each command is given, and all variables.

    The functions are put out of the way: each notes what it is given.
    """
    folder.mkdir(exist_ok=True)
    paths = []
    library = {name for script in scripts if script.startswith("# Backstay's runtime: ") for name in FUNCTION.findall(script)}
    for number, script in enumerate(sorted(scripts)):
        names = library | set(FUNCTION.findall(script))
        statements = LOADING.sub("", FUNCTION.sub("", script)).replace("set -eu\n", "")
        variables = " ".join(f'"${{{name}-}}"' for name in dict.fromkeys(ASSIGNED.findall(statements)))
        noting = "".join(f'{name}() {{ printf "%s\\0" "$@" {variables}; }}\n' for name in names)
        paths.append(folder / f"{number}.sh")
        paths[-1].write_text(noting + statements + f'\nprintf "%s\\0" {variables}\n', newline="")
    for shell in ([shutil.which("dash")], [shutil.which("busybox"), "sh"]):
        listed = "".join(f"( . {path} ) </dev/null 2>/dev/null\n" for path in paths)
        environment = {"PATH": "/nowhere", "CACHE_DIRECTORY": "/c", "CREDENTIALS_DIRECTORY": "/s", "STATE_DIRECTORY": "/e", "HOME": "/h"}
        result = subprocess.run([*shell, "-s"], input=listed.encode(), env=environment, capture_output=True, timeout=600)
        yield from result.stdout.decode("utf-8", "surrogateescape").split("\0")


def configurations(tree):
    """The options that pgbackrest reads from its file, which it says at the begin of a command."""
    for path in sorted(tree.glob("*/pgbackrest/**/*.conf")):
        if "pgbackrest" not in path.relative_to(tree).parts[2:-1]:
            continue
        for stanza in re.findall(r"^\[([^]:]+)\]$", path.read_text(), re.MULTILINE):
            if stanza != "global":
                secrets = {f"PGBACKREST_REPO{number}_{name}": "x" for number in (1, 2) for name in ("S3_KEY", "S3_KEY_SECRET", "CIPHER_PASS")}
                said = run(
                    "pgbackrest", f"--config={path}", f"--stanza={stanza}", "--log-level-console=info", "--log-level-file=off", "check",
                    "--archive-timeout=1", "--db-timeout=2", "--protocol-timeout=3", env=secrets,
                )  # fmt: skip
                yield said.stdout + said.stderr


def rules(tree):
    """Alerting rules, as YAML; their tests, which Prometheus itself runs, are another matter."""
    for path in sorted(tree.glob("*/prometheus/*/*rule*.yaml")):
        for text in texts(yaml.load(path.read_text(), yaml.CSafeLoader)):
            # Prometheus takes labels and annotations for templates; this is what it makes of these.
            yield text.replace('{{ "{{" }}', "{{")


def workflows(tree, scripts):
    for path in sorted(tree.glob("*/github/**/*.y*ml")):
        workflow = yaml.safe_load(path.read_text())
        for text in texts(workflow):
            if "\n" in text:
                scripts.add(text)
            else:
                yield text


def runbooks(tree):
    """The texts and code of runbooks."""
    for path in sorted(tree.glob("*/runbook/*.md")):
        for token in markdown_it.MarkdownIt().enable("table").parse(path.read_text()):
            if token.type in ("fence", "code_block"):
                yield token.content
            elif token.type == "inline":
                yield "".join(child.content if child.type in ("text", "code_inline") else "\n" for child in token.children)


def units(tree, folder):
    """The properties of units as a booted systemd has read them. Only those are looked at that have a string in them."""
    root = folder / "root"
    (root / "etc/systemd/system").mkdir(parents=True)
    names = []
    for path in sorted(path for pattern in ("service", "path", "timer") for path in tree.glob(f"*/*/etc/systemd/system/*.{pattern}")):
        if TAG.search(path.read_text()):
            shutil.copy(path, root / "etc/systemd/system")
            names.append(path.name)
    if not names:
        return
    (root / "etc/judged.json").write_text(json.dumps(names))
    (folder / "seen").mkdir()
    booted = subprocess.run(
        ["bash", HERE / "boot.sh", root, HERE / "nasty/unit_driver.py", folder / "seen"], capture_output=True, text=True, timeout=600
    )
    assert booted.returncode == 0, booted.stderr + "".join(path.read_text() for path in (folder / "seen").glob("std*"))
    report = json.loads((folder / "seen/report.json").read_text())
    assert sorted(report) == sorted(names)
    yield from texts(report)


def folders(tree, folder):
    """The paths that systemd-tmpfiles makes, and what its links point at."""
    for path in sorted(tree.glob("*/*/etc/tmpfiles.d/*.conf")):
        if not TAG.search(path.read_text()):
            continue
        root = folder / path.stem
        (root / "etc").mkdir(parents=True)
        # The users are another program's matter.
        text = re.sub(r"(?m) (\d{4}) \S+ \S+(?=$| -$)", r" \1 - -", path.read_text())
        (root / "made.conf").write_text(text)
        made = run("systemd-tmpfiles", "--create", f"--root={root}", root / "made.conf")
        assert made.returncode == 0, made.stderr
        for entry in root.rglob("*"):
            if not entry.is_dir() or not any(entry.iterdir()):
                yield f"/{entry.relative_to(root)}"
            if entry.is_symlink():
                yield os.readlink(entry)


def server_settings(tree):
    """The archive command as PostgreSQL has read it."""
    postgres = pathlib.Path(postgresql_directory()) / "postgres"
    for path in sorted(tree.glob("*/pgbackrest/etc/postgresql/*/*/conf.d/*.conf")):
        path.chmod(0o644)
        said = run("setpriv", "--reuid=postgres", "--clear-groups", postgres, "-C", "archive_command", "-D", "/", f"--config-file={path}")
        yield said.stdout
