"""pre-commit itself, on a scratch repository, blocks a commit with a broken policy and lets a good one through."""

import os
import pathlib
import shutil
import subprocess
import sys

import pytest

from probes import goldens

PROGRAMS = pathlib.Path(sys.executable).parent
GOOD = (goldens.ROOT / "examples/one-disk/policy.yaml").read_text()
BAD = GOOD.replace("\nobjectives:", "\nobjektives:")


class Repository:
    """A git repository, and what git is told beside the machine's own settings, which say where dependencies come from."""

    def __init__(self, folder, home):
        self.folder = folder
        folder.mkdir()
        person = {f"GIT_{who}_{what}": "test@example.net" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
        self.environment = {**os.environ, **person, "PRE_COMMIT_HOME": str(home), "PATH": f"{home}/bin:{PROGRAMS}:{os.environ['PATH']}"}
        self.must("git", "init", "-q")

    def run(self, *words):
        return subprocess.run(words, cwd=self.folder, env=self.environment, stdin=subprocess.DEVNULL, capture_output=True, text=True)

    def must(self, *words):
        result = self.run(*words)
        assert result.returncode == 0, result.stdout + result.stderr
        return result.stdout

    def write(self, **files):
        for name, text in files.items():
            path = self.folder / name.replace("__", "/").replace("_yaml", ".yaml")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
        self.must("git", "add", "-A")

    def commit(self):
        """Whether git took it, with all that was said."""
        result = self.run("git", "commit", "-q", "-m", "test")
        return result.returncode == 0, result.stdout + result.stderr

    def commits(self):
        return int(self.must("git", "rev-list", "--count", "--all"))


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    return tmp_path_factory.mktemp("pre-commit")


@pytest.fixture(scope="module")
def hooks(tmp_path_factory, home):
    """This checkout as it is, as the repository that hooks come from."""
    assert shutil.which("git"), "git is missing"
    repository = Repository(tmp_path_factory.mktemp("hooks") / "backstay", home)
    names = subprocess.run(["git", "ls-files", "-co", "--exclude-standard", "-z"], cwd=goldens.ROOT, capture_output=True, check=True).stdout.decode()
    for name in filter(None, names.split("\0")):
        source, target = goldens.ROOT / name, repository.folder / name
        if source.exists() or source.is_symlink():
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(source, target, follow_symlinks=False)
    repository.must("git", "add", "-A")
    assert repository.commit()[0]
    return repository


def user(folder, hooks, home, hook):
    """A repository whose commits pass through a hook."""
    repository = Repository(folder / "scratch", home)
    revision = hooks.must("git", "rev-parse", "HEAD").strip()
    (repository.folder / ".pre-commit-config.yaml").write_text(f"repos: [{{repo: {hooks.folder}, rev: {revision}, hooks: [{{id: {hook}}}]}}]\n")
    repository.must("pre-commit", "install")
    return repository


@pytest.mark.all  # It builds the program anew, as pre-commit does.
@pytest.mark.parametrize("hook", ["backstay-lint", "backstay-lint-system"])
def test_a_broken_policy_is_not_committed(tmp_path, hooks, home, hook):
    (home / "bin").mkdir(exist_ok=True)
    installed = home / "bin/backstay"
    installed.unlink(missing_ok=True)
    if hook == "backstay-lint-system":
        installed.symlink_to(goldens.ROOT / ".build/release/backstay")
    repository = user(tmp_path, hooks, home, hook)

    assert "objektives" in BAD
    repository.write(database__policy_yaml=BAD)
    taken, said = repository.commit()
    assert not taken and repository.commits() == 0, said
    assert "database/policy.yaml:" in said and "unknown key `objektives`" in said and "did you mean `objectives`?" in said

    # Advice is said and doesn't block, and other YAML is nobody's business here.
    repository.write(database__policy_yaml=GOOD, database__values_yaml="a: [")
    taken, said = repository.commit()
    assert taken and repository.commits() == 1, said

    # Only what a commit changes is looked at, several files in one go.
    repository.write(one__policy_yaml=GOOD, two__policy_yaml=BAD)
    taken, said = repository.commit()
    assert not taken and "two/policy.yaml:" in said and "database/policy.yaml" not in said, said
