"""A Job of the release before finds its scripts after an upgrade by the real Helm, against a stand-in of the API server."""

import json

import helm_python
import pytest
import yaml

from probes import goldens
from world import tools
from world.apiserver import Cluster

PROGRAM = goldens.ROOT / ".build/debug/backstay"
POLICY = goldens.ROOT / "examples/certctl/policy.yaml"


@pytest.fixture
def cluster(tmp_path):
    cluster = Cluster(tmp_path, "certctl", None)
    yield cluster
    cluster.close()


def chart(folder, minimum):
    """The example's chart, with other scripts for each number of copies."""
    folder.mkdir()
    policy = yaml.safe_load(POLICY.read_text())
    policy["objectives"]["minimumCopies"] = minimum
    (folder / "policy.yaml").write_text(json.dumps(policy, default=str))
    result = tools.run(PROGRAM, "compile", folder / "policy.yaml", "--target", "helm", "--output", folder / "out")
    assert result.returncode == 0, result.stderr
    return folder / "out/certctl/helm"


def held(cluster):
    return {name: value["data"] for (kind, name), value in cluster.objects.items() if kind == "configmaps"}


def mounted(cluster):
    """The ConfigMaps with scripts that pods of the CronJobs mount."""
    specs = [value["spec"]["jobTemplate"]["spec"]["template"]["spec"] for (kind, _), value in cluster.objects.items() if kind == "cronjobs"]
    assert specs
    return {volume["configMap"]["name"] for spec in specs for volume in spec["volumes"] if volume["name"] == "scripts"}


def test_the_scripts_of_the_release_before_stay_for_its_jobs(cluster, tmp_path):
    seen = []
    with helm_python.Config(namespace="certctl", kubeconfig_path=cluster.kubeconfig) as helm:
        helm.install(chart(tmp_path / "one", 3), "rel")
        for folder, minimum in (("two", 4), ("three", 5)):
            [now] = mounted(cluster)
            seen.append((now, held(cluster)[now]))
            helm.upgrade(chart(tmp_path / folder, minimum), "rel")
            before, scripts = seen[-1]
            # What a Job of that release mounts is there, with the same bytes; that of the one before it has gone.
            [new] = mounted(cluster)
            assert new != before and set(held(cluster)) == {new, before}
            assert held(cluster)[before] == scripts
    assert all("nightly.ship.sh" in scripts for _, scripts in seen)
