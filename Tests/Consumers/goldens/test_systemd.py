"""systemd-analyze, systemd-sysusers and systemd-tmpfiles judge every tree that holds units."""

import pytest

from probes import systemd

NIGHTLY = "etc/systemd/system/sample-nightly.service"
TIMER = "etc/systemd/system/sample-nightly.timer"


def test_units(systemd_golden):
    assert systemd.judge(systemd_golden) == []


def test_units_beside_pgbackrest(pgbackrest_golden):
    assert systemd.judge(pgbackrest_golden) == []


def test_the_sample_is_accepted(sample):
    assert systemd.judge(sample("systemd")) == []


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        (NIGHTLY, "UMask=0077", "Umask=0077", "Unknown key"),
        (NIGHTLY, "ProtectSystem=strict", "ProtectSystem=total", "ignoring"),
        (NIGHTLY, "/usr/lib/backstay/dump", "/usr/lib/backstay/dmup", "is not executable"),
        (NIGHTLY, "/usr/lib/backstay/dump", "/usr/bin/no-such-program", "is not executable"),
        (NIGHTLY, "User=sample", "User=simple", "User=simple is declared by no sysusers file"),
        (NIGHTLY, "sample-alert@%n.service", "sample-alarm@%n.service", "is no unit"),
        (NIGHTLY, "PrivateDevices=yes\nPrivateTmp=yes\nProcSubset=pid\n", "", "Overall exposure level"),
        (TIMER, "Europe/Berlin", "Europe/Atlantis", "Failed to parse calendar"),
        (TIMER, "*-*-* 02:30:00", "*-02-30 02:30:00", "does not come three times"),
        (TIMER, "Unit=sample-nightly.service", "Unit=sample-daily.service", "sample-daily.service is no unit"),
        (TIMER, "WantedBy=timers.target", "RequiredBy=timers.target", "no WantedBy"),
        (TIMER, "Persistent=true", "Persistant=true", "Unknown key"),
        ("usr/lib/tmpfiles.d/sample.conf", "0700", "0700x", "systemd-tmpfiles exits"),
        ("usr/lib/tmpfiles.d/sample.conf", "sample sample", "sample simple", "systemd-tmpfiles exits"),
        ("usr/lib/sysusers.d/sample.conf", "u sample", "z sample", "systemd-sysusers exits"),
    ],
)
def test_a_broken_tree_is_refused(sample, file, old, new, said):
    assert said in "\n".join(systemd.judge(sample("systemd", file, old, new)))


def test_a_script_that_is_not_executable_is_refused(sample):
    folder = sample("systemd")
    (folder / "usr/lib/backstay/dump").chmod(0o644)
    assert "is not executable" in "\n".join(systemd.judge(folder))


def test_a_broken_drop_in_is_refused(sample):
    folder = sample("systemd")
    drop_in = folder / f"{NIGHTLY}.d/more.conf"
    drop_in.parent.mkdir()
    drop_in.write_text("[Service]\nNoice=5\n")
    assert "Unknown key" in "\n".join(systemd.judge(folder))


def test_a_tree_without_units_is_refused(tmp_path):
    assert systemd.judge(tmp_path) == ["there is no unit"]
