"""Content digests of whole files of the shipped configs, at their quick size, beside the table
pins.txt.

A change of the schema, of a config or of the list of parameters moves them, but not the digests of
the numbers in pinned_test.cpp. """
import os
import pathlib
import signal
import subprocess
import time

import pytest

from test_same_bits import digest_of_file, skip_unless_at_hand

HERE = pathlib.Path(__file__).resolve().parent
PROGRAM = os.environ["TAOSWEEP_BINARY"]
PINNED = dict(line.split() for line in (HERE / "pins.txt").read_text().splitlines())
BACK_ENDS = os.environ["TAOSWEEP_ISAS"].split(",")
REFERENCE = BACK_ENDS[0]


def command(name, out, isa, *options):
    sets = [word for line in (HERE / f"{name}.quick").read_text().splitlines()
            for word in ("--set", line)]
    return [PROGRAM, "run", HERE.parents[1] / "configs" / f"{name}.ini", "-o", out, "--quiet",
            "--device", "cpu", "--isa", isa, "--threads", "1", *sets, *options]


def run(name, out, isa, *options):
    done = subprocess.run(command(name, out, isa, *options), capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return digest_of_file(out)


def expect_pinned(name, back_end, digest):
    assert digest == PINNED.get(f"file.{name}"), (
        f"the file of {name} on {back_end} has another content digest than is pinned in "
        f"tests/bits/pins.txt: "
        "the numbers moved if pinned_test.cpp fails as well, else the schema, the config or the "
        "parameters did")


@pytest.mark.parametrize("isa", BACK_ENDS)
@pytest.mark.parametrize("name", ["sn28", "sn28_rules"])
def test_files_are_what_they_were(name, isa, tmp_path, capfd):
    skip_unless_at_hand(isa)
    digest = run(name, tmp_path / "out.h5", isa)
    if isa == REFERENCE:
        with capfd.disabled():
            print(f"\nPIN file.{name} {digest}")
    expect_pinned(name, isa, digest)


def test_a_run_that_was_stopped_in_the_middle_gives_the_same_file(tmp_path):
    out = tmp_path / "out.h5"
    process = subprocess.Popen(command("sn28_rules", out, BACK_ENDS[1]), stderr=subprocess.PIPE,
                               text=True,
                               preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL))
    while process.poll() is None and not list(tmp_path.glob("out.h5.parts/*.chunk")):
        time.sleep(0.01)
    process.send_signal(signal.SIGINT)
    assert process.wait(timeout=60) == 130, process.stderr.read()
    expect_pinned("sn28_rules", f"{BACK_ENDS[1]}, resumed by {REFERENCE},",
                  run("sn28_rules", out, REFERENCE, "--resume"))
