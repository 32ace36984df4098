#!/usr/bin/env python3
"""Times `backstay lint` beside its peers, all in one run of hyperfine: `compare.py [POLICIES]`.

A cold start on one policy against the C program that only walks libyaml's events, yamllint, check-jsonschema and
`borgmatic config validate` on a configuration of its own; then a fleet of so many policies (10,000 if absent) on one
core against that C program, on two cores against one, and the memory of a tenth of the fleet and of all of it.

It needs `swift build -c release`, a C compiler, libyaml and hyperfine. The peers are installed in .build/performance.
Figures are ratios of medians. Nothing else should run on the machine.
"""

import importlib.util
import json
import os
import pathlib
import shutil
import subprocess
import sys

ROOT = pathlib.Path(__file__).parents[2]
PLACE = ROOT / ".build/performance"
BUILT = ROOT / ".build/release/backstay"
PROGRAM = PLACE / "backstay"
POLICY = ROOT / "examples/certctl/policy.yaml"
PEERS = ["yamllint==1.37.1", "check-jsonschema==0.39.0", "borgmatic==2.0.12"]
BORGMATIC = """repositories: [{path: /srv/backup}]
source_directories: [/etc/app]
keep_daily: 31
keep_monthly: 12
checks: [{name: repository, frequency: 1 week}]
"""


def prepare():
    """The C program and the peers."""
    if not BUILT.exists():
        sys.exit("build it first: swift build -c release")
    if not shutil.which("hyperfine"):
        sys.exit("hyperfine is missing")
    PLACE.mkdir(parents=True, exist_ok=True)
    if not (PLACE / "bin/borgmatic").exists():
        subprocess.run([sys.executable, "-m", "venv", PLACE], check=True)
        subprocess.run([PLACE / "bin/pip", "install", "--quiet", *PEERS], check=True)
    subprocess.run(["cc", "-O2", "-o", PLACE / "built", ROOT / "Tests/Performance/floor.c", "-lyaml"], check=True)
    # A linker writes here and there, which leaves a file in memory page by page; an installed one was written or read in
    # a row, and costs fewer page faults.
    for built, program in ((BUILT, PROGRAM), (PLACE / "built", PLACE / "floor")):
        program.unlink(missing_ok=True)
        program.write_bytes(built.read_bytes())
        program.chmod(0o755)
    (PLACE / "borgmatic.yaml").write_text(BORGMATIC)
    (PLACE / "yamllint.yaml").write_text("extends: relaxed\nrules: {line-length: disable}\n")


def medians(commands, runs):
    """Seconds of the median run of each command, as hyperfine gives them."""
    answer = PLACE / "answer.json"
    words = ["hyperfine", "--shell=none", "--warmup=3", f"--runs={runs}", "--ignore-failure", "--style=none", "--output=null", f"--export-json={answer}"]
    subprocess.run([*words, *commands], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return [result["median"] for result in json.loads(answer.read_text())["results"]]


def cold_start():
    schema = ROOT / "schemas/policy.schema.json"
    light = medians([f"{PLACE}/floor {POLICY}", f"{PROGRAM} lint {POLICY}"], 300)
    heavy = medians(
        [
            f"{PROGRAM} lint {POLICY}",
            f"{PLACE}/bin/yamllint -c {PLACE}/yamllint.yaml {POLICY}",
            f"{PLACE}/bin/check-jsonschema --schemafile {schema} {POLICY}",
            f"{PLACE}/bin/borgmatic config validate --config {PLACE}/borgmatic.yaml",
        ],
        20,
    )  # fmt: skip
    print(f"cold start: {light[1] / light[0]:.2f} times libyaml alone ({light[1] * 1000:.2f} ms and {light[0] * 1000:.2f} ms)")
    for name, seconds in zip(("yamllint", "check-jsonschema", "borgmatic config validate"), heavy[1:]):
        print(f"cold start: {name} takes {seconds / heavy[0]:.0f} times as long")


def peak(*words):
    """The largest size of a program, in MiB; that of a small process between it and this one counts for nothing."""
    inner = "import os, sys, subprocess, resource; subprocess.run(sys.argv[1:], stdout=-3, stderr=-3); print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    said = subprocess.run([sys.executable, "-S", "-c", inner, *words], capture_output=True, text=True, check=True)
    return int(said.stdout) / 1024


def fleet(count):
    specification = importlib.util.spec_from_file_location("fleet", ROOT / "Tests/Performance/fleet.py")
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    folders = []
    for part in (count // 10, count):
        folder = PLACE / f"fleet-{part}"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        module.make(folder, part)
        folders.append(folder)
    lines = len(next(folders[1].glob("*.yaml")).read_text().splitlines())
    commands = [
        f"taskset -c 0 {PLACE}/floor {folders[1]}",
        f"taskset -c 0 {PROGRAM} lint --jobs 1 {folders[1]}",
        f"taskset -c 0,1 {PROGRAM} lint --jobs 2 {folders[1]}",
    ]
    whole = medians(commands, 5)
    print(f"{count} policies of about {lines} lines on one core: {whole[1] / whole[0]:.2f} times libyaml alone, {whole[1] / count * 1e6:.0f} us a policy")
    print(f"two cores are {whole[1] / whole[2]:.2f} times as fast as one")
    print("memory: " + ", ".join(f"{peak(PROGRAM, 'lint', folder):.0f} MiB for {len(os.listdir(folder))} policies" for folder in folders))


if __name__ == "__main__":
    prepare()
    cold_start()
    fleet(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
