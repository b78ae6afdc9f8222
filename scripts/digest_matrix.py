#!/usr/bin/env python3
"""The same numbers whatever compiles and runs them: builds by each compiler at each level of
optimisation, the C library's mathematics with and without FMA, every back end, threads, shards, and
batches: economies are run one, three and all at a time, and a made-up card with room for as many
cuts its own.

Prints a table: a row for each build and library, a column for each kind of digest, which is "equal"
or names the first pin that differs. Exit code 0 where all are equal, else 1.

usage: scripts/digest_matrix.py [COMPILER-LEVEL ...]     such as g++-O0 clang++-14-O2; default: all
"""
import collections
import json
import os
import pathlib
import re
import shutil
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
    """g++ and a clang that reads this C++ library, by the choice of the build scripts."""
    clang = subprocess.run(["bash", "-c", "source scripts/common.sh; find_clang"], cwd=ROOT,
                           text=True, capture_output=True, check=True).stdout.strip()
    return [name for name in ("g++", clang) if name and shutil.which(name)]


def build(compiler, level):
    """Folder of the build; None where it failed. Emulated lanes stay at -O1 in that of -O3."""
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


def pins(folder, environment):
    """Column -> names of pins that differ; a column without any test counts as one."""
    report = folder / "pins.json"
    report.unlink(missing_ok=True)
    subprocess.run([folder / "tests/bits_tests", "--gtest_filter=*Pinned*",
                    f"--gtest_output=json:{report}"], env=environment, capture_output=True)
    failed = {column: ["no pin was looked at"] for column in PINNED}
    if not report.exists():
        return {column: ["the tests did not end"] for column in failed}
    seen = collections.Counter()
    for suite in json.loads(report.read_text())["testsuites"]:
        for test in suite["testsuite"]:
            if test.get("result") == "SKIPPED":
                continue
            column = column_of(f"{suite['name']}/{test['name']}/")
            if seen[column] == 0:
                failed[column] = []
            seen[column] += 1
            if test.get("failures"):
                failed[column].append(test["name"].split("/")[-1])
    return failed


def digest(program, out, environment, *options):
    done = subprocess.run([program, "run", CONFIG, "-o", out, "--force", "--quiet", "--device",
                           "cpu", *options], env=environment, text=True, capture_output=True)
    said = subprocess.run([program, "info", out], text=True, capture_output=True).stdout
    found = re.search(r"^content digest *(\S+)", said, flags=re.M)
    return found[1] if done.returncode == 0 and found else f"failed: {done.stderr.strip()[-200:]}"


def files(folder, environment, expected):
    """The same of whole files: column -> options under which the digest is another."""
    program, out = folder / "taosweep", folder / "matrix.h5"
    isas = re.findall(r"^ +(\w+): ", subprocess.run([program, "devices"], text=True,
                                                   capture_output=True).stdout, flags=re.M)

    def differing(*choices):
        return [" ".join(options) for options in choices
                if digest(program, out, environment, *options) != expected]

    shards = [folder / f"shard{i}.h5" for i in range(2)]
    for i, shard in enumerate(shards):
        digest(program, shard, environment, "--shard", f"{i}/2")
    joined = folder / "joined.h5"
    subprocess.run([program, "merge", joined, *shards, "--force"], capture_output=True)
    said = subprocess.run([program, "info", joined], text=True, capture_output=True).stdout
    return {"threads": differing(*(["--threads", n] for n in ("1", "2", "97"))),
            "shards": [] if f"content digest {expected}" in said else ["2 shards"],
            "back ends": differing(*(["--isa", isa] for isa in isas)) if isas else ["none"]}


def main():
    chosen = sys.argv[1:]
    rows, expected, bad = [], None, False
    for compiler in compilers():
        for level in LEVELS:
            name = f"{compiler}{level}"
            if chosen and name not in chosen:
                continue
            folder = build(compiler, level)
            for library, more in LIBRARIES.items():
                environment = {**os.environ, **more}
                if folder is None:
                    found = {column: ["not built"] for column in COLUMNS}
                else:
                    expected = expected or digest(folder / "taosweep", folder / "first.h5",
                                                  environment)
                    found = {**pins(folder, environment), **files(folder, environment, expected)}
                bad = bad or any(found.values())
                rows.append([f"{compiler} {level}", library,
                             *(", ".join(found[c][:2]) + (f" and {len(found[c]) - 2} more"
                                                          if len(found[c]) > 2 else "")
                               if found[c] else "equal" for c in COLUMNS)])
                print(" | ".join(rows[-1]), file=sys.stderr, flush=True)
    if not rows:
        sys.exit(f"no build is named {', '.join(chosen)}; there are "
                 + ", ".join(f"{c}{level}" for c in compilers() for level in LEVELS))
    print("| build | libm | " + " | ".join(COLUMNS) + " |")
    print("|---" * (len(COLUMNS) + 2) + "|")
    for row in rows:
        print("| " + " | ".join(row) + " |")
    sys.exit(1 if bad else 0)


if __name__ == "__main__":
    main()
