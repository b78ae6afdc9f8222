"""The scripts without a Slurm: made-up commands stand for it, so that each case can be had at
will."""
import json
import os
import pathlib
import signal
import subprocess
import time

import pytest

from program import SMOKE

SCRIPTS = pathlib.Path(__file__).resolve().parents[2] / "scripts/slurm"


@pytest.fixture
def machine(tmp_path):
    """machine(**programs) -> environment in whose PATH these programs come first, each the text of
    a shell script."""
    def make(**programs):
        place = tmp_path / "bin"
        place.mkdir(exist_ok=True)
        for name, body in programs.items():
            (place / name).write_text("#!/bin/bash\n" + body + "\n")
            (place / name).chmod(0o755)
        return {"PATH": f"{place}:/usr/bin:/bin", "HOME": str(tmp_path), "FOLDER": str(tmp_path)}
    return make


@pytest.mark.parametrize("script", sorted(SCRIPTS.iterdir()), ids=lambda path: path.name)
def test_the_shell_reads_it(script):
    assert subprocess.run(["bash", "-n", script], capture_output=True).returncode == 0


# array.sbatch: the program is made up, and so is what it finished.
STOPS = """trap 'exit 130' TERM; touch "$FOLDER/started"; [ -z "$FINISHES" ] ||
{ mkdir -p "$FOLDER/out.h5.parts/shard_1_of_2.h5.parts"
  touch "$FOLDER/out.h5.parts/shard_1_of_2.h5.parts/points_0000000000_0000000000.chunk"; }
for i in {1..200}; do sleep 0.05; done"""


def run_task(environment, tmp_path, send=None, finishes=""):
    environment = {**environment, "SLURM_ARRAY_TASK_ID": "1", "SLURM_JOB_ID": "77",
                   "FINISHES": finishes}
    process = subprocess.Popen(["bash", SCRIPTS / "array.sbatch", "program", "run", "a.ini", "-o",
                                tmp_path / "out.h5"],
                               env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                               text=True)
    if send:
        deadline = time.monotonic() + 20
        while not (tmp_path / "started").exists() or (finishes
                                                      and not (tmp_path / "out.h5.parts").exists()):
            assert time.monotonic() < deadline
            time.sleep(0.02)
        time.sleep(0.1)
        process.send_signal(send)
    said = process.communicate(timeout=30)[0]
    queued = tmp_path / "queued"
    return process.returncode, said, queued.read_text().split() if queued.exists() else []


def slurm(machine, program):
    return machine(program=program, scontrol='echo "$@" >>"$FOLDER/queued"')


def test_the_program_is_asked_for_its_shard_and_to_go_on(machine, tmp_path):
    code, said, queued = run_task(slurm(machine, 'echo "asked: $*"'), tmp_path)
    assert code == 0 and queued == []
    assert said == f"asked: run a.ini -o {tmp_path}/out.h5 --shard auto --resume\n"


@pytest.mark.parametrize("ends, code", [(0, 0), (1, 1), (2, 2), (3, 0), (130, 130)])
def test_a_task_ends_as_its_program_but_for_economies_that_failed(machine, tmp_path, ends, code):
    """Exit code 3 comes with a whole file: the merge must not wait for ever."""
    found, _, queued = run_task(slurm(machine, f"exit {ends}"), tmp_path)
    assert found == code and queued == []


def test_a_warning_queues_the_task_again(machine, tmp_path):
    code, said, queued = run_task(slurm(machine, STOPS), tmp_path, signal.SIGUSR1, finishes="yes")
    assert code == 0 and queued == ["requeue", "77"], said


def test_a_task_that_finished_nothing_in_its_time_is_not_queued_for_ever(machine, tmp_path):
    code, said, queued = run_task(slurm(machine, STOPS), tmp_path, signal.SIGUSR1)
    assert code == 130 and queued == [] and "too short" in said


def test_a_cancelled_task_is_not_queued_again(machine, tmp_path):
    code, _, queued = run_task(slurm(machine, STOPS), tmp_path, signal.SIGTERM, finishes="yes")
    assert code == 130 and queued == []


# submit.sh: what it would submit for a sweep of some size.
def submit(machine, *options, seconds=36000.0, points=240, most="MaxArraySize            = 1001",
           code=0, **programs):
    plan = {"points": points, "economies": 4000, "memory_bytes": 500_000_000, "seconds": seconds,
            "config_hash": "c"}
    lines = json.dumps(plan, indent=2)
    environment = machine(**{
        "taosweep": f"echo \"$*\" >>\"$FOLDER/asked\"\ncat <<'END'\n{lines}\nEND", "squeue": ":",
        "sbatch": 'printf "%s|" "$@" >>"$FOLDER/submitted"; echo >>"$FOLDER/submitted"; echo 5',
        "scontrol": f"echo '{most}'", **programs})
    folder = pathlib.Path(environment["FOLDER"])
    environment["TAOSWEEP"] = str(folder / "bin/taosweep")
    done = subprocess.run([SCRIPTS / "submit.sh", SMOKE, "-o", folder / "out.h5", *options],
                          env=environment, capture_output=True, text=True, cwd=folder)
    assert done.returncode == code, done.stdout + done.stderr
    submitted = folder / "submitted"
    jobs = [line.split("|")[:-1]
            for line in submitted.read_text().splitlines()] if submitted.exists() else []
    return done.stdout + done.stderr, jobs


def value(job, option):
    return job[len(job) - 1 - job[::-1].index(option) + 1]


@pytest.mark.parametrize("options, tasks", [
    ((), "0-10"),                                          # an hour each
    (("--minutes", "30"), "0-20"),
    (("--minutes", "30", "--cpus", "4"), "0-5"),
    (("--shards", "7"), "0-6"),
    (("--minutes", "1"), "0-239"),                         # no more than points
])
def test_the_array_is_sized_by_what_the_dry_run_says(machine, options, tasks):
    _, (array, merge) = submit(machine, *options)
    assert value(array, "--array") == tasks
    assert value(array, "--mem") == "971M"
    assert value(merge, "--dependency") == "afterok:5"
    assert value(merge, "--wrap").startswith("exec ") and value(merge, "--wrap").endswith("/out.h5")


def test_the_limit_of_arrays_is_kept(machine):
    said, (array, _) = submit(machine, "--minutes", "1", most="MaxArraySize            = 64")
    assert value(array, "--array") == "0-63" and "at most 64" in said


def test_a_sweep_of_seconds_is_one_task(machine):
    assert value(submit(machine, seconds=3.5e-1)[1][0], "--array") == "0-0"


def test_what_the_site_wants_is_passed_on_and_counts_before_what_follows(machine):
    _, (array, merge) = submit(machine, "--partition", "p", "--gpus", "--minutes", "30", "--",
                               "--mem=9G", "--time=60", "--account=a b")
    for job in (array, merge):
        assert value(job, "--partition") == "p" and "--account=a b" in job
    assert "--mem" not in array and "--time" not in array and value(array, "--gres") == "gpu:1"
    assert array[-2:] == ["--device", "cuda"]


def test_words_for_the_run_reach_the_run_and_the_plan(machine, tmp_path):
    _, (array, _) = submit(machine, "--set", "title=Two words", "--isa", "scalar")
    assert array[-4:] == ["--set", "title=Two words", "--isa", "scalar"]
    asked = (tmp_path / "asked").read_text()
    assert "--set title=Two words --isa scalar --threads 1 --dry-run --json" in asked


@pytest.mark.parametrize("options, word", [
    (("--shards", "241"), "only 240"), (("--shards", "0"), "whole number"),
    (("--shards", "4", "--minutes", "3"), "both"),
    (("--fast",), "unknown option"), (("second.ini",), "one config"), (("--set",), "needs a value"),
])
def test_what_cannot_be_is_refused_before_anything_is_submitted(machine, options, word):
    said, jobs = submit(machine, *options, code=2)
    assert word in said and jobs == []


def test_a_config_that_is_refused_is_not_submitted(machine):
    said, jobs = submit(machine, taosweep="echo 'taosweep: a.ini:3: unknown key' >&2; exit 2",
                        code=2)
    assert "a.ini:3" in said and jobs == []


def test_a_merge_that_is_not_taken_is_told_with_the_way_to_do_it(machine):
    refusing = '[[ "$*" != *--wrap* ]] || { echo "sbatch: error" >&2; exit 1; }; echo 5'
    said, _ = submit(machine, sbatch=refusing, code=2)
    assert "merge is not submitted" in said and "merge " in said


def test_dry_run_submits_nothing(machine):
    said, jobs = submit(machine, "--dry-run")
    assert jobs == [] and "sbatch" in said and "array.sbatch" in said
    assert not pathlib.Path(f"{said.split('logs        ')[1].strip()}").exists()


def test_a_merge_that_ends_while_the_plan_is_made_is_not_followed_by_another_array(machine,
                                                                                   tmp_path):
    merging = 'touch "$FOLDER/out.h5"; echo "{"; echo \'  "points": 9,\'; echo "}"'
    said, jobs = submit(machine, taosweep=merging, code=2)
    assert "exists" in said and jobs == []
