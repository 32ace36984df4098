"""Counts the instructions that a program executes."""

import re
import shutil
import subprocess


def count(folder, *argv):
    """The instructions that a program executes, of the kernel none, and its standard output; it must end with status 0."""
    valgrind = shutil.which("valgrind")
    assert valgrind, "valgrind is missing (Debian package valgrind)"
    ended = subprocess.run(
        [valgrind, "--tool=callgrind", f"--callgrind-out-file={folder / 'callgrind.out'}", *map(str, argv)],
        env={"LC_ALL": "C"},
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert ended.returncode == 0, ended.stderr
    counted = re.search(r"Collected : (\d+)", ended.stderr)
    assert counted, ended.stderr
    return int(counted[1]), ended.stdout
