"""The program under test, and what its results files say."""
import functools
import os
import pathlib
import shutil
import signal
import subprocess
import time

import h5py
import pytest

PROGRAM = os.environ["TAOSWEEP_BINARY"]
SMOKE = pathlib.Path(__file__).resolve().parents[1] / "configs" / "smoke.ini"

DONE, FAILED, USAGE, ECONOMIES, STOPPED = 0, 1, 2, 3, 130


IN_FULL = bool(os.environ.get("TAOSWEEP_LONG"))
MORE = pytest.mark.skipif(
    not IN_FULL,
    reason="more cases of a claim that others try here: scripts/test.sh --long runs it")


def more(*cases):
    """Cases that add breadth, for the long run alone."""
    return [pytest.param(*(case if isinstance(case, tuple) else (case,)), marks=MORE)
            for case in cases]


def some_of(ways, number, count=2):
    """Of many ways to try a case those that are tried: as many, other ones for the next number; in
    the long run all."""
    apart = len(ways) // count
    return ways if IN_FULL else [ways[(number + k * apart) % len(ways)] for k in range(count)]


def command(*arguments):
    return [PROGRAM, *map(str, arguments)]


def taosweep(*arguments, code=DONE, timeout=120, **options):
    """Runs a command line, which must end with this exit code; returns the finished process."""
    done = subprocess.run(command(*arguments), capture_output=True, text=True, timeout=timeout,
                          **options)
    assert done.returncode == code, f"exit code {done.returncode}\n{done.stdout}\n{done.stderr}"
    return done


@functools.lru_cache(None)
def asked(*arguments):
    """What a command prints about files that stay as they are: one question is asked once."""
    return taosweep(*arguments).stdout


def run_smoke(out, *options, code=DONE, config=SMOKE, **more):
    """Runs the smoke sweep on the CPU."""
    return taosweep("run", config, "-o", out, "--device", "cpu", *options, code=code, **more)


def text(file, attribute):
    with h5py.File(file) as opened:
        value = opened.attrs[attribute]
    return value.decode() if isinstance(value, bytes) else value


def digest(file):
    return text(file, "content_digest")


def expect_made_again(file, folder, economies):
    """A file is whole, makes itself again, and so does each of these economies alone."""
    taosweep("verify", file)
    again = folder / "again.h5"
    assert "hold the same data" in taosweep("rerun", file, "-o", again, "--device", "cpu").stdout
    assert digest(again) == digest(file)
    for economy in economies:
        taosweep("replay", file, "--economy", economy, "--check")


def parts(out):
    """Finished chunk files beside OUT."""
    folder = pathlib.Path(f"{out}.parts")
    return sorted(folder.glob("*.chunk")) if folder.is_dir() else []


# A sweep that is over at once.
TINY = """[network]
subnets = 2
[time]
days = 1
step_blocks = 300
fine_step_blocks = 300
opening_blocks = 0
[vary]
attack.budget_tao = loguniform(100, 2e4)
[sweep]
points = 4
seed = 1
"""

# One arm and one replicate: a third of the datasets, of which what it takes to write and to read a
# results file follows. For claims that are about files, not about what compares arms or pools.
PLAIN = ("--set", "arms.foundation.acts=no", "--set", "sweep.replicates=1")
# Some seconds of work on one slow thread, in many chunks; as many economies in either.
LONG_WITH_ALL = ("--set", "sweep.points=40", "--set", "keep.paths=2")
LONG = (*PLAIN, "--set", "sweep.points=160", "--set", "keep.paths=2")
SLOWLY = ("--isa", "scalar", "--threads", "1")


def _heed_signals():
    """A shell that starts tests in the background lets its children ignore SIGINT."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def start(*arguments, environment=None):
    return subprocess.Popen(command(*arguments), stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                            text=True, env=environment, preexec_fn=_heed_signals)


def wait_for_part(process, out, seconds=60, more_than=0):
    """Until a chunk more is finished."""
    end = time.monotonic() + seconds
    while len(parts(out)) <= more_than:
        assert process.poll() is None, "it ended before its next chunk: " + process.communicate()[1]
        assert time.monotonic() < end, "no chunk within a minute"
        time.sleep(0.01)


def interrupt(out, number=signal.SIGINT, sweep=LONG):
    """Runs a long sweep and sends it a signal after its first chunk. Returns the exit code and
    standard error."""
    process = start("run", SMOKE, "-o", out, "--device", "cpu", "--quiet", *sweep, *SLOWLY)
    wait_for_part(process, out)
    process.send_signal(number)
    error = process.communicate(timeout=60)[1]
    return process.returncode, error


def copy_with_parts(source, target):
    shutil.copytree(f"{source}.parts", f"{target}.parts")
    return target
