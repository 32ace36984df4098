"""A store that never answers: where no program gives up by itself, the service's time limit ends the run and reports it."""

import json
import pathlib
import subprocess

from probes import goldens
from world.scripts import must

WORLD = pathlib.Path(__file__).parents[1] / "world"
DEADLINE = 8


def test_a_run_that_hangs_is_ended_and_reported(tmp_path):
    keys = {"static": {"accessKeyId": "aws-id", "secretAccessKey": "aws-secret"}}
    store = {"bucket": "bucket", "region": "us-east-1", "endpoint": "http://127.0.0.1:9000", "pathStyle": True, "credentials": keys}
    policy = {
        "apiVersion": "backstay/v1",
        "kind": "BackupPolicy",
        "metadata": {"name": "hung"},
        "secrets": {name: {} for name in ("aws-id", "aws-secret", "passphrase")},
        "materials": {"keys": {"files": {"paths": ["/etc/hung"], "sensitive": False}}},
        "sinks": {"store": {"s3": store, "repository": {"restic": {"passphrase": "passphrase"}}}},
        "backups": {"nightly": {"materials": ["keys"], "cadence": "0 2 * * *", "sinks": ["store"], "deadline": f"{DEADLINE}s"}},
        "targets": {"systemd": {"systemdVersion": 252}},
    }
    (tmp_path / "policy.yaml").write_text(json.dumps(policy))
    must(goldens.ROOT / ".build/debug/backstay", "compile", tmp_path / "policy.yaml", "--output", tmp_path / "generated")
    (tmp_path / "out").mkdir()
    booted = subprocess.run(
        ["bash", WORLD / "boot.sh", tmp_path / "generated/hung/systemd", WORLD / "systemd_hang_driver.py", tmp_path / "out"],
        capture_output=True, text=True,
    )  # fmt: skip
    assert booted.returncode == 0, booted.stdout + booted.stderr
    report = json.loads((tmp_path / "out/report.json").read_text())
    assert report["status"] != 0 and report["result"] == "timeout", report["log"]
    assert DEADLINE <= report["lasted"] < DEADLINE + 30, report
    assert report["mark"] and "unit=backstay-hung-nightly.service" in report["mark"][0], report
    assert report["left"] == "" and report["scratch"] == [], report
