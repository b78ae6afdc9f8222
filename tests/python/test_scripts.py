"""Scripts on machines that are not at hand: made-up programs stand for drivers and compilers."""

import pathlib
import subprocess
import sys

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]


@pytest.fixture
def machine(tmp_path):
    """machine(**programs) -> environment in whose PATH these programs come first; each is the text
    of a shell script. plus_plus in a name stands for ++, _ for -."""

    def make(folder="bin", **programs):
        place = tmp_path / folder
        place.mkdir(parents=True, exist_ok=True)
        for name, body in programs.items():
            file = place / name.replace("plus_plus", "++").replace("_", "-")
            file.write_text("#!/bin/sh\n" + body + "\n")
            file.chmod(0o755)
        return {"PATH": f"{place}:/usr/bin:/bin", "HOME": str(tmp_path)}

    return make


def shell(command, environment):
    """Runs a command after common.sh under the options of the scripts."""
    return subprocess.run(
        ["bash", "-c", f"set -euo pipefail\nsource scripts/common.sh\n{command}"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
    )


NVCC = 'echo "Cuda compilation tools, release 13.0, V13.0.48"'


def test_a_driver_that_does_not_answer_is_no_gpu_and_ends_no_script(machine):
    done = shell(
        'gpu=$(find_gpu); echo "[$gpu]"',
        machine(
            nvidia_smi='echo "NVIDIA-SMI has failed because it could not reach the driver."; exit 9'
        ),
    )

    assert done.returncode == 0 and done.stdout == "[]\n"
    assert "nvidia-smi is here but fails (NVIDIA-SMI has failed" in done.stderr


@pytest.mark.parametrize(
    "listed, gpu, note",
    [
        ("NVIDIA H200, 9.0", "NVIDIA H200", ""),
        ("Tesla P100, 6.0", "", "Tesla P100 (compute capability 6.0) is older"),
        ("Tesla P100, 6.0\nTesla T4, 7.5", "Tesla T4", ""),
        ("No devices were found", "", ""),
    ],
)
def test_cards_are_used_from_compute_capability_7_5_on(machine, listed, gpu, note):
    done = shell("find_gpu", machine(nvidia_smi=f"cat <<'END'\n{listed}\nEND"))

    assert done.returncode == 0 and done.stdout.strip() == gpu
    assert note in done.stderr if note else done.stderr == ""


def test_a_toolkit_anywhere_is_named_to_cmake_with_its_thrust(machine, tmp_path):
    environment = machine("opt/cuda/bin", nvcc=NVCC)
    thrust = tmp_path / "opt/cuda/include/cccl/thrust"
    thrust.mkdir(parents=True)
    (thrust / "version.h").touch()

    done = shell("build_options cuda", environment)

    assert done.stdout.splitlines() == [
        f"-DTAOSWEEP_THRUST_INCLUDE={thrust.parent}",
        f"-DCMAKE_CUDA_COMPILER={tmp_path / 'opt/cuda/bin/nvcc'}",
    ]
    assert "CUDA_COMPILER" not in shell("build_options cpu", environment).stdout


def test_a_toolkit_without_thrust_leaves_it_to_the_distribution(machine):
    done = shell('find_thrust "$(find_nvcc)"', machine("opt/cuda/bin", nvcc=NVCC))

    assert done.returncode == 0 and done.stdout == ""


def test_a_clang_that_cannot_read_the_library_is_passed_over(machine):
    environment = machine(
        clangplus_plus_14="cat >/dev/null; exit 1", clangplus_plus="cat >/dev/null"
    )

    assert shell("find_clang", environment).stdout == "clang++\n"
    assert shell("build_options clang", environment).stdout.splitlines()[-2:] == [
        "-DCMAKE_CXX_COMPILER=clang++",
        "-DCMAKE_C_COMPILER=clang",
    ]


def test_a_build_that_fails_is_counted_beside_the_tests_of_the_others(tmp_path):
    good = tmp_path / "cpu"
    good.mkdir()
    (good / "test_report.xml").write_text(
        '<testsuite><testcase name="a" status="run"/></testsuite>'
    )

    done = subprocess.run(
        [sys.executable, "scripts/count_tests.py", tmp_path / "clang", good],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )

    assert done.returncode == 1 and "failed:  clang: not built" in done.stdout
    assert done.stdout.endswith("1 passed, 1 failed, 0 skipped\n")


def counted(build, cases):
    build.mkdir()
    (build / "test_report.xml").write_text(f"<testsuite>{cases}</testsuite>")
    return subprocess.run([sys.executable, "scripts/count_tests.py", build], cwd=ROOT,
                          capture_output=True, text=True)


def test_a_skipped_test_says_why(tmp_path):
    done = counted(tmp_path / "cpu", """
        <testcase name="a" status="run"/>
        <testcase name="b" status="notrun"><skipped message="SKIP_RETURN_CODE=4"/>
        <system-out>x.cpp:1: Skipped\nno GPU at hand\n</system-out></testcase>""")

    assert done.returncode == 0 and "skipped: cpu: b (no GPU at hand)" in done.stdout


@pytest.mark.parametrize("case", [
    '<testcase name="b" status="notrun"><skipped message="SKIP_REGULAR_EXPRESSION_MATCHED"/>'
    "<system-out>x.cpp:1: Skipped\n\n</system-out></testcase>",
    '<testcase name="b" status="disabled"/>'])
def test_a_test_that_is_left_out_without_a_word_counts_as_failed(case, tmp_path):
    done = counted(tmp_path / "cpu", '<testcase name="a" status="run"/>' + case)

    assert done.returncode == 1 and "failed:  cpu: b (" in done.stdout
    assert done.stdout.endswith("1 passed, 1 failed, 0 skipped\n")


def test_presets_after_a_failed_build_are_still_built():
    text = (ROOT / "scripts/test.sh").read_text()
    loop = text[text.index("reports=()") : text.index('say "The same bits')]
    loop = loop[: loop.rindex("if [")]

    done = subprocess.run(
        [
            "bash",
            "-c",
            f'''set -euo pipefail
root=/nowhere; presets=(first second)
say() {{ :; }}
rm() {{ :; }}
ctest() {{ echo "tested $2"; return 1; }}
build() {{ [ "$1" = second ] || exit 1; echo "built $1"; }}
{loop}
echo "${{reports[*]}}"''',
        ],
        capture_output=True,
        text=True,
    )

    assert done.stdout.splitlines() == [
        "built second",
        "tested build/second",
        "/nowhere/build/first /nowhere/build/second",
    ]


def test_the_benchmark_names_an_option_that_it_does_not_know():
    done = subprocess.run(
        ["scripts/benchmark.sh", "--fast"], cwd=ROOT, capture_output=True, text=True
    )

    assert done.returncode == 1 and "unknown option '--fast'" in done.stderr
