"""scripts/registers.py lets no step loop of the GPU program go to local memory unseen, and no
program take registers that cost it warps."""
import pathlib
import subprocess
import sys

import pytest

from made_up_graph import disassembler, step_loop

ROOT = pathlib.Path(__file__).resolve().parents[2]

LOOP = ("_ZN8taosweep10take_stepsINS_6StagesILb1EJEEENS_7EconomyINS_8WarpLaneELi4ELj{family}EEEEE"
        "iRT0_iii")
KERNEL = "_ZN8taosweep14advance_kernelILi{slots}ELj{family}EEEv"
PTXAS = """\
ptxas info    : Compiling entry function '{kernel}' for '{card}'
ptxas info    : Function properties for {kernel}
    2080 bytes stack frame, 72 bytes spill stores, 168 bytes spill loads
ptxas info    : Used {registers} registers, used 0 barriers, {shared} bytes smem
ptxas info    : Function properties for {loop}
    {frame} bytes stack frame, {stores} bytes spill stores, {loads} bytes spill loads
"""


def build(tmp_path, family=0, frame=0, stores=44, loads=52, slots=4, registers=128, local=0,
          shared=12928, card="sm_90"):
    said = PTXAS.format(loop=LOOP.format(family=family), frame=frame, stores=stores, loads=loads,
                        kernel=KERNEL.format(slots=slots, family=family), registers=registers,
                        shared=shared, card=card)
    (tmp_path / "said").write_text(said)
    compiler = tmp_path / "nvcc"
    compiler.write_text(f"#!/bin/sh\ncat {tmp_path}/said >&2\n")
    compiler.chmod(0o755)
    environment = disassembler(tmp_path, step_loop(family, local))
    return subprocess.run([sys.executable, ROOT / "scripts/registers.py", compiler, "-o",
                           tmp_path / "object"], env=environment, capture_output=True, text=True)


def test_the_table_names_the_step_loop(tmp_path):
    done = build(tmp_path)
    assert done.returncode == 0, done.stderr
    table = (tmp_path / "object.registers.txt").read_text()
    assert done.stdout.startswith(table)
    assert "step loop of the launch, 1 of them, at most 0 B of stack, 44/52 B of spills" in table


def test_the_build_says_what_a_step_executes(tmp_path):
    done = build(tmp_path)
    counted = (tmp_path / "object.instructions.txt").read_text()
    assert counted and done.stdout.endswith(counted)
    assert "step loop of launch, 4 slots (128 subnets), sm_90, a step of one block" in counted
    assert "loads and stores of local memory: 0 on the shortest way" in counted


def test_local_memory_in_each_step_fails_the_build(tmp_path):
    done = build(tmp_path, local=1)
    assert done.returncode == 1 and "has 1 loads and stores of local memory" in done.stderr


def test_only_what_went_wrong_is_said_beside_the_tables(tmp_path):
    assert build(tmp_path).stderr == ""


def test_an_array_in_local_memory_fails_the_build(tmp_path):
    done = build(tmp_path, frame=64)
    assert done.returncode == 1
    assert "a step loop of the launch takes 64 bytes of stack, at most 0 are allowed" in done.stderr


def test_spills_fail_the_build_where_they_grow(tmp_path):
    assert build(tmp_path, stores=2000).returncode == 1
    assert build(tmp_path, loads=2000).returncode == 1


def test_spills_are_bounded_where_they_were_looked_at_and_frames_everywhere(tmp_path):
    assert build(tmp_path, stores=2000, card="sm_120").returncode == 0
    assert build(tmp_path, frame=64, card="sm_120").returncode == 1


def test_each_family_has_bounds_of_its_own(tmp_path):
    assert build(tmp_path, family=0, stores=76, loads=84).returncode == 0
    assert build(tmp_path, family=3, stores=76, loads=84).returncode == 1


@pytest.mark.parametrize("slots, family, most, warps", [
    (1, 0, 255, 8), (2, 0, 128, 16), (3, 0, 128, 16), (4, 0, 128, 16),
    (1, 3, 255, 8), (2, 3, 168, 12), (3, 3, 168, 12), (4, 3, 168, 12)])
def test_registers_that_cost_warps_fail_the_build(tmp_path, slots, family, most, warps):
    few = {"family": family, "slots": slots, "stores": 0, "loads": 0}
    assert build(tmp_path, **few, registers=most).returncode == 0
    done = build(tmp_path, **few, registers=most + 1)
    assert done.returncode == 1
    assert (f"a thread takes {most + 1} registers, at most {most} are allowed, with which {warps} "
            "warps fit") in done.stderr


@pytest.mark.parametrize("family, most", [(0, 12928), (3, 16000)])
def test_shared_memory_that_costs_warps_fails_the_build(tmp_path, family, most):
    few = {"family": family, "stores": 0, "loads": 0}
    assert build(tmp_path, **few, shared=most).returncode == 0
    done = build(tmp_path, **few, shared=most + 1)
    assert done.returncode == 1
    assert f"takes {most + 1} bytes of shared memory, at most {most} are allowed" in done.stderr
