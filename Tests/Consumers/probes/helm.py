"""Judges charts by the real Helm, in process (helm-python-sdk brings its Go library)."""

import pathlib
import re
import tempfile

import helm_python

from probes import kubernetes, reading

WARNING = 2
#: The longest release name that Helm takes.
LONG_NAME = "r" * 53


def judge(chart):
    """Findings of lint, of rendering under a short and the longest name, of packaging, and about every document."""
    findings = lint(chart)
    for name in ("rel", LONG_NAME):
        stream, faults = render(chart, name=name)
        findings += faults
        if not stream:
            findings.append("the chart renders no document")
        findings += [f"release {name}: {fault}" for fault in kubernetes.judge(stream)[1]]
    return findings + package(chart)


def lint(chart, values=None):
    """Findings of `helm lint --strict`; what Helm merely informs of, such as a missing icon, is not one."""
    report = helm_python.lint(str(chart), values, strict=True)
    said = [f"{message['path']}: {message['error']}" for message in report["messages"] if message["severity"] >= WARNING]
    return [f"helm lint: {text}" for text in dict.fromkeys([*said, *report["errors"]])]


def refusal(chart, values):
    """What values.schema.json says against values, or None where it accepts them."""
    with helm_python.Chart.load(str(chart)) as loaded:
        try:
            loaded.validate_schema(values)
        except helm_python.HelmError as error:
            return str(error)
    return None


def texts(chart, values=None, name="rel"):
    """What each template renders, by path. Raises HelmError where schema or template refuse."""
    with helm_python.Chart.load(str(chart)) as loaded:
        loaded.validate_schema(values)
        return loaded.render(values, name=name, namespace="judged")


def render(chart, values=None, name="rel"):
    """The documents of a release, and findings about the rendering itself."""
    try:
        rendered = texts(chart, values, name)
    except helm_python.HelmError as error:
        return [], [f"helm template: {error}"]
    return documents(rendered)


def documents(rendered):
    """The documents among rendered templates, and findings about their texts."""
    stream, findings = [], []
    for path, text in sorted(rendered.items()):
        if re.search(r"\b\d(\.\d+)?e\+\d+\b", text):
            findings.append(f"{path}: a number went through floating point")
        if path.endswith((".yaml", ".yml")):
            stream += reading.documents(text, path)
    return stream, findings


def package(chart):
    """Findings of `helm package`: the archive must load, and render as the folder does."""
    with tempfile.TemporaryDirectory() as folder:
        try:
            helm_python.package(str(chart), destination=folder)
            (archive,) = pathlib.Path(folder).glob("*.tgz")
            same = texts(archive) == texts(chart)
        except helm_python.HelmError as error:
            return [f"helm package: {error}"]
    return [] if same else ["the packaged chart renders something else than the folder"]
