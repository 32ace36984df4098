"""Programs that are missing: each is named before anything is done, and none is called that is not asked for."""

import pytest

from world.trials import REPOSITORIES, real

#: What every system has, by POSIX; what a script needs beyond it, it has to ask for.
BASIC = "sh dash awk cat chmod cp cut date grep head ln ls mkdir mv od printf rm sed sleep sort tail tr wc".split()


def required(trial):
    """The programs that the script asks for."""
    lines = [line for line in trial.script.read_text().splitlines() if line.startswith("set_up ")]
    assert len(lines) == 1
    return lines[0].split()[1:]


def system(folder, programs):
    """A folder with these programs alone."""
    folder.mkdir()
    for program in programs:
        if found := real(program):
            (folder / program).symlink_to(found)
    return folder


@pytest.mark.parametrize(("place", "repository"), REPOSITORIES)
def test_a_program_that_is_missing(trials, tmp_path, place, repository):
    with trials.of(place, repository, *([] if repository == "plain" and place == "filesystem" else [("keys",)])) as trial:
        programs = required(trial)
        for program in programs:
            rest = system(tmp_path / program, {*BASIC, *programs, "flock", "sync"} - {program})
            status, said = trial.run(system=rest)
            assert status == 1 and said.endswith(f"run: {program} is missing here\n"), said
        assert trial.harm() == []
        trial.recover()


@pytest.mark.parametrize(("place", "repository"), REPOSITORIES)
def test_what_is_asked_for_is_enough(trials, tmp_path, place, repository):
    with trials.of(place, repository, *([] if repository == "plain" and place == "filesystem" else [("keys",)])) as trial:
        trial.succeed(system=system(tmp_path / "system", {*BASIC, *required(trial), "flock", "sync"}))
