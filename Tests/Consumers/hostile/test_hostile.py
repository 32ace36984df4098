"""No input makes a crash, more than two seconds of work or more than 300 MB: broken files, and files made to be expensive."""

import os
import random
import subprocess

import pytest

from probes import goldens, policies

PROGRAM = goldens.ROOT / ".build/release/backstay"
SECONDS, BYTES = 2, 300 << 20
SEEDS = sorted([*goldens.ROOT.glob("examples/*/policy.yaml"), *goldens.ROOT.glob("Tests/Fixtures/*/*.yaml")])
SOUND = policies.sound()
#: What YAML and the language make something of.
WORDS = ["&a ", "*a", "<<: ", "!!str ", "? ", "- ", "---\n", "...\n", "{", "}", "[", "]", "|\n", ">-\n", "\"", "'", "#", "\t", "\r\n", "\0", "\ufeff", "\u2028",
         "\xff", "null", "extends: policy.yaml\n", "99999999999999999999", "-1", "0x10", "1e3", "forever", "* * * * *", "0 0 31 2 *", "1h", "\n  ", ": "]  # fmt: skip


def measured(*paths, cwd):
    """The status of a lint that may have so much memory, what it said, and its seconds of processor time."""
    limited = ["prlimit", f"--as={BYTES}", PROGRAM, "lint", *paths]
    process = subprocess.Popen(limited, cwd=cwd, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    said = process.stdout.read()
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return process.returncode, said, used.ru_utime + used.ru_stime


def mutant(chance):
    """A checked-in file with a few changes of bytes: flipped, cut out, repeated, cut off, or words put in."""
    data = bytearray(chance.choice(SOUND if chance.random() < 0.5 else SEEDS).read_bytes())
    for _ in range(chance.choice([1, 1, 2, 8])):
        at = chance.randrange(len(data) + 1)
        to = min(len(data), at + chance.choice([1, 2, 10, 100]))
        match chance.randrange(6):
            case 0 if at < len(data):
                data[at] ^= 1 << chance.randrange(8)
            case 1:
                del data[at:to]
            case 2:
                data[at:at] = data[at:to] * chance.choice([1, 2, 20])
            case 3 if chance.random() < 0.3:
                del data[at:]
            case 4:
                other = chance.choice(SEEDS).read_bytes()
                start = chance.randrange(len(other) + 1)
                data[at:at] = other[start : start + 200]
            case _:
                data[at:at] = chance.choice(WORDS).encode("latin-1" if chance.random() < 0.1 else "utf-8", "replace")
    return bytes(data)


@pytest.mark.parametrize("seed", range(4))
def test_mutants(seed, tmp_path):
    chance, statuses = random.Random(f"mutants {seed}"), set()
    for round in range(250):
        (tmp_path / "policy.yaml").write_bytes(text := mutant(chance))
        status, said, seconds = measured("policy.yaml", cwd=tmp_path)
        assert status in (0, 1) and seconds < SECONDS, (seed, round, status, seconds, text)
        assert (status == 1) == (b": error: " in said), (seed, round, said)
        statuses.add(status)
    assert statuses == {0, 1}, "all broken, or none"


HEAD = "apiVersion: backstay/v1\nkind: BackupPolicy\nmetadata: {name: wiki}\n"
TAIL = "materials: {keys: {files: {paths: [/etc/wiki]}}}\nsinks: {disk: {filesystem: {path: /mnt/backup}}}\ntargets: {systemd: {}}\n"
SERVER = """secrets: {word: {}, phrase: {}}
materials: {keys: {postgresql: {serverVersion: 15, database: a, host: db, user: u, password: word, expectedSize: 1Gi}}}
sinks: {disk: {filesystem: {path: /mnt/backup}, repository: {restic: {passphrase: phrase}}}}
targets: {systemd: {}}
"""
#: As many as one mapping may have.
MANY = 200


def many(entry, count=MANY, between="\n"):
    return between.join(entry.replace("N", str(number)) for number in range(count)) + "\n"


#: Files that were made to be expensive, and the code of a finding that they must have.
BOMBS = {
    "aliases": ("a0: &a0 x\n" + "".join(f"a{i}: &a{i} [{','.join([f'*a{i - 1}'] * 9)}]\n" for i in range(1, 60)), "yaml-limit"),
    "aliases by the square": ("a: &a [" + "x," * 1000 + "]\nb: [" + "*a," * 100_000 + "]\n", "yaml-limit"),
    "depth": ("[" * 1_000_000, "yaml-limit"),
    "depth of mappings": ("{a: " * 300_000, "yaml-limit"),
    "indentation": ("".join(" " * i + "a:\n" for i in range(1500)), "yaml-limit"),
    "a hundred megabytes of a scalar": ("a: " + "x" * 100_000_000, "yaml-limit"),
    "a hundred megabytes of comments": ("# " + "x" * 100_000_000, "yaml-limit"),
    "a scalar of four megabytes": (HEAD + "x: '" + "é" * 2_000_000 + "'\n", "unknown-key"),
    "a key of four megabytes": (HEAD + "k" * 4_000_000 + ": x\n", "yaml-syntax"),
    "a line break in four megabytes": (HEAD + 'x: "' + "\\\n" * 2_000_000 + '"\n', "unknown-key"),
    "many keys": (HEAD + TAIL + many("kN: x", 20_000), "unknown-key"),
    "many misspelt keys": (HEAD + TAIL + "backups:\n" + many("  bN: {" + ", ".join(f"sinkz{n}: 1, cadense{n}: 2" for n in range(40)) + "}"), "unknown-key"),
    "many misspelt keys in one line": (HEAD + TAIL + "backups: {" + many("bN: {" + ", ".join(f"sinkz{n}: 1, cadense{n}: 2" for n in range(40)) + "}", between=", ").strip() + "}\n", "unknown-key"),
    "many documents": (many("---\n" + HEAD.strip(), 5000), "missing-key"),
    "many backups": (HEAD + TAIL + "backups:\n" + many('  bN: {materials: [keys], cadence: "0 2 * * *", sinks: [disk]}', 400), "too-many-entries"),
    "many cadences of one server": (
        HEAD + SERVER + "backups:\n" + many('  bN: {materials: [keys], cadence: "0 2 * * *", sinks: [disk], expectedDuration: 4h, deadline: 5h}'), "too-many-findings"),
    "many sinks": (HEAD + TAIL.replace("sinks: {disk: {filesystem: {path: /mnt/backup}}}", "sinks:\n" + many("  sN: {filesystem: {path: /N}}").rstrip()), "unused-declaration"),
    "many undeclared names": (HEAD + TAIL + "backups: {nightly: {cadence: '0 2 * * *', sinks: [disk], materials: [" + many("nN", 1000, ", ").strip() + "]}}\n", "undeclared-name"),
    "each minute of every zone": (
        HEAD + TAIL + "backups: {nightly: {materials: [keys], sinks: [disk], deadline: 1h, cadence: ["
        + ", ".join(f'{{cron: "{minute} * * * *", timeZone: {zone}}}' for minute in range(60) for zone in ("Europe/Berlin", "Africa/Casablanca", "Australia/Lord_Howe")) + "]}}\n",
        "overlapping-runs"),
    "many waivers": (HEAD + TAIL + "waivers:\n" + many("  - {rule: aN, reason: b, expires: 2099-01-01}", 1000), "unwaivable-rule"),
    "unfinished": (HEAD + 'x: "' + "\\u00e9" * 600_000, "yaml-syntax"),
    "byte order marks": ("\ufeff" * 1_000_000, "wrong-document"),
    "nothing but zeros": ("\0" * 3_000_000, "yaml-encoding"),
}  # fmt: skip


@pytest.mark.parametrize("name", BOMBS)
def test_bombs(name, tmp_path):
    text, code = BOMBS[name]
    (tmp_path / "policy.yaml").write_text(text, encoding="utf-8", newline="")
    status, said, seconds = measured("policy.yaml", cwd=tmp_path)
    print(f"{name}: {seconds:.2f} s, {said.count(b'[')} findings")
    assert status in (0, 1) and f"[{code}]".encode() in said, said[:1000]
    assert seconds < SECONDS
    assert len(said) < 2 << 20
