"""scripts/gpu_check.sh on a machine without a card: made-up programs stand for it."""
import importlib
import os
import pathlib
import subprocess
import sys
import time

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]

# A taosweep that computes nothing: what it ran, and where, stands in its file.
PROGRAM = r'''#!/bin/sh
echo "$*" >>"$LOG"
case $1 in
  run)
    out=; device=; set -- "$@" --
    while [ "$1" != -- ]; do
      [ "$1" = -o ] && out=$2; [ "$1" = --device ] && device=$2; shift
    done
    [ -n "$HANGS" ] && [ "$device" = cuda:0 ] && sleep 300
    echo "$device" >"$out" ;;
  info) printf 'status         %s: 4\n' "${STATUS:-0 ok}"
        printf 'run            0.5 s on made up\ncontent digest %064d\n' 3 ;;
  --version) echo "taosweep 0.1.0 (abc, model 2)" ;;
  eras) printf 'era-a  (v1)\n    text\nera-b  (v2)\n    text\nolden  (v0)\n'
        printf '    since era-a:\n      protocol.pools: on -> off\n' ;;
  verify) [ -z "$DIFFER" ] || { echo "price differs"; exit 1; } ;;
esac'''

NCU = r'''cat <<'END'
==PROF== Connected
HEAD
"","","register/thread","%","sector",""
"0","advance_kernel","128","61.5","1,024","0.75"
END'''.replace("HEAD", ",".join(f'"{name}"' for name in (
    "ID", "Kernel Name", "launch__registers_per_thread",
    "smsp__issue_active.avg.pct_of_peak_sustained_active",
    "l1tex__t_sectors_pipe_lsu_mem_local_op_ld.sum",
    "smsp__average_warps_issue_stalled_wait_per_issue_active.ratio")))


@pytest.fixture
def check(tmp_path):
    """check(programs, **environment) -> the finished script, on a card of their kind."""

    def run(seconds=60, **environment):
        tools = tmp_path / "bin"
        tools.mkdir(exist_ok=True)
        texts = {"nvidia-smi": 'case $1 in *compute*) echo "Card X, 9.0";; *) echo 580.1;; esac'}
        texts |= environment.pop("tools", {})
        for name, body in texts.items():
            (tools / name).write_text("#!/bin/sh\n" + body + "\n")
            (tools / name).chmod(0o755)
        build = tmp_path / "build"
        build.mkdir(exist_ok=True)
        (build / "taosweep").write_text(PROGRAM)
        (build / "taosweep").chmod(0o755)
        script = (ROOT / "scripts/gpu_check.sh").read_text()
        assert 'exec "$python" scripts/gpu_evidence/main.py ' in script
        return subprocess.run(
            ["scripts/gpu_check.sh", build], cwd=ROOT, capture_output=True, text=True, timeout=120,
            env={"PATH": f"{tools}:/usr/bin:/bin", "HOME": str(tmp_path),
                 "LOG": str(tmp_path / "log"), "TAOSWEEP_CHECK_SECONDS": str(seconds),
                 "TAOSWEEP_JAX_PYTHON": str(tmp_path / "none"),
                 "HANGS": "", "DIFFER": "", **environment})

    return run


CLEAN = {"compute-sanitizer": 'shift 4; exec "$@"'}


def test_what_was_not_checked_or_measured_is_said(check):
    done = check()
    assert done.returncode == 3, done.stderr
    assert done.stdout.splitlines()[-1].endswith("errors that checkers see: NOT CHECKED")
    for line in ("| memory errors | NOT CHECKED, compute-sanitizer is neither in PATH",
                 "| hardware counters | NOT MEASURED, ncu is neither in PATH",
                 "| every block, against JAX on the card | NOT MEASURED, ",
                 f"| content digest on the GPU | {3:064d} |"):
        assert line in done.stdout


def test_what_the_build_read_of_the_program_is_shown(check, tmp_path):
    for kind in ("registers", "instructions"):
        (tmp_path / "build").mkdir(exist_ok=True)
        (tmp_path / f"build/program_4_0.cu.o.{kind}.txt").write_text(f"table of {kind}\n")
    said = check().stdout
    assert "table of registers\n" in said and "table of instructions\n" in said


def test_the_checker_is_found_beside_an_nvcc_that_is_a_link(check, tmp_path):
    toolkit = tmp_path / "toolkit/bin"
    toolkit.mkdir(parents=True)
    for name, body in {"nvcc": 'echo "release 13.0, V13.0.48"', **CLEAN}.items():
        (toolkit / name).write_text(f"#!/bin/sh\n{body}\n")
        (toolkit / name).chmod(0o755)
    (tmp_path / "bin").mkdir()
    os.symlink(toolkit / "nvcc", tmp_path / "bin/nvcc")
    done = check()
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.splitlines()[-1] == (
        "bits of GPU and CPU: equal; errors that checkers see: none")


def test_all_eras_run_on_both_with_both_kinds_of_steps(check, tmp_path):
    done = check(tools=CLEAN)
    assert done.returncode == 0, done.stdout + done.stderr
    for kind in ("every block", "coarse steps"):
        assert f"| bits of 3 eras, {kind} | equal |" in done.stdout
    log = (tmp_path / "log").read_text()
    for step in (1, 300):
        for device in ("cuda:0", "cpu"):
            assert any(f"bits_{step}.ini" in line and f"--device {device}" in line
                       for line in log.splitlines())
    row = next(line for line in done.stdout.splitlines() if line.startswith("| 0.1.0 |"))
    head = next(line for line in (ROOT / "BENCHMARKS.md").read_text().splitlines()
                if line.startswith("| version") and "driver" in line)
    assert row.count("|") == head.count("|") and "| Card X | 580.1 |" in row


def test_counters_are_read_and_those_that_lack_are_named(check):
    done = check(tools={**CLEAN, "ncu": NCU})
    for line in ("| part of the issue limit [%] | 61.5 |", "| registers a thread | 128 |",
                 "| local loads [sectors of 32 B] | 1024 |",
                 "| local stores [sectors of 32 B] | NOT MEASURED, ncu does not give it |",
                 "| stalls, warps waiting for each issue | wait 0.75 |"):
        assert line in done.stdout


def test_counters_that_need_rights_say_so(check):
    done = check(tools={**CLEAN, "ncu": 'echo "==ERROR== ERR_NVGPUCTRPERM"; exit 1'})
    assert "NOT MEASURED, the driver lets only administrators read counters" in done.stdout


def test_bits_that_differ_fail_and_say_what_differs(check):
    done = check(tools=CLEAN, DIFFER="1")
    assert done.returncode == 1 and "DIFFER, exit code 1: price differs" in done.stdout


def test_economies_that_all_fail_are_not_equal(check):
    done = check(tools=CLEAN, STATUS="2 not finite")
    assert done.returncode == 1
    assert done.stdout.count("FAILED, no economy came to its end |") == 3


def test_some_economies_that_fail_are_not_equal(check):
    done = check(tools=CLEAN, STATUS="0 ok: 52\n               1 not finite")
    assert done.returncode == 1
    assert done.stdout.count("did not come to their end: 4 of status 1 not finite |") == 3


def test_errors_that_a_checker_finds_fail(check):
    racy = {"compute-sanitizer": '[ "$2" = racecheck ] && { echo "3 hazards"; exit 9; }; exit 0'}
    done = check(tools=racy)
    assert done.returncode == 1
    assert "| races in shared memory | FOUND by racecheck: exit code 9: 3 hazards |" in done.stdout
    assert "| memory errors | none |" in done.stdout


def test_a_card_that_hangs_ends_in_time(check):
    start = time.monotonic()
    done = check(seconds=4, tools=CLEAN, HANGS="1")
    assert time.monotonic() - start < 30
    assert done.returncode == 1 and "FAILED on cuda:0, not finished in" in done.stdout
    assert "errors that checkers see: NOT CHECKED" in done.stdout.splitlines()[-1]


@pytest.fixture(scope="module")
def parts():
    """The modules of scripts/gpu_evidence by name."""
    sys.path.insert(0, str(ROOT / "scripts/gpu_evidence"))
    yield importlib.import_module
    sys.path.pop(0)


def test_every_command_has_a_limit_of_its_own_below_that_of_all(parts):
    clock = parts("limits").Clock(20)
    ended = clock.run(["sleep", "60"], 0.3)
    assert ended.code is None and ended.seconds < 5 and "not finished" in ended.reason()
    assert clock.run(["false"], 5).reason() == "exit code 1"
    assert clock.run(["/nonexistent"], 5).code == 127
    over = parts("limits").Clock(0)
    assert over.run(["true"], 5).code is None


def test_all_limits_together_leave_nine_minutes(parts):
    assert parts("main").ALL_TIME < 9 * 60 - 10


def test_the_config_of_all_eras_is_one_that_runs(parts, tmp_path):
    """With the eras of this program, on the processor."""
    bits, program = parts("bits"), os.environ["TAOSWEEP_BINARY"]
    listing = subprocess.run([program, "eras"], capture_output=True, text=True, check=True).stdout
    found = bits.eras(listing)
    assert len(found) >= 14 and sum(not pools for pools in found.values()) == 1
    config = tmp_path / "all.ini"
    config.write_text(bits.CONFIG.format(days=2, step=300, subnets="20, 40",
                                         schedules=bits.schedules(found)))
    done = subprocess.run([program, "run", config, "-o", tmp_path / "out.h5", "--quiet", "--device",
                           "cpu"], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def jax_ends(parts, tmp_path, monkeypatch, device, code=0, batches=3):
    """jax_rate beside a made-up model of the peers, fastest at the second of its batches."""
    speed = parts("speed")
    (tmp_path / "peers").mkdir()
    (tmp_path / "peers/run_jax.py").write_text(f"""import json, sys
print("some warning")
for economies, wall in ((1024, 1.0), (4096, 2.0), (16384, 16.0))[:{batches}]:
    print(json.dumps({{"economies": economies, "subnet_blocks": 1000, "warm": [{{"wall": 2 * wall}},
          {{"wall": wall}}], "versions": {{"device": "{device}"}}}}))
sys.exit("no memory" if {code} else 0)
""")
    (tmp_path / "every_block.ini").touch()
    monkeypatch.setattr(speed, "PEERS", tmp_path)
    return speed.jax_rate(parts("limits").Clock(30), sys.executable, "taosweep")


def test_the_rate_of_jax_is_that_of_its_best_batch_and_warm_run_on_the_card(parts, tmp_path,
                                                                            monkeypatch):
    assert jax_ends(parts, tmp_path, monkeypatch, "NVIDIA X") == (2048.0, "4096", 1000, "")


def test_jax_is_held_against_the_same_economies(parts, tmp_path, monkeypatch):
    speed, asked = parts("speed"), []

    def seconds(clock, program, config, folder, settings):
        asked.append((config, settings))
        return 0.5, 0.7, ""

    monkeypatch.setattr(speed, "jax_rate", lambda *_: (2000.0, "4096", 1000, ""))
    monkeypatch.setattr(speed, "run_seconds", seconds)
    words = speed.against_jax(None, "python", "taosweep", tmp_path)
    assert words.startswith("200.0 times JAX in batches of 4096 (4e+08 and 2e+06")
    assert asked == [(speed.PEERS / "every_block.ini",
                      ["sweep.points=1", "sweep.replicates=200000"])]


def test_batches_that_jax_has_no_memory_for_leave_the_others(parts, tmp_path, monkeypatch):
    rate, words, _, why = jax_ends(parts, tmp_path, monkeypatch, "NVIDIA X", code=1, batches=2)
    assert rate == 2048.0 and not why
    assert words.startswith("4096 (of 16384 there is none: exit code 1: ")


@pytest.mark.parametrize("device, code, batches, reason", [
    ("cpu", 0, 3, "JAX finds no card"), ("NVIDIA X", 1, 0, "exit code 1")])
def test_jax_without_a_card_or_that_fails_is_not_measured(device, code, batches, reason, parts,
                                                          tmp_path, monkeypatch):
    *rate, why = jax_ends(parts, tmp_path, monkeypatch, device, code, batches)
    assert rate == [None] * 3 and reason in why
