"""A deployment that meets one fault after the other, and has to be well again after each."""

import contextlib
import json
import os
import pathlib
import shutil
import signal
import time

from world import tools
from world.copies import Copies
from world.scripts import PATH, Deployment, must, packed
from world.state import Survey, judge, told

#: Where copies lie, and as what.
REPOSITORIES = [("filesystem", "plain"), ("s3", "plain"), ("filesystem", "restic"), ("s3", "restic"), ("filesystem", "borg")]
ROWS = 20_000


class Trial(Deployment):
    """A deployment with older copies at one sink, and what is known of them."""

    def __init__(self, world, place, repository, materials=("database", "keys"), port=None, disk=None, **what):
        self.place, self.repository, self.captured, self.mounts = place, repository, materials, []
        super().__init__(world, {"store": (place, repository, True, port)}, materials, **{"retention": {"last": 3}} | what)
        self.store = self.folder / "store"
        # What is at the sink: whole copies, and what a killed run left there half-way, which nobody removes.
        self.known, self.left = {}, set()
        try:
            if disk:
                self.mount(self.store, disk)
            for _ in range(2 if repository == "plain" else 1):
                self.recover()
        except BaseException:
            self.close()
            raise

    def close(self):
        for folder in list(self.mounts):
            self.unmount(folder)

    def mount(self, folder, size):
        """Puts an empty file system of that size in place of a folder."""
        must("mount", "-t", "tmpfs", "-o", f"size={size}", "backstay-test", folder)
        self.mounts.append(folder)

    def unmount(self, folder):
        must("umount", folder)
        self.mounts.remove(folder)

    def change(self, change):
        """Compiles the policy anew, changed."""
        path = self.folder / "policy.yaml"
        policy = json.loads(path.read_text())
        change(policy)
        path.write_text(json.dumps(policy))
        must(self.world.compiler, "compile", path, "--output", self.folder / "out")
        tools.install_runtimes(self.folder / "out")

    def survey(self, check=True):
        return Survey(self, self.place, self.repository, self.known if check else None)

    def harm(self, ended=True, check=True):
        """What a run did to the copies beyond what it may; only one that `ended` by itself can tidy up.

        Without a `check` of the whole repository each copy is read by itself.
        """
        after = self.survey(check)
        findings = judge(self.known, after)
        # What is marked as pending in a repository is no copy, and the next run removes it.
        findings += [f"{name}: left half-way" for name in after.partial if ended and self.repository == "plain" and name not in self.left]
        self.known, self.left = after.held, set(after.partial)
        return findings

    def suffer(self, *reasons, shell="dash", **how):
        """Runs into a fault: the run has to fail and to say why, and nothing may be lost. Returns what it said."""
        status, said = self.run(shell, **how)
        findings = told(status, said, *reasons) + self.harm()
        assert findings == [], "\n".join([*findings, said])
        return said

    def recover(self, shell="dash", **how):
        """Runs without a fault: it has to succeed, with a new copy of each material that holds what was captured."""
        before, said = self.known, self.succeed(shell, **how)
        after = self.survey()
        findings = judge(before, after)
        fresh = {series: copies.keys() - before.get(series, {}).keys() for series, copies in after.held.items()}
        findings += [f"{series}: no new copy" for series, names in fresh.items() if not names]
        findings += [] if len(fresh) == len(self.captured) else [f"copies of {sorted(fresh)}"]
        findings += [f"{name}: still there" for name in after.partial if self.repository != "plain"]
        assert findings == [], "\n".join([*findings, said])
        self.known = after.held
        self.restore()
        return said

    def restore(self):
        """Reads the newest copies as a restore would, and looks for what was captured in them."""
        if "database" in self.captured:
            dump = self.folder / "newest.dump"
            dump.write_bytes(Copies.at(self, "store", self.place, self.repository, "database", "app").newest())
            assert must("pg_restore", "--data-only", "--table=t", "--file=-", dump).count(b"\t") == ROWS
        if "keys" in self.captured:
            files = packed(Copies.at(self, "store", self.place, self.repository).newest())
            assert f".{self.world.material}/tree/key" in files

    def endure(self, *reasons, shell="dash", **how):
        """Runs into a fault, and then without it."""
        said = self.suffer(*reasons, shell=shell, **how)
        self.recover(shell)
        return said

    def killed(self, shell, after):
        """Starts a run and kills all of it after some seconds: whether it was still running."""
        process = self.start(shell)
        time.sleep(after)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        # Locks of processes that are dead and not yet buried count as held.
        with contextlib.suppress(ProcessLookupError):
            while True:
                os.killpg(process.pid, 0)
                time.sleep(0.01)
        return process.returncode == -signal.SIGKILL


class Trials:
    """Deployments by their kind: one that is well again goes on to the next fault."""

    def __init__(self, world):
        self.world, self.well, self.all = world, {}, []

    @contextlib.contextmanager
    def of(self, *kind, **what):
        key = (kind, tuple(sorted(what.items())))
        trial = self.well.pop(key, None)
        if trial is None:
            self.all.append(trial := Trial(self.world, *kind, **what))
        yield trial
        self.well[key] = trial

    def close(self):
        for trial in self.all:
            trial.close()


def real(tool):
    return shutil.which(tool, path=PATH)


def wrapped(folder, tool, before=":", after=":", when="*"):
    """A folder for PATH in which `tool` does something before and after its work, if its words match a pattern of the shell (`?` for a space)."""
    folder = pathlib.Path(folder)
    folder.mkdir(exist_ok=True)
    (folder / tool).write_text(
        f'#!/bin/sh\nPATH={PATH}\ncase "$*" in\n{when}) ;;\n*) exec {real(tool)} "$@" ;;\nesac\n{before}\n{real(tool)} "$@"\nstatus=$?\n{after}\nexit $status\n'
    )
    (folder / tool).chmod(0o755)
    return folder


def flip(path, at):
    """Shell text that changes one byte of a file, in its middle or so many bytes from its start."""
    offset = f'$(($(stat -c %s "{path}") / 2))' if at is None else at
    return (
        f'byte=$(od -An -tu1 -j {offset} -N 1 "{path}" | tr -d " ")\n'
        f'printf "\\\\$(printf %03o $((byte ^ 1)))" | dd of="{path}" bs=1 seek={offset} conv=notrunc 2>/dev/null'
    )


def killing(folder, tool, when="*", after=0.05):
    """A folder for PATH in which `tool` is killed soon after its start, if its words match a pattern of the shell."""
    folder.mkdir(exist_ok=True)
    (folder / tool).write_text(
        f'#!/bin/sh\ncase "$*" in\n{when}) ;;\n*) exec {real(tool)} "$@" ;;\nesac\n'
        f'{real(tool)} "$@" <&0 &\n/bin/sleep {after}\nkill -9 $!\nwait $! 2>/dev/null\nexit 137\n'
    )
    (folder / tool).chmod(0o755)
    return folder


def instantly(folder):
    """A folder for PATH in which `sleep` takes no time."""
    folder.mkdir(exist_ok=True)
    (folder / "sleep").write_text("#!/bin/sh\nexit 0\n")
    (folder / "sleep").chmod(0o755)
    return folder


@contextlib.contextmanager
def filled(folder, free):
    """A file system in memory, with so many bytes left."""
    space = os.statvfs(folder)
    size = space.f_blocks * space.f_frsize
    must("mount", "-o", f"remount,size={size - space.f_bfree * space.f_frsize + free}", folder)
    try:
        yield
    finally:
        must("mount", "-o", f"remount,size={size}", folder)
