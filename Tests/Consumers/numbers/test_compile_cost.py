"""Whether a compile costs what it did: instructions, which no load of the machine changes."""

from probes import goldens, instructions

POLICY = goldens.ROOT / "examples/certctl/policy.yaml"
GENERATED = goldens.ROOT / "examples/certctl/generated"
RELEASE = goldens.ROOT / ".build/release/backstay"
#: What a compile of the example may execute, which writes some 200 kB.
MOST = 30_000_000
#: What one that changes nothing may execute, as a part of the first: it reads the policy and looks at the files.
MOST_AGAIN = 0.2


def compiled(folder, output):
    assert RELEASE.exists(), "build it first: swift build -c release"
    return instructions.count(folder, RELEASE, "compile", POLICY, "--output", output)[0]


def test_a_compile_and_one_that_changes_nothing(tmp_path):
    output = tmp_path / "out"
    first = compiled(tmp_path, output)
    # What was counted is a compile that wrote everything.
    for file in GENERATED.rglob("*"):
        if file.is_file():
            assert (output / "certctl" / file.relative_to(GENERATED)).read_bytes() == file.read_bytes(), file
    again = compiled(tmp_path, output)
    print(f"backstay compile {first}, again {again}: a {first / again:.1f}th")
    assert first <= MOST
    assert again <= MOST_AGAIN * first


def test_a_compile_with_a_change_costs_as_much_as_the_first(tmp_path):
    output = tmp_path / "out"
    first = compiled(tmp_path, output)
    changed = output / "certctl/prometheus/helm/rules.yaml"
    changed.unlink()
    # Else what is cheap the second time would be to look at nothing.
    assert compiled(tmp_path, output) > first / 2
    assert changed.exists()
