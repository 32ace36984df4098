"""`lint --fix` where the file may not be written: by a user who is not root, who may do all."""

import os
import stat

import pytest

from probes import goldens
from world import tools

COMPILER = goldens.ROOT / ".build/debug/backstay"
BROKEN = (goldens.ROOT / "Tests/Fixtures/policy/misspelt-metadata.yaml").read_text()
NOBODY = 65534


@pytest.fixture
def folder(tmp_path):
    """A folder of nobody's with a policy, below folders that nobody may enter."""
    path = tmp_path / "policies"
    path.mkdir()
    (path / "p.yaml").write_text(BROKEN)
    for owned in (path, path / "p.yaml"):
        os.chown(owned, NOBODY, NOBODY)
    return path


def fix(folder):
    """Nobody's run. The folder and the program are opened before, because nobody may not walk there."""
    return tools.run(
        "setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups", "--inh-caps=-all", COMPILER, "lint", "--fix", "p.yaml",
        cwd=folder,
    )


def test_a_file_of_ones_own_is_fixed(folder):
    result = fix(folder)
    assert result.returncode == 0, result.stderr
    assert "metadata: {" in (folder / "p.yaml").read_text()
    assert (folder / "p.yaml").stat().st_uid == NOBODY


@pytest.mark.parametrize(("place", "mode"), [("p.yaml", 0o444), (".", 0o555)])
def test_what_may_not_be_written_is_2_and_stays(folder, place, mode):
    os.chmod(folder / place, mode)
    result = fix(folder)
    assert result.returncode == 2
    assert result.stderr.startswith("backstay: p.yaml: Permission denied\np.yaml:3:1: error: unknown key")
    assert (folder / "p.yaml").read_text() == BROKEN
    assert [path.name for path in folder.iterdir()] == ["p.yaml"]


def test_the_owner_and_the_mode_stay_when_root_fixes(folder):
    os.chmod(folder / "p.yaml", 0o640)
    assert tools.run(COMPILER, "lint", "--fix", "p.yaml", cwd=folder).returncode == 0
    status = (folder / "p.yaml").stat()
    assert (status.st_uid, status.st_gid, stat.S_IMODE(status.st_mode)) == (NOBODY, NOBODY, 0o640)
