"""scripts/instructions.py counts what a step of the GPU program executes: in made-up code here."""
import pathlib
import subprocess
import sys

import pytest

from made_up_graph import disassembler, graph, step_loop

ROOT = pathlib.Path(__file__).resolve().parents[2]
SCRIPT = ROOT / "scripts/instructions.py"
sys.path.insert(0, str(ROOT / "scripts"))

import instructions  # noqa: E402

# A step that loads, has a rare branch that calls, one without a call, a small loop inside, lanes
# that may have diverged, and a spill.
BLOCKS = {
    "start": ["MOV R0, R1", "LDL R3, [R1]"],
    "head": ["DADD R2, R4, R6", "LDS.64 R8, [R5+0x10]", "DSETP.GT.AND P0, PT, R2, 3, PT",
             "@!P0 BRA `(after)"],
    "rare": ["LDL R9, [R1+0x8]", "STL [R1+0x8], R9", "CALL.REL.NOINC `($_Z4rarev)"],
    "after": ["SHFL.BFLY PT, R4, R2, 0x10, 0x1f", "BRA.DIV UR4, `(diverged)"],
    "choice": ["FADD R1, R2, R3", "@P1 BRA `(short)"],
    "long": ["FFMA R1, R2, R3, R4", "IMAD.MOV.U32 R1, RZ, RZ, R2"],
    "inner": ["LDG.E.64 R2, desc[UR4][R6.64]", "@P2 BRA `(inner)"],
    "short": ["DFMA R4, -R2, R4, 1", 'LDL.LU.64 R6, [R1+0x18]  (*\\"SpillRefill\\"*)',
              "@P3 BRA `(head)"],
    "end": ["RET.REL.NODEC R20"],
    "diverged": ["WARPSYNC.COLLECTIVE R6, `(back)", "LDL R9, [R1+0x8]"],
}
EDGES = [("start", "s", "head"), ("head", "e", "after"), ("head", "s", "rare"),
         ("rare", "s", "after"), ("after", "e", "diverged"), ("after", "s", "choice"),
         ("choice", "e", "short"), ("choice", "s", "long"), ("long", "s", "inner"),
         ("inner", "e", "inner"), ("inner", "s", "short"), ("short", "e", "head"),
         ("short", "s", "end"), ("diverged", "s", "choice")]


def read(folder, text):
    """All that the script says of a graph, and its exit code."""
    (folder / "program.dot").write_text(text)
    done = subprocess.run([sys.executable, SCRIPT, folder / "program.dot"], capture_output=True,
                          text=True)
    return done.returncode, done.stdout, done.stderr


def counted(blocks=BLOCKS, edges=EDGES):
    (name, one), = instructions.graphs_of(graph(blocks, edges)).items()
    return instructions.count(name, one)


def with_more(block, more):
    return {**BLOCKS, block: [*more, *BLOCKS[block]]}


def without_spills(blocks):
    return {name: [one for one in code if not one.startswith("LDL")]
            for name, code in blocks.items()}


def test_the_way_with_the_fewest_instructions_leaves_out_what_it_can():
    assert counted().least == {"FP64": 3, "FP32": 1, "shared memory": 1, "local memory": 1,
                               "between lanes": 1, "branches": 4}


def test_the_way_with_the_most_passes_a_loop_inside_once():
    assert counted().most == {"FP64": 3, "FP32": 2, "shared memory": 1, "local memory": 1,
                              "between lanes": 1, "branches": 5, "integers, moves": 1,
                              "global or generic memory": 1}


def test_what_is_called_before_and_after_the_loop_and_where_lanes_diverged_is_on_no_way():
    for block in ("start", "rare", "diverged", "end"):
        assert counted(with_more(block, ["DADD R2, R4, R6"] * 3)) == counted()


def test_local_memory_is_that_of_the_way_which_has_the_most():
    assert counted(with_more("long", ["LDL R1, [R2]"])).local == 2
    # Also where another way is the longer one.
    assert counted({**BLOCKS, "short": ["LDS R1, [R2]"] * 9 + BLOCKS["short"]}).local == 1
    blocks = with_more("choice", ["@P5 BRA `(short)"])
    blocks["other"] = ["STL [R1], R2", "STL [R1+0x8], R2"]
    edges = [*EDGES, ("choice", "s", "other"), ("other", "s", "short")]
    assert counted(blocks, edges).local == 3


def test_a_call_that_no_way_goes_without_is_passed_and_named(tmp_path):
    blocks = with_more("choice", [])
    blocks["always"] = ["CALL.REL.NOINC `($kernel$_ZN8taosweep6alwaysEv)"]
    edges = [("always" if a == "choice" else a, side, b) for a, side, b in EDGES]
    edges.append(("choice", "s", "always"))
    assert counted(blocks, edges).calls == ["$kernel$_ZN8taosweep6alwaysEv"]
    code, out, _ = read(tmp_path, graph(without_spills(blocks), edges))
    assert code == 0 and "every way calls taosweep::always" in out
    assert not counted().calls


def test_the_table_gives_each_subnet_its_part(tmp_path):
    blocks = without_spills(BLOCKS)
    code, out, errors = read(tmp_path, graph(blocks, EDGES, slots=1)
                             + graph(blocks, EDGES, slots=1, one_block=0))
    rows = [line.split() for line in out.splitlines()]
    assert (code, errors) == (0, "") and ["FP64", "3", "3", "0.09", "0.09"] in rows
    assert ["all", "10", "14", "0.31", "0.44"] in rows
    assert out.index("a step of one block") < out.index("a step of more blocks")
    assert "subnet-block: least" in out and "subnet-step: least" in out


FAMILIES = [(0, instructions.LAUNCH), (3, instructions.LATER)]


@pytest.mark.parametrize("family, name", FAMILIES)
def test_local_memory_of_the_shortest_way_is_bounded(family, name, tmp_path):
    most = instructions.BOUNDS[name][0]
    assert read(tmp_path, step_loop(family, most))[0] == 0
    code, out, errors = read(tmp_path, step_loop(family, most + 1))
    assert code == 1 and f"local memory: {most + 1} on the shortest way" in out
    assert f"the step loop of {name}, 4 slots, a step of one block: its shortest way" in errors
    assert f"has {most + 1} loads and stores of local memory, at most {most}" in errors


@pytest.mark.parametrize("family, name", FAMILIES)
def test_local_memory_of_any_way_is_bounded(family, name, tmp_path):
    most = instructions.BOUNDS[name][1]
    for local, code in ((most, 0), (most + 1, 1)):
        blocks = without_spills(BLOCKS)
        blocks["long"] += ["STL [R2], R1"] * local
        assert read(tmp_path, graph(blocks, EDGES, family))[0] == code
    assert f"a way without calls has {most + 1} loads" in read(tmp_path,
                                                               graph(blocks, EDGES, family))[2]


@pytest.mark.parametrize("text", ["", graph(BLOCKS, EDGES, name="_ZN8taosweep13finish_kernelEv")])
def test_a_program_without_a_step_loop_is_not_passed_over(text, tmp_path):
    code, _, errors = read(tmp_path, text)
    assert code == 1 and "has no step loop" in errors


def test_a_function_that_has_lost_its_loop_is_not_passed_over(tmp_path):
    code, _, errors = read(tmp_path, graph(BLOCKS, [edge for edge in EDGES if edge[2] != "head"]
                                           + [("start", "s", "head")]))
    assert code == 1 and "no loop holds half of the instructions" in errors


def test_kinds():
    kinds = {"DMUL": "FP64", "FSEL": "FP32", "MUFU.RCP64H": "conversions, special functions",
             "F2F.F64.F32": "conversions, special functions", "I2FP.F32.S32":
             "conversions, special functions", "LD.E.64": "global or generic memory",
             "LDL.LU": "local memory", "STS.64": "shared memory", "ULDC.64": "constants",
             "ISETP.NE.AND": "integers, moves", "UIADD3": "uniform", "BSYNC": "branches",
             "VOTE.ANY": "between lanes", "NOP": "others"}
    assert {name: instructions.kind_of(name) for name in kinds} == kinds


def of_folder(tmp_path, environment):
    (tmp_path / "build/kernels").mkdir(parents=True, exist_ok=True)
    (tmp_path / "build/kernels/program_4_0.cu.o").touch()
    (tmp_path / "build/kernels/edges.cu.o").touch()
    return subprocess.run([sys.executable, SCRIPT, tmp_path / "build"], env=environment,
                          capture_output=True, text=True)


def test_objects_of_a_folder_are_taken_apart(tmp_path):
    done = of_folder(tmp_path, disassembler(tmp_path, step_loop(3, 7)))
    assert done.returncode == 1 and done.stdout.count("step loop of later rules") == 1
    assert "sm_90" in done.stdout and "local memory: 7 on the shortest way" in done.stdout
    assert of_folder(tmp_path, disassembler(tmp_path, step_loop(3, 0))).returncode == 0


@pytest.mark.parametrize("card, code", [("sm_90", 1), ("sm_120", 0)])
def test_bounds_are_those_of_the_card_that_they_were_set_on(card, code, tmp_path):
    done = of_folder(tmp_path, disassembler(tmp_path, step_loop(local=500), card))
    assert done.returncode == code and ("are allowed on sm_90" in done.stdout) == (code == 0)


def test_a_folder_without_programs_is_an_error(tmp_path):
    done = subprocess.run([sys.executable, SCRIPT, tmp_path], capture_output=True, text=True)
    assert done.returncode == 1 and "build the preset cuda first" in done.stderr


def test_without_a_disassembler_it_is_said_how_to_get_one(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(instructions, "tool", lambda name: None)
    made = tmp_path / "program_4_0.cu.o"
    made.touch()
    assert instructions.main([str(made)]) == 3
    assert "NOT READ" in (said := capsys.readouterr().out)
    assert "scripts/install_packages.sh gpu" in said


def test_a_disassembler_that_fails_is_named(tmp_path):
    environment = disassembler(tmp_path, "")
    (tmp_path / "tools/nvdisasm").write_text("#!/bin/sh\necho no such card >&2\nexit 7\n")
    done = of_folder(tmp_path, environment)
    assert done.returncode == 3
    assert "NOT READ" in done.stdout and "nvdisasm failed: no such card" in done.stdout
