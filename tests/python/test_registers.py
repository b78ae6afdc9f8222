"""scripts/registers.py lets no step loop of the GPU program go to local memory unseen, and no
program take registers that cost it warps."""
import pathlib
import subprocess
import sys

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]

LOOP = ("_ZN8taosweep10take_stepsINS_6StagesILb1EJEEENS_7EconomyINS_8WarpLaneELi4ELj{family}EEEEE"
        "iRT0_iii")
KERNEL = "_ZN8taosweep14advance_kernelILi{slots}ELj0EEEv"
PTXAS = """\
ptxas info    : Compiling entry function '{kernel}' for 'sm_90'
ptxas info    : Function properties for {kernel}
    2080 bytes stack frame, 72 bytes spill stores, 168 bytes spill loads
ptxas info    : Used {registers} registers, used 0 barriers, 11664 bytes smem
ptxas info    : Function properties for {loop}
    {frame} bytes stack frame, {stores} bytes spill stores, {loads} bytes spill loads
"""


def build(tmp_path, family=0, frame=0, stores=276, loads=348, slots=4, registers=168):
    said = PTXAS.format(loop=LOOP.format(family=family), frame=frame, stores=stores, loads=loads,
                        kernel=KERNEL.format(slots=slots), registers=registers)
    (tmp_path / "said").write_text(said)
    compiler = tmp_path / "nvcc"
    compiler.write_text(f"#!/bin/sh\ncat {tmp_path}/said >&2\n")
    compiler.chmod(0o755)
    return subprocess.run([sys.executable, ROOT / "scripts/registers.py", compiler, "-o",
                           tmp_path / "object"], capture_output=True, text=True)


def test_the_table_names_the_step_loop(tmp_path):
    done = build(tmp_path)
    assert done.returncode == 0, done.stderr
    table = (tmp_path / "object.registers.txt").read_text()
    assert table == done.stdout
    assert "step loop of the launch, 1 of them, at most 0 B of stack, 276/348 B of spills" in table


def test_an_array_in_local_memory_fails_the_build(tmp_path):
    done = build(tmp_path, frame=64)
    assert done.returncode == 1
    assert "a step loop of the launch takes 64 bytes of stack, at most 0 are allowed" in done.stderr


def test_spills_fail_the_build_where_they_grow(tmp_path):
    assert build(tmp_path, stores=2000).returncode == 1
    assert build(tmp_path, loads=2000).returncode == 1


def test_later_rules_have_more_to_hold(tmp_path):
    assert build(tmp_path, family=0, stores=1180, loads=1276).returncode == 1
    assert build(tmp_path, family=3, stores=1180, loads=1276).returncode == 0


@pytest.mark.parametrize("slots, most, warps", [(1, 255, 8), (2, 168, 12), (3, 168, 12),
                                                (4, 168, 12)])
def test_registers_that_cost_warps_fail_the_build(tmp_path, slots, most, warps):
    assert build(tmp_path, slots=slots, registers=most).returncode == 0
    done = build(tmp_path, slots=slots, registers=most + 1)
    assert done.returncode == 1
    assert (f"a thread takes {most + 1} registers, at most {most} are allowed, with which {warps} "
            "warps fit") in done.stderr
