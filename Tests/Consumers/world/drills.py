"""Drills of a deployment: run as the user whom the source's server knows, which is the worst that could go astray."""

import json
import os
import pathlib
import shutil
import signal
import subprocess
import time

from world.scripts import PATH, SHELLS, Deployment, must

QUERY = {"sql": "SELECT count(*) FROM t", "atLeast": 20000}
USER = "postgres"


class Drilled(Deployment):
    """A deployment with a drill of all that it backs up, and copies that one run has made."""

    def __init__(self, world, sinks, assertions=(QUERY,), objectives=None, **deployment):
        drill = {"backups": ["nightly"], "cadence": {"every": "3mo"}} | ({"assertions": list(assertions)} if assertions else {})
        also = {"objectives": objectives} if objectives else {}
        super().__init__(world, sinks, drills={"check": drill}, **also, **deployment)
        self.drill_script = self.script.with_name("drill-check")
        self.state, self.scratch, self.home = self.folder / "state", self.folder / "drill", self.folder / "home"
        self.drill_secrets = self.folder / "secrets-of-drill"
        shutil.copytree(world.secrets, self.drill_secrets)
        for folder in (self.state, self.scratch, self.home):
            folder.mkdir()
        self.succeed()

    def hand_over(self):
        """Gives the user of the drill what its service's user has on a machine."""
        must("chown", "-R", USER, *(path for path in self.folder.iterdir() if path.name != "out"), f"/run/backstay/{self.name}")

    def start_drill(self, shell="dash", path=None, user=USER, script=None, **environment):
        self.hand_over()
        found = ([str(path)] if path else []) + ([f"{self.world.root}/applets"] if shell == "busybox" else []) + [PATH]
        known = {
            "PATH": ":".join(found), "CACHE_DIRECTORY": str(self.scratch), "CREDENTIALS_DIRECTORY": str(self.drill_secrets),
            "STATE_DIRECTORY": str(self.state), "HOME": str(self.home),
        }  # fmt: skip
        return subprocess.Popen(
            ["/usr/bin/setpriv", f"--reuid={user}", "--clear-groups", *SHELLS[shell], str(script or self.drill_script)], env=known | environment,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True,
        )  # fmt: skip

    def drill(self, shell="dash", **how):
        """Status, what was said and the evidence; neither scratch nor a server may stay."""
        before = set(self.state.iterdir())
        process = self.start_drill(shell, **how)
        said, _ = process.communicate(timeout=300)
        assert self.remains() == [], said
        new = set(self.state.iterdir()) - before
        assert len(new) <= 1 and all(path.stat().st_mode & 0o777 == 0o600 for path in new)
        return process.returncode, said, json.loads(new.pop().read_text()) if new else None

    def passes(self, shell="dash", **how):
        status, said, evidence = self.drill(shell, **how)
        assert status == 0 and evidence["outcome"] == "passed", said
        return evidence

    def notices(self, *expected, shell="dash", **how):
        """The drill fails, says so and writes it down."""
        status, said, evidence = self.drill(shell, **how)
        assert status == 1 and [text for text in expected if text not in said] == [], said
        assert evidence["outcome"] == "failed" and any(not sink["proven"] and sink["failed"] for sink in evidence["sinks"])
        return evidence

    def remains(self):
        """Processes of PostgreSQL below the scratch folder, and the scratch itself."""
        return self.servers() + list(self.scratch.glob("run"))

    def servers(self):
        found = []
        for process in pathlib.Path("/proc").glob("[0-9]*"):
            try:
                folder = os.readlink(process / "cwd")
            except OSError:
                continue
            if folder.startswith(f"{self.scratch}/"):
                found.append(f"{process} {folder}")
        return found

    def kill_drill(self, when, shell="dash"):
        """Kills the shell, and nothing it has started, once `when()` holds; the group goes on like orphans do."""
        process = self.start_drill(shell)
        for _ in range(600):
            if when():
                break
            time.sleep(0.05)
        else:
            raise AssertionError("the drill never came to this point")
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        return process
