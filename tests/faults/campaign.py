"""Many files of unknown origin, each given to several commands, two at a time."""
import collections
import concurrent.futures
import dataclasses
import itertools
import os
import tempfile
import pathlib

import craft
from damage import Damage
from seals import SEAL
from trial import COMMANDS, FAULTS, ONE_FILE, SECRET, accepts_changed_data, source_of, try_file
from watch import Watch

# What the digest promises is of no use to these: they compute the numbers again and compare.
COMPUTES_AGAIN = {"digest of another content": ("replay", "rerun")}
# In a shard these say nothing false, or cannot be made of one.
ONLY_OF_WHOLE = {"points that are all the same", "points below zero",
                 "points that the sweep has not"}


@dataclasses.dataclass
class Case:
    what: object  # a Damage, or the name of a craft
    commands: tuple

    @property
    def kind(self):
        if not isinstance(self.what, Damage):
            return "crafted"
        return self.what.kind + (", sealed again" if self.what.resealed else "")


@dataclasses.dataclass
class Result:
    case: Case
    command: str
    code: int
    faults: list
    output: str

    def __str__(self):
        return (f"{self.case.what}: {self.command} ends with {self.code}, {self.faults}: "
                f"{self.output[-300:]}")


def _may_end_well(case, command):
    return case.what in craft.HARMLESS or command in COMPUTES_AGAIN.get(case.what, ())


def _one(case, command, base, folder):
    file, source = folder / "x.h5", source_of(command, base)
    whole = source.read_bytes()
    if isinstance(case.what, Damage):
        held = case.what.of(whole)
        if held == whole:
            return None
        file.write_bytes(held)
    else:
        craft.make(case.what, source, file, base)
    ended = try_file(command, file, base, folder)
    faults = ended.faults()
    made = ended.made.read_bytes() if ended.made.exists() else b""
    if SECRET[:17] in ended.output or SECRET[:17] in made:
        faults.append("foreign")
    if not isinstance(case.what, Damage):
        accepted = ended.code == 0 and not _may_end_well(case, command)
    elif case.what.resealed:
        accepted = accepts_changed_data(ended, file, base)
    else:  # cut off with its seal and nothing else, a file is as HDF5 programs leave it
        accepted = ended.code == 0 and held != whole[:-SEAL]
    if accepted:
        faults.append("accepted")
    return Result(case, command, ended.code, faults,
                  ended.output.decode("utf-8", "backslashreplace"))


def run(cases, base, workers=None):
    """Results of all cases, and how often the secret file was opened or read."""
    workers = workers or len(os.sched_getaffinity(0))
    watch = Watch(base.secret)
    with tempfile.TemporaryDirectory(dir=base.folder) as place, \
            concurrent.futures.ThreadPoolExecutor(workers) as pool:
        folders = [pathlib.Path(place) / str(i) for i in range(workers)]
        free = collections.deque(folders)
        for folder in folders:
            folder.mkdir()

        def work(case, command):
            folder = free.pop()
            try:
                return _one(case, command, base, folder)
            finally:
                free.append(folder)

        trials = [pool.submit(work, case, command) for case in cases for command in case.commands]
        results = [result for result in (trial.result() for trial in trials) if result]
    looks = watch.count()
    watch.close()
    return results, looks


def crafted(commands_of=None):
    """Every craft, over all commands, or over those that the function picks by its number."""
    cases = []
    for i, name in enumerate(craft.CRAFTS):
        commands = COMMANDS if commands_of is None else commands_of(i)
        if name in ONLY_OF_WHOLE:
            commands = (tuple(command for command in commands if command in ONE_FILE)
                        or ("verify",))
        cases.append(Case(name, commands))
    return cases


def in_turn(how_many):
    """By number, so many commands, each as often as the others."""
    ring = itertools.cycle(COMMANDS)
    return lambda i: tuple(next(ring) for _ in range(how_many))


def table(results, looks):
    """Lines: kind of fault x command, tried and bad."""
    kinds = list(dict.fromkeys(result.case.kind for result in results))
    lines = [f"{'fault':<22}{'files':>7}{'tried':>8}" + "".join(f"{fault:>10}" for fault in FAULTS)]
    for kind in kinds:
        of_kind = [result for result in results if result.case.kind == kind]
        files = len({str(result.case.what) for result in of_kind})
        bad = [sum(fault in result.faults for result in of_kind) for fault in FAULTS]
        lines.append(f"{kind:<22}{files:>7}{len(of_kind):>8}" + "".join(f"{n:>10}" for n in bad))
    files = len({str(result.case.what) for result in results})
    bad = [sum(fault in result.faults for result in results) for fault in FAULTS]
    lines.append(f"{'all':<22}{files:>7}{len(results):>8}" + "".join(f"{n:>10}" for n in bad))
    lines.append(
        f"the file of somebody else that crafted files point to was opened or read {looks} times")
    return lines
