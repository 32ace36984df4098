"""Parts of the pods' scripts run under busybox with nothing but its own programs, as in the images that they are for."""

import subprocess

import pytest

from probes import goldens, helm, kubernetes, reading, scripts

EXAMPLES = goldens.ROOT / "examples"
CHART, MANIFESTS = EXAMPLES / "certctl/generated/helm", EXAMPLES / "small-volume-claim/generated/kubernetes"


def functions(stream, part, first):
    """What the ship script of the job `part` sets before the statement `first`, and the runtime that it loads."""
    values = [value for value, _ in map(reading.read, stream) if value]
    found = {name.rpartition("/")[2]: text for name, text in scripts.embedded(values)}
    (runtime,) = [name for name in found if name.startswith("runtime-")]
    head, loads, _ = found[f"{part}.ship.sh"].partition(f"\ncommand . /scripts/{runtime} || exit 126\n")
    assert loads and f"\n{first}\n" in found[f"{part}.ship.sh"], f"the script has no {first}"
    return f"{head}\n{found[runtime]}"


@pytest.fixture
def busybox(tmp_path):
    """Runs functions and then some statements; $1 is a folder. Fails where the status is another than expected."""
    programs = tmp_path / "programs"
    programs.mkdir()
    for name in subprocess.run(["busybox", "--list"], capture_output=True, text=True, check=True).stdout.split():
        (programs / name).symlink_to("/usr/bin/busybox")

    def runs(head, statements, status=0):
        result = subprocess.run(
            ["/usr/bin/busybox", "sh", "-c", f"{head}\n{statements}", "sh", tmp_path],
            env={"PATH": str(programs)}, capture_output=True, text=True, timeout=60,
        )
        assert result.returncode == status, result.stdout + result.stderr
        return result

    return runs


def mount(folder, version, content):
    """A Secret as kubelet mounts it: a folder of this version, `..data` that leads to it, links by way of that."""
    (folder / version / "etc").mkdir(parents=True)
    (folder / version / "etc/tls.key").write_text(content)
    (folder / "..new").symlink_to(version)
    (folder / "..new").rename(folder / "..data")
    if not (folder / "etc").is_symlink():
        (folder / "etc").symlink_to("..data/etc")


def test_a_change_of_a_mounted_secret_is_noticed_and_nothing_else(tmp_path, busybox):
    head = functions(helm.render(CHART)[0], "keys", "begin")
    statements = """
work=$1/work
begin
new_files tls "$1/material" -L
leave_out '..*'
capture capture_files /etc/tls.key /etc
cat "$run/items/1001/contents" && echo && tar -tf "$run"/items/1001/data/tls.tar
"""
    seen = []
    for version, content in (("..2026_1", "one"), ("..2026_2", "one"), ("..2026_3", "two")):
        mount(tmp_path / "material", version, content)
        result = busybox(head, statements)
        assert "preserve ownership" not in result.stderr
        seen.append(result.stdout.splitlines())
    assert seen[0][1:] == ["./etc/tls.key", "./etc/", "./etc/tls.key"]
    assert seen[0][0] == seen[1][0] != seen[2][0]


def test_a_full_disk_keeps_no_part_of_a_copy(tmp_path, busybox):
    head = functions(kubernetes.applied(MANIFESTS), "twice-daily", "take_over")
    (tmp_path / "object").write_text("whole")
    statements = """
subject=claim
root=$1/sink
cp() {
  printf half >"$2"
  return 1
}
put_directory "$1/object" wiki/twice-daily/copy.dump
"""
    assert "can't write to" in busybox(head, statements, status=1).stderr
    assert [path for path in (tmp_path / "sink").rglob("*") if path.is_file()] == []
