"""Two processes with one OUT, the second wholly between two calls of the first, at each of them:
both end with the result or with words, and those who go on get what one process alone gets."""
import concurrent.futures
import itertools
import os
import shlex
import subprocess

import h5py
import pytest

from program import DONE, IN_FULL, TINY, USAGE, command, digest, taosweep
from refusing import library_of, meanwhile

class Place:
    """A folder with a config and an OUT of its own."""

    def __init__(self, folder):
        self.config, self.out = folder / "tiny.ini", folder / "out.h5"
        folder.mkdir()
        self.config.write_text(TINY)

    def run(self, *options):
        return command("run", self.config, "-o", self.out, "--device", "cpu", "--threads", "1",
                       "--quiet", *options)

    def task(self, number):
        variables = {"ID": number, "MIN": 0, "MAX": 1, "COUNT": 2}
        return ["env", *(f"SLURM_ARRAY_TASK_{name}={value}" for name, value in variables.items()),
                *self.run("--resume", "--shard", "auto")]

    def merge(self):
        return command("merge", self.out)


def of_array(place):
    return [place.task(0), place.task(1), place.merge()]


def of_run(place):
    return [place.run("--resume")]


NOTHING = lambda at: []
ONE_TASK = lambda at: [at.task(1)]
ALL_TASKS = lambda at: [at.task(0), at.task(1)]
A_RUN = lambda at: [at.run()]

# What was done before, the first and the second command, which of them may be refused (in words),
# and what their user does next.
PAIRS = {
    "two tasks": (NOTHING, lambda at: (at.task(0), at.task(1)), (), of_array),
    "a task twice": (NOTHING, lambda at: (at.task(1), at.task(1)), ("the second", ), of_array),
    "a task, and joining": (ONE_TASK, lambda at: (at.task(0), at.merge()), ("the second", ),
                            of_array),
    "joining, and a task": (ALL_TASKS, lambda at: (at.merge(), at.task(0)), (), of_array),
    "a finished task, and joining": (ALL_TASKS, lambda at: (at.task(0), at.merge()), (), of_array),
    "joining twice": (ALL_TASKS, lambda at: (at.merge(), at.merge()), ("the second", ), of_array),
    "two runs": (NOTHING, lambda at: (at.run(), at.run()), ("the first", "the second"), of_run),
    "two that go on": (NOTHING, lambda at: (at.run("--resume"), at.run("--resume")),
                       ("the second", ), of_run),
    "two that replace": (A_RUN, lambda at: (at.run("--force"), at.run("--force")),
                         ("the second", ), of_run),
    "status, and a run": (NOTHING, lambda at: (command("status", at.out), at.run()),
                          ("the first", ), of_run),
    "status, and joining": (ALL_TASKS, lambda at: (command("status", at.out), at.merge()), (),
                            of_array),
    "info, and one that replaces": (A_RUN, lambda at: (command("info", at.out), at.run("--force")),
                                    ("the second", ), of_run),
}


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    return library_of(tmp_path_factory, "meanwhile")


@pytest.fixture(scope="module")
def alone(tmp_path_factory):
    """Digest of the same sweep by one process."""
    place = Place(tmp_path_factory.mktemp("alone") / "place")
    subprocess.run(place.run(), check=True)
    return digest(place.out)


def ended(command_line, **more):
    return subprocess.run(command_line, capture_output=True, text=True, timeout=60, **more)


def is_right(done, may_be_refused):
    return done.returncode == DONE or (may_be_refused and done.returncode == USAGE and
                                       done.stderr.splitlines()[-1].startswith("taosweep: "))


def fault_of(library, alone, folder, pair, at):
    """What is wrong with the pair where the second comes before call `at` of the first: empty =
    nothing; None where the first makes fewer calls."""
    place = Place(folder)
    before, both, refused, next_ones = PAIRS[pair]
    for command_line in before(place):
        subprocess.run(command_line, check=True)
    first, second = both(place)
    log = folder / "second"
    line = f"{{ {shlex.join(second)}; echo $?; }} >{log}.out 2>{log}.err"
    done = ended(first, env=meanwhile(library, place.out, at, line))
    if not (folder / "second.out").exists():
        return None
    code = int((folder / "second.out").read_text().splitlines()[-1])
    error = (folder / "second.err").read_text()
    other = subprocess.CompletedProcess(second, code, "", error)
    faults = [f"{which} ends with {one.returncode}: {one.stderr}"
              for which, one in (("the first", done), ("the second", other))
              if not is_right(one, which in refused)]
    if DONE not in (done.returncode, code):
        faults.append("neither of them does it")
    written = [one for one, line in ((done, first), (other, second))
               if one.returncode == DONE and ("run" in line or "merge" in line)
               and "--shard" not in line]
    if place.out.exists() and digest(place.out) != alone or written and not place.out.exists():
        faults.append("what was said to be done is not there")
    for command_line in next_ones(place):
        after = ended(command_line)
        if after.returncode != DONE:
            faults.append(f"it does not go on: {after.stderr}")
    if not faults and digest(place.out) != alone:
        faults.append("it is another result")
    left = {path.name for path in folder.iterdir()}
    if left != {"tiny.ini", "out.h5", "second.out", "second.err"}:
        faults.append(f"it leaves {left}")
    return "".join(f"{pair}, before call {at}: {fault}\n(first: {done.stderr}second: {error})\n"
                   for fault in faults)


def moments(pair):
    """Tasks that find their place ask twice for what another may write between: of their first
    calls most are tried. Of the others, and of readers' few calls, some, other ones for each pair;
    in the long run all."""
    if IN_FULL:
        return itertools.count()
    if pair == "two tasks":
        return itertools.chain(range(8), range(8, 27, 3), itertools.count(60, 60))
    few = {"status, and a run": 4, "status, and joining": 16, "info, and one that replaces": 4}
    apart = few.get(pair, 60)
    return itertools.count(11 * list(PAIRS).index(pair) % apart, apart)


@pytest.mark.parametrize("pair", PAIRS)
def test_what_another_process_does_between_two_calls(library, alone, tmp_path, pair):
    faults, tried = [], 0
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        left, found = moments(pair), []
        while None not in found:
            found = list(pool.map(
                lambda at: fault_of(library, alone, tmp_path / str(at), pair, at),
                itertools.islice(left, 4)))
            faults += [fault for fault in found if fault]
            tried += sum(fault is not None for fault in found)
    assert tried >= 1 and "".join(faults) == ""


@pytest.mark.parametrize("at", [5, 30, 130])
def test_shards_of_an_array_that_begins_anew_meanwhile_stay(library, tmp_path, at):
    """The array is joined, and another config begins there with --force, while a task of the first
    stands still."""
    place, other = Place(tmp_path / "place"), tmp_path / "other.ini"
    other.write_text(TINY.replace("seed = 1", "seed = 2"))

    def forced(number):
        return [other if word == str(place.config) else word
                for word in map(str, [*place.task(number), "--force"])]

    lines = [*of_array(place), forced(0), forced(1)]
    line = " && ".join(shlex.join(map(str, words)) for words in lines)
    ended(place.task(0), env=meanwhile(library, place.out, at, f"{{ {line}; }} >/dev/null 2>&1"))
    assert sorted(path.name for path in (tmp_path / "place" / "out.h5.parts").iterdir()) == [
        "shard_0_of_2.h5", "shard_1_of_2.h5", "shards"]
    for shard in range(2):
        with h5py.File(tmp_path / "place" / "out.h5.parts" / f"shard_{shard}_of_2.h5") as opened:
            assert opened.attrs["seed"] == "2"
