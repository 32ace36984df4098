"""Says at the end of `Tests/run` what it didn't run, and which parts the changed paths call for."""

import pathlib
import re
import subprocess
import sys

from tiers import PARTS

ROOT = pathlib.Path(__file__).resolve().parents[2]
EVERYTHING = ("swift", "fuzz", *PARTS)
#: Which parts a change of a path calls for beyond what every run has: the first pattern that fits decides.
CALLS = [
    (r"Tests/Consumers/(goldens|restores|faults|drills|numbers|hostile)/", None),
    (r"Tests/(Consumers/|run$)|Package\.swift", EVERYTHING),
    (r"Tests/Fuzz/|Tests/fuzz$", ("fuzz",)),
    (r"Tests/Performance/", ("numbers",)),
    (r"Tests/Fixtures/|schemas/", ("hostile",)),
    (r"Sources/Schedules/", ("numbers",)),
    (r"Sources/(ASCII|YAMLSyntax|Language|Diagnostics)/", ("fuzz", "numbers", "hostile")),
    (r"Sources/(Linting|BackstayKit|PlainCalls|backstay)/.*\.swift$", ("numbers", "hostile")),
    (r"Sources/Planning/", ("restores", "faults", "drills", "numbers")),
    (r"Sources/(Formats|Artifacts)/", ("restores", "hostile")),
    (r"Sources/Scripts/.*[Dd]rill", ("drills",)),
    (r"Sources/Scripts/.*runbook|Sources/Targets/Runbook/", ("restores",)),
    (r"Sources/Scripts/.*expiry", ("restores", "faults", "numbers")),
    (r"Sources/Scripts/", ("goldens", "restores", "faults", "drills")),
    (r"Sources/Targets/PgBackRest/", ("goldens", "restores", "faults", "drills", "numbers")),
    (r"Sources/Targets/(Kubernetes|Helm)/", ("goldens", "restores", "drills", "hostile")),
    (r"Sources/Targets/(Systemd|Units)/", ("goldens", "restores", "faults", "hostile")),
    (r"Sources/Targets/(Prometheus|GitHub)/", ("goldens", "hostile")),
    (r"Sources/Targets/", ("goldens", "restores", "faults", "drills", "hostile")),
    (r"examples/", ("goldens", "restores")),
]


def called(path):
    """The parts that a change of this path calls for; none where every run has all that looks at it."""
    for pattern, parts in CALLS:
        if found := re.match(pattern, path):
            return {found[1]} if parts is None else set(parts)
    return set()


def changed():
    """Paths that differ from `origin/main`, or from HEAD where there is none; new files are among them."""

    def git(*words):
        result = subprocess.run(["git", *words, "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
        return [path for path in result.stdout.split("\0") if path] if result.returncode == 0 else []

    return git("diff", "--name-only", "origin/main") or git("diff", "--name-only", "HEAD"), git("ls-files", "--others", "--exclude-standard")


def left_out(tier, chosen):
    """What a run of this tier and these parts has not run, a line for each kind."""
    if chosen:
        if others := [part for part in EVERYTHING if part not in chosen]:
            yield f"the parts {' '.join(others)}"
    if tier == "run":
        yield f"all but one real run of each mechanism in {' '.join(PARTS[1:])}, fuzzing and the release build (Tests/run --all, or a part)"
    if tier == "soak":
        yield "what finds the same each time (Tests/run --all)"
    else:
        yield "searches: long fuzzing, the thread sanitizer, hundreds of kills, long histories (Tests/run --soak)"


def main(tier, *chosen):
    tracked, new = changed()
    wanted = set().union(*map(called, [*tracked, *new]))
    # Every run has the whole of `swift`; what else a tier has run needs no second call.
    done = {"swift"} if tier == "run" else set(chosen or EVERYTHING) if tier == "all" else set()
    print("\nnot run: " + "\n         ".join(left_out(tier, chosen)))
    if calls := [part for part in EVERYTHING if part in wanted - done]:
        print(f"what has changed calls for: Tests/run {'--all' if set(calls) >= set(PARTS) else ' '.join(calls)}")


if __name__ == "__main__":
    main(*sys.argv[1:])
