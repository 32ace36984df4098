"""The real Helm lints, checks, renders and packages every chart."""

import pytest

import tiers
from probes import helm, values


def test_chart(helm_golden):
    assert helm.judge(helm_golden) == []


def test_values(helm_golden):
    assert values.judge(helm_golden) == []


def test_the_sample_is_accepted(sample):
    chart = sample("helm")
    assert helm.judge(chart) == []
    assert values.judge(chart) == []


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    tiers.first([
        ("Chart.yaml", "version: 1.0.0", "version: one", "helm lint"),
        ("Chart.yaml", "apiVersion: v2", "apiVersion: v9", "helm lint"),
        ("values.yaml", "suspend: false", 'suspend: "no"', "suspend"),
        ("templates/cronjob.yaml", "batch/v1", "batch/v1beta1", "helm lint"),
        ("templates/cronjob.yaml", '  timeZone: "Etc/UTC"', '   timeZone: "Etc/UTC"', "helm lint"),
        ("templates/cronjob.yaml", "toJson .Values.schedule", "toJson .Values.schedule.hour", "helm template"),
        ("templates/cronjob.yaml", "toJson .Values.suspend", ".Values.suspended", ".spec.suspend has no value"),
        ("templates/cronjob.yaml", ".Values.failedJobsHistoryLimit | int64", "mulf 1.0 1000000", "floating point"),
        ("templates/cronjob.yaml", "trunc 40", "trunc 53", "at most 52"),
        ("templates/cronjob.yaml", "runAsNonRoot: true", "runAsNonRoot: false", "runAsNonRoot"),
    ]),
)
def test_a_broken_chart_is_refused(sample, file, old, new, said):
    assert said in "\n".join(helm.judge(sample("helm", file, old, new)))


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    tiers.first([
        ("values.schema.json", '"additionalProperties": false,\n  "properties"', '"properties"', "the top: a misspelt key"),
        ("values.schema.json", '"additionalProperties": false, "properties": {"daily"', '"properties": {"daily"', "retention: a misspelt key"),
        ("values.schema.json", '{"type": "object", "additionalProperties": {"type": "string"}}', '{"type": "object"}', "podLabels: the schema says nothing"),
        ("templates/NOTES.txt", ".Values.schedule", ".Values.scheduled", "NOTES.txt: .Values.scheduled is not in"),
        ("templates/cronjob.yaml", ".Values.podLabels", "dict", "podLabels: no override has effect"),
        ("templates/cronjob.yaml", ".Values.suspend", "(default true .Values.suspend)", "suspend: no override"),
        ("values.yaml", "daily: 31", "daily: 32", "cannot be rendered"),
        ("templates/cronjob.yaml", ".Values.failedJobsHistoryLimit |", ".Values.failedJobsHistoryLimit | default 3 |", "failedJobsHistoryLimit: the override 0 is lost"),
        ("templates/cronjob.yaml", "toJson .Values.nodeSelector", "toJson (keys .Values.nodeSelector)", "nodeSelector"),
        ("values.schema.json", '"pattern": "^sha256:[0-9a-f]{64}$"', '"pattern": "^sha256:[89][0-9a-f]{63}$"', "image.digest: none of the sample values"),
    ]),
)
def test_broken_values_are_refused(sample, file, old, new, said):
    assert said in "\n".join(values.judge(sample("helm", file, old, new)))


def test_a_proof_that_can_be_overridden_is_refused(sample):
    chart = values.Chart(sample("helm", "values.schema.json", '{"const": "0 2 * * *"}', '{"const": "0 2 * * *"}'))
    open_schema = (chart.folder / "values.schema.json").read_text().replace('"schedule": {"const": "0 2 * * *"}', '"schedule": {"type": "string"}')
    (chart.folder / "values.schema.json").write_text(open_schema)
    assert any(finding.startswith("schedule: '0 5 * * *' is accepted") for finding in values.proofs(chart))
