#!/usr/bin/env python3
"""The same numbers whatever compiles and runs them: builds by each compiler at each level of
optimisation, the C library's mathematics with and without FMA, every back end, threads, shards, and
batches: economies are run one, three and all at a time, and a made-up card with room for as many
cuts its own.

Prints a table: a row for each build and library, a column for each kind of digest, which is "equal"
or names what differs first. A run that gives no digest differs from all, also from others that give
none. Exit code 0 where all are equal, else 1.

usage: scripts/digest_matrix.py [COMPILER-LEVEL ...]     such as g++-O0 clang++-14-O2; default: all
"""
import collections
import json
import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[1]
LEVELS = ("-O0", "-O2", "-O3")
# Names as glibc 2.33 and later have them; tests/bits/test_same_bits.py shows that they count.
LIBRARIES = {"as it is": {},
             "no FMA": {"GLIBC_TUNABLES": "glibc.cpu.hwcaps=-AVX2,-FMA,-FMA4,-AVX512F"}}
PINNED = ("eras, every block", "eras, coarse", "batches", "other pins")
COLUMNS = (*PINNED, "threads", "shards", "back ends")
CONFIG = ROOT / "tests/bits/small.ini"


def compilers():
    """g++ and a clang that reads this C++ library, by the choice of the build scripts. One that is
    not there is not built, and its rows say so."""
    clang = subprocess.run(["bash", "-c", "source scripts/common.sh; find_clang"], cwd=ROOT,
                           text=True, capture_output=True, check=True).stdout.strip()
    return ["g++", clang or "clang++"]


def build(compiler, level):
    """Folder of the build; None where it failed or there is no such compiler. Emulated lanes stay
    at -O1 in that of -O3."""
    if not shutil.which(compiler):
        print(f"{compiler} was not found; scripts/install_packages.sh long", file=sys.stderr)
        return None
    folder = ROOT / "build/matrix" / f"{compiler}{level}"
    release = level == "-O3"
    options = ["-G", "Ninja", f"-DCMAKE_CXX_COMPILER={compiler}",
               f"-DCMAKE_BUILD_TYPE={'Release' if release else 'Debug'}",
               "-DCMAKE_DISABLE_PRECOMPILE_HEADERS=ON"]
    if not release:
        options.append(f"-DCMAKE_CXX_FLAGS_DEBUG={level}")
    commands = [["cmake", "-S", ROOT, "-B", folder, *options],
                ["cmake", "--build", folder, "--target", "taosweep", "bits_tests"]]
    for command in commands:
        done = subprocess.run(command, text=True, capture_output=True)
        if done.returncode != 0:
            print((done.stdout + done.stderr)[-3000:], file=sys.stderr)
            return None
    return folder


def column_of(test):
    """Where a pinned number counts, by the name of its test."""
    if "PinnedInBatches/" in test or "PinnedInBatches." in test:
        return "batches"
    if re.search(r"/era_.*_step_1_", test):
        return "eras, every block"
    return "eras, coarse" if re.search(r"/(era|history)_", test) else "other pins"


class NoDigest(Exception):
    """A command that gave none, and why."""


def how_it_ended(done):
    how = (signal.Signals(-done.returncode).name if done.returncode < 0
           else f"exit code {done.returncode}")
    lines = (done.stderr or "").strip().splitlines()
    return how + (f", {lines[-1][-100:].replace('|', '/')}" if lines else "")


def said_by(*command, environment=None):
    """What a command prints that ends well."""
    done = subprocess.run(command, env=environment, text=True, capture_output=True)
    if done.returncode != 0:
        raise NoDigest(how_it_ended(done))
    return done.stdout


class First:
    """What the first build had that gave it: all others must have the same."""

    def __init__(self):
        self.had = {}

    def lacks(self, what, names):
        """Of the first build's, those that are not among `names`; `names` where it is the first."""
        return sorted(set(self.had.setdefault(what, list(names))) - set(names))


def without_back_end(test):
    return test.rsplit("_", 1)[0] if "/" in test else test


def pins(folder, environment, first):
    """Column -> names of pins that differ; a column without any test counts as one, and so does a
    pin that the first build looked at and this one did not."""
    report = folder / "pins.json"
    report.unlink(missing_ok=True)
    done = subprocess.run([folder / "tests/bits_tests", "--gtest_filter=*Pinned*",
                           f"--gtest_output=json:{report}"], env=environment, text=True,
                          capture_output=True)
    failed = {column: ["no pin was looked at"] for column in PINNED}
    if not report.exists():
        return {column: [f"the tests did not end: {how_it_ended(done)}"] for column in failed}
    seen = collections.defaultdict(set)
    for suite in json.loads(report.read_text())["testsuites"]:
        for test in suite["testsuite"]:
            if test.get("result") != "COMPLETED":
                continue
            column = column_of(f"{suite['name']}/{test['name']}/")
            if not seen[column]:
                failed[column] = []
            seen[column].add(without_back_end(test["name"]))
            if test.get("failures"):
                failed[column].append(test["name"].split("/")[-1])
    for column in PINNED:
        failed[column] += [f"without {name}" for name in first.lacks(column, seen[column])]
    if done.returncode != 0 and not any(failed.values()):
        return {column: [f"no pin differs, yet: {how_it_ended(done)}"] for column in failed}
    return failed


def digest_in(program, file):
    found = re.search(r"^content digest *([0-9a-f]{64})$", said_by(program, "info", file),
                      flags=re.M)
    if not found:
        raise NoDigest("info names no digest")
    return found[1]


def digest(program, out, environment, *options):
    """Of a run with these options; raises NoDigest."""
    out.unlink(missing_ok=True)  # else what an earlier run left might be read
    said_by(program, "run", CONFIG, "-o", out, "--force", "--quiet", "--device", "cpu", *options,
            environment=environment)
    return digest_in(program, out)


def joined_digest(program, folder, environment):
    shards, joined = [folder / f"shard{i}.h5" for i in range(2)], folder / "joined.h5"
    for i, shard in enumerate(shards):
        digest(program, shard, environment, "--shard", f"{i}/2")
    joined.unlink(missing_ok=True)
    said_by(program, "merge", joined, *shards, "--force")
    return digest_in(program, joined)


def differing(ways, expected):
    """Names of the ways, name -> how a digest is had, that do not give the expected one."""
    found = []
    for name, had in ways.items():
        try:
            if had() != expected:
                found.append(name)
        except NoDigest as reason:
            found.append(f"{name}: {reason}")
    return found


def files(folder, environment, expected, first):
    """The same of whole files: column -> options under which the digest is another."""
    program, out = folder / "taosweep", folder / "matrix.h5"

    def runs(option, values):
        return {f"{option} {value}": lambda value=value: digest(program, out, environment, option,
                                                                value) for value in values}

    try:
        isas = re.findall(r"^ +(\w+): ", said_by(program, "devices"), flags=re.M)
        back_ends = differing(runs("--isa", isas), expected) if isas else ["none"]
        back_ends += [f"without {isa}" for isa in first.lacks("back ends", isas)]
    except NoDigest as reason:
        back_ends = [f"devices: {reason}"]
    shards = {"2 shards": lambda: joined_digest(program, folder, environment)}
    return {"threads": differing(runs("--threads", ("1", "2", "97")), expected),
            "shards": differing(shards, expected), "back ends": back_ends}


def looked_at(folder, environment, expected, first):
    """Column -> what differs in one build, and the digest to expect of the next ones: that of the
    first build that gives one. Nothing is equal to a digest that is not there."""
    try:
        expected = expected or digest(folder / "taosweep", folder / "first.h5", environment)
    except NoDigest as reason:
        without = {column: [f"no run to compare with: {reason}"] for column in COLUMNS}
        return {**without, **pins(folder, environment, first)}, None
    return {**pins(folder, environment, first),
            **files(folder, environment, expected, first)}, expected


def cell(names):
    more = f" and {len(names) - 2} more" if len(names) > 2 else ""
    return ", ".join(names[:2]) + more if names else "equal"


def main():
    builds = {f"{compiler}{level}": (compiler, level) for compiler in compilers()
              for level in LEVELS}
    chosen = sys.argv[1:] or list(builds)
    if unknown := [name for name in chosen if name not in builds]:
        sys.exit(f"no build is named {', '.join(unknown)}; there are {', '.join(builds)}")
    rows, expected, bad, first = [], None, False, First()
    for name in chosen:
        folder = build(*builds[name])
        for library, more in LIBRARIES.items():
            if folder is None:
                found = {column: ["not built"] for column in COLUMNS}
            else:
                found, expected = looked_at(folder, {**os.environ, **more}, expected, first)
            bad = bad or any(found.values())
            rows.append([" ".join(builds[name]), library, *(cell(found[c]) for c in COLUMNS)])
            print(" | ".join(rows[-1]), file=sys.stderr, flush=True)
    print("| build | libm | " + " | ".join(COLUMNS) + " |")
    print("|---" * (len(COLUMNS) + 2) + "|")
    for row in rows:
        print("| " + " | ".join(row) + " |")
    sys.exit(1 if bad else 0)


if __name__ == "__main__":
    main()
