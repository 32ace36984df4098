"""shellcheck, dash and busybox sh read every generated script."""

import pytest

from probes import goldens, helm, kubernetes, reading, scripts
from world import tools

GOOD = '#!/bin/sh\nset -eu\nprintf "%s\\n" "$1"\n'


def test_scripts_of_a_tree(golden):
    findings = [finding for path in [*goldens.scripts(golden), *goldens.runtimes(golden)] for finding in scripts.judge(path.read_text(), str(path.relative_to(golden)))]
    assert findings == []


def test_scripts_are_executable_and_executables_are_scripts(golden):
    marked = sorted(path for path in golden.rglob("*") if path.is_file() and path.stat().st_mode & 0o111)
    # A pod's shell is given its script.
    assert [path for path in goldens.scripts(golden) if path not in marked and "usr" in path.relative_to(golden).parts] == []
    assert [path for path in marked if path not in goldens.scripts(golden)] == []


def test_scripts_in_a_rendered_chart(helm_golden):
    assert embedded(helm.render(helm_golden)[0]) == []


def test_scripts_in_plain_manifests(kubernetes_golden):
    assert embedded(kubernetes.applied(kubernetes_golden)) == []


def embedded(stream):
    """Findings about scripts inside documents, as the Kubernetes tools read them; a stream without one is a finding."""
    values = [value for value, _ in map(reading.read, stream) if value]
    found = list(scripts.embedded(values))
    return [finding for name, text in found for finding in scripts.judge(text, name)] + ([] if found else ["no script was found"])


def test_our_own_scripts():
    assert tools.run("shellcheck", "--norc", goldens.ROOT / "Tests/run", goldens.ROOT / ".ci/run").stdout == ""


def test_a_good_script_is_accepted():
    assert scripts.judge(GOOD, "good") == []


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("#!/bin/sh", "#!/bin/bash", "not #!/bin/sh"),
        ("set -eu", "set -euo pipefail", "SC3040"),
        ('"$1"', "$1", "SC2086"),
        ('"$1"', '"$1" <<< word', "dash exits 2"),
        ("set -eu", "if true; then", "busybox exits 2"),
        ("set -eu", "files=(a b)", "shellcheck exits 1"),
    ],
)
def test_a_broken_script_is_refused(old, new, said):
    assert said in "\n".join(scripts.judge(GOOD.replace(old, new), "broken"))


def test_a_broken_script_inside_a_chart_is_found(sample):
    chart = sample("helm", "templates/scripts.yaml", "set -eu", "set -euo pipefail")
    assert "SC3040" in "\n".join(embedded(helm.render(chart)[0]))


def test_a_broken_command_of_a_container_is_found(sample):
    chart = sample("helm", "templates/cronjob.yaml", '["/bin/sh", "/scripts/dump.sh"]', '["/bin/sh", "-ec", "echo $HOME"]')
    assert "SC2086" in "\n".join(embedded(helm.render(chart)[0]))


def test_a_chart_without_scripts_is_noticed():
    assert embedded([]) == ["no script was found"]
