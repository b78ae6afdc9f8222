"""What the benchmark says of programs that are absent, and of what it measured."""
import json
import pathlib
import subprocess
import sys

import pytest

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path[:0] = [str(HERE)]

import compare  # noqa: E402
import programs  # noqa: E402


def row(program, rates, threads="one", **more):
    return {"workload": "every block", "program": program, "threads": threads, "batch": 1,
            "rates": rates, "first": 0.1, **more}


def tables(tmp_path, rows, **context):
    report = tmp_path / "report.json"
    said = {"date": "today", "load": 0.1, "processor": "P", "cores": 2, "card": "", "driver": "",
            "compilers": ["g++ 12"], "python": "3.11", "program": "taosweep 9", "commit": "",
            "left_out": "attacker", "quick": False, "wide_economies": 10} | context
    report.write_text(json.dumps({"context": said, "rows": rows}))
    done = subprocess.run([sys.executable, ROOT / "scripts/benchmark_table.py", report],
                          capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_ratios_are_of_the_fastest_back_end_and_the_best_batch(tmp_path):
    said = tables(tmp_path, [row("taosweep a", [5e7, 6e7, 7e7]), row("taosweep b", [8e7, 9e7, 8e7]),
                             row("numpy", [1e6, 1e6]), row("numpy", [4e6, 4e6], batch=64)])
    assert "| numpy | one core | 64 | 4.00 | 4.00 to 4.00 | 0.1 |  | 20.0 |" in said
    assert "taosweep b over numpy on one core: 20.0; the goal of 15 is reached" in said
    assert "- jax: not measured" in said and "1000000" not in said


def test_what_is_left_out_stands_beside_every_ratio(tmp_path):
    wide = {"workload": "wide sweep", "program": "taosweep", "threads": "one", "wall": [2.0],
            "cpu": [1.5]}
    said = tables(tmp_path, [row("taosweep a", [5e7]), wide, wide | {"program": "numpy",
                                                                     "wall": [8.0]}])
    heads = [line for line in said.splitlines() if line.startswith("| program")]
    assert len(heads) == 2 and all("both without attacker" in head for head in heads)
    assert "| numpy | one core | 8.0 | 8.0 to 8.0 | 1.5 | 1 | 4.0 |" in said


def test_an_absent_peer_is_a_row_that_says_so(tmp_path, monkeypatch):
    monkeypatch.setattr(programs, "VENV", tmp_path / "none")
    rows = compare.peer_rows("every block", "jax batch", "one", tmp_path, compare.QUICK)
    assert "jax is not installed" in rows[0]["absent"]
    said = tables(tmp_path, [row("taosweep a", [5e7]), *rows])
    assert "| jax batch | one core |  | ABSENT | jax is not installed" in said
    assert "not measured |" in said


def test_the_numpy_of_the_system_serves_where_there_is_no_other(tmp_path, monkeypatch):
    monkeypatch.setattr(programs, "VENV", tmp_path / "none")
    assert programs.python_of("numpy") == pathlib.Path("/usr/bin/python3")


def test_a_program_that_fails_gives_its_last_words():
    with pytest.raises(programs.Failed, match="no luck"):
        programs.finished([sys.executable, "-c", "import sys; sys.exit('no luck')"])


def test_one_core_is_one_core():
    said = programs.finished(programs.pinned("one") + [
        sys.executable, "-c", "import os; print(len(os.sched_getaffinity(0)))"])
    assert said.strip() == "1"
    assert programs.environment("one")["OMP_NUM_THREADS"] == "1"


def test_a_quick_run_is_marked(tmp_path):
    assert "not for BENCHMARKS.md" in tables(tmp_path, [row("numpy", [1e6])], quick=True)


def test_a_machine_without_git_or_a_driver_has_no_name_for_them():
    assert compare.first_line("no-such-program", "--version") == ""
