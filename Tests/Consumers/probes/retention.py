"""The retention simulator as a judge of what tools keep: rules, histories of copies, and the emitted scripts that expire."""

import base64
import datetime
import hashlib
import json
import os
import pathlib
import random
import shlex
import subprocess
import tempfile

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.poly1305 import Poly1305

from world.tools import install_runtimes, run

ROOT = pathlib.Path(__file__).parents[3]
PROBE = ROOT / ".build/debug/probe-retention"
COMPILER = ROOT / ".build/debug/backstay"
DAY = 86_400
UNITS = {"d": DAY, "h": 3600, "m": 60}
PERIODS = ("last", "hourly", "daily", "weekly", "monthly", "yearly")
#: Rules that people write, and those at the border of what tools count.
WRITTEN = [
    {"daily": 30}, {"daily": 31, "weekly": 8}, {"within": "30d"}, {"within": "36h"}, {"within": "90m", "daily": 3}, {"last": 1}, {"last": 7},
    {"hourly": 24}, {"hourly": 24, "daily": 7, "weekly": 4, "monthly": 12, "yearly": "unlimited"}, {"weekly": 60}, {"monthly": 3},
    {"yearly": 1}, {"yearly": 5}, {"daily": "unlimited"}, {"last": 7, "daily": 31, "weekly": 8, "monthly": 12, "yearly": 3}, {"weekly": 1, "within": "1d"},
]  # fmt: skip


def second(*civil):
    return int(datetime.datetime(*civil, tzinfo=datetime.timezone.utc).timestamp())


def civil(instant):
    return datetime.datetime.fromtimestamp(instant, datetime.timezone.utc)


def stamp(instant):
    return civil(instant).strftime("%Y%m%dT%H%M%SZ")


def rules(count, seed=1):
    """The rules above, and so many random unions."""
    chance = random.Random(seed)
    most = {"last": 40, "hourly": 60, "daily": 60, "weekly": 20, "monthly": 14, "yearly": 3}
    made = list(WRITTEN)
    while len(made) < len(WRITTEN) + count:
        rule = {key: chance.choice([chance.randrange(1, most[key] + 1)] * 9 + ["unlimited"]) for key in chance.sample(PERIODS, chance.randrange(1, 4))}
        if chance.random() < 0.4:
            rule["within"] = f"{chance.randrange(1, 2000)}{chance.choice('dhm')}"
        made.append(rule)
    return made


def history(days, seed=1):
    """A copy or a few on most of so many days, some nights missed, and the last two days dense; ascending."""
    chance, end = random.Random(seed), second(2026, 3, 2, 12)
    first = end - days * DAY
    instants = {first + day * DAY + chance.randrange(-600, 600) for day in range(days) if chance.random() < 0.93}
    instants |= {first + chance.randrange(days * DAY) for _ in range(days // 10)}
    # On the border of hours and of days, and exactly as old as a rule says.
    instants |= {end - 30 * DAY, end - 30 * DAY - 1800, end - 36 * 3600, end - 36 * 3600 - 1, second(2026, 2, 1), second(2026, 2, 1) - 1, second(2026, 1, 1)}
    instants |= {end - hour * 2400 for hour in range(36)}
    return sorted(instants)


def seconds(rule):
    """The rule with its duration in seconds."""
    return {key: int(value[:-1]) * UNITS[value[-1]] if key == "within" else value for key, value in rule.items()}


def answers(questions):
    """What the simulator says to each (copies, rule, tool): the kept instants and the predicted surplus, as sets."""
    lines = [
        json.dumps({"copies": [{"at": at, "kind": kind} for at, kind in copies], "retention": seconds(rule), "floor": floor, "tool": tool})
        for copies, rule, tool, floor in questions
    ]
    said = run(PROBE, stdin="\n".join(lines) + "\n")
    assert said.returncode == 0, said.stderr
    found = [json.loads(line) for line in said.stdout.splitlines()]
    assert len(found) == len(lines)
    return [(set(answer["kept"]), set(answer["surplus"])) for answer in found]


def expected(copies, rules, tool, floor=3):
    """The same for many rules on one history of copies that are no physical backups."""
    return answers([([(at, None) for at in copies], rule, tool, floor) for rule in rules])


class Scripts:
    """Generated scripts, one for each rule, whose functions can be called one by one."""

    def __init__(self, folder, rules):
        self.folder = pathlib.Path(folder)
        policy = {
            "apiVersion": "backstay/v1",
            "kind": "BackupPolicy",
            "metadata": {"name": "judged"},
            "secrets": {"passphrase": {}},
            "materials": {"keys": {"files": {"paths": ["/etc/hosts"], "sensitive": False, "expectedSize": "1Mi"}}},
            "sinks": {
                "plain": {"filesystem": {"path": "/srv/plain"}},
                "restic": {"filesystem": {"path": "/srv/restic"}, "repository": {"restic": {"passphrase": "passphrase"}}},
            },
            "backups": {
                f"r{number}": {"materials": ["keys"], "cadence": "0 2 * * *", "sinks": ["plain", "restic"], "retention": rule}
                for number, rule in enumerate(rules)
            },
            # Rules are drawn at random: some keep copies for minutes.
            "waivers": [{"rule": "implausible-duration", "reason": "a test", "expires": "2099-01-01"}],
            "targets": {"systemd": {"systemdVersion": 252}},
        }
        (self.folder / "policy.yaml").write_text(json.dumps(policy))
        said = run(COMPILER, "compile", self.folder / "policy.yaml", "--output", self.folder / "out")
        assert said.returncode == 0, said.stderr
        install_runtimes(self.folder / "out")
        self.texts = [next(self.folder.glob(f"out/**/judged/r{number}")).read_text() for number in range(len(rules))]

    def drive(self, number, sink, driver, shell="dash", **environment):
        """Standard output of a driver's lines after a script's functions and its settings of a sink."""
        functions, _, rest = self.texts[number].partition("\nbegin\n")
        settings = rest.partition(f"new_sink {sink}\n")[2].partition(f"deliver {sink}\n")[0]
        known = {"policy_part": "judged", "backup_part": "history", "material_part": "keys", "database_part": "", "item_kind": "files", "item_suffix": "tar"}
        # The run is later than all copies, and no clock was wrong.
        known |= {"item_started": "99991231T235959Z", "newest_snapshot": ""}
        given = "".join(f"{name}={shlex.quote(value)}\n" for name, value in known.items())
        text = f"{functions}\nsubject=judge run={self.folder} policy=judged backup=history\nmkdir -p $run/tmp\nnew_sink {sink}\n{settings}{given}{driver}\n"
        said = subprocess.run(
            [shell, "-c", text], capture_output=True, text=True, check=False, timeout=120,
            env={"PATH": os.environ["PATH"], "CACHE_DIRECTORY": str(self.folder), "CREDENTIALS_DIRECTORY": "/nonexistent", **environment},
        )  # fmt: skip
        assert said.returncode == 0, said.stderr
        return said.stdout


class Restic:
    """A restic repository in memory, whose key costs next to nothing to derive: restic itself takes half a second."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.environment = {"RESTIC_REPOSITORY": str(self.folder / "repository"), "RESTIC_PASSWORD": "judged", "RESTIC_CACHE_DIR": str(self.folder / "cache")}
        self.must("init")
        self.cheapen()
        (self.folder / "material").write_text("material")

    def must(self, *words):
        said = run("restic", *words, env=self.environment, cwd=self.folder)
        assert said.returncode == 0, said.stderr
        return said.stdout

    def add(self, instant):
        time = civil(instant).strftime("%Y-%m-%d %H:%M:%S")
        self.must("backup", "--quiet", "--host", "judged", "--tag", "backup=history,material=keys", "--time", time, "material")

    def cheapen(self):
        """Wraps the repository's master key anew: restic documents the format, AES-256-CTR with Poly1305-AES under scrypt."""
        [path] = (self.folder / "repository/keys").iterdir()
        said = json.loads(path.read_text())
        sealed = base64.b64decode(said["data"])
        nonce, text = sealed[:16], sealed[16:-16]

        def keys():
            derived = hashlib.scrypt(b"judged", salt=base64.b64decode(said["salt"]), n=said["N"], r=said["r"], p=said["p"], dklen=64, maxmem=1 << 30)
            return derived[:32], derived[32:48], derived[48:]

        def counter(key, data):
            return Cipher(algorithms.AES(key), modes.CTR(nonce)).encryptor().update(data)

        master = counter(keys()[0], text)
        said["N"] = 2
        encryption, block, clamp = keys()
        text = counter(encryption, master)
        one_time = clamp + Cipher(algorithms.AES(block), modes.ECB()).encryptor().update(nonce)
        said["data"] = base64.b64encode(nonce + text + Poly1305.generate_tag(one_time, text)).decode()
        new = json.dumps(said).encode()
        path.unlink()
        path.with_name(hashlib.sha256(new).hexdigest()).write_bytes(new)


def in_memory():
    """A new folder that no disk slows down."""
    return tempfile.TemporaryDirectory(prefix="backstay-retention-", dir="/dev/shm" if os.path.isdir("/dev/shm") else None)
