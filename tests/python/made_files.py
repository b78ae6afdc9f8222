"""Results files made by the program, small ones, for the tests of the analysis."""

import dataclasses
import functools
import os
import pathlib
import subprocess
import time

import h5py
import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
SMOKE = ROOT / "tests/configs/smoke.ini"
BASE = """title = A small sweep
question = What does the analysis say?
[network]
subnets = 4
[time]
days = 2
step_blocks = 300
fine_step_blocks = 75
opening_blocks = 0
fine_days = 0.1
[attack]
mode = meme_holders
netuid = 3
[foundation]
delay_days = 1
"""

# Markets whose small events a few economies average out: worth stays, no mood, no cash leaves.
CALM = """[network]
quality_ln_sd = 1.3
[value]
worth_sd = 0
news = 0
follows = 0
rate = 0.06
anchor_sum = 2.2
error_ln_sd = 0.5
[mood]
ln_sd = 0
[capital]
leave_rate = 0
drip_tao_per_day = 13500
drip_days = 300
attention_share = 0.11
[attention]
base_events = 0.04
mark_ln_sd = 1.5
decay = 0.15
buy_gain = 0.2
bored_sell = 0.08
base_sell = 0.03
depletion = 0.1
renewal = 0.06
[noise]
reversion = 0.1
base_sd = 0.013
attention_sd = 0.06
deep_tao = 0
common = 0.3
"""


def calm_settings():
    """The same as KEY=VALUE, without what noise traders do and what is drawn."""
    section, found = "", []
    for line in CALM.splitlines():
        if line.startswith("["):
            section = line.strip("[]")
        elif section != "noise" and not line.startswith("attention_share"):
            found.append(f"{section}.{line.replace(' ', '')}")
    return found


MORE = pytest.mark.skipif(
    not os.environ.get("TAOSWEEP_LONG"),
    reason="more cases of a claim that others try here: scripts/test.sh --long runs it")


def more(*cases):
    """Cases that add breadth, for the long run alone."""
    return [pytest.param(*(case if isinstance(case, tuple) else (case,)), marks=MORE)
            for case in cases]


def program():
    if "TAOSWEEP_BINARY" not in os.environ:
        pytest.skip("TAOSWEEP_BINARY is not set: no program to make a file with; ctest sets it")
    return os.environ["TAOSWEEP_BINARY"]


def taosweep(*arguments, code=0):
    done = subprocess.run(
        [program(), *map(str, arguments)], capture_output=True, text=True, timeout=300
    )
    assert done.returncode == code, done.stderr
    return done


def run(out, config, *settings, options=(), code=0):
    """A sweep from a config, a file or a text, with key=value pairs over it."""
    if not isinstance(config, pathlib.Path):
        text, config = config, out.with_suffix(".ini")
        config.write_text(text)
    sets = [part for setting in settings for part in ("--set", setting)]
    taosweep("run", config, "-o", out, "--quiet", *sets, *options, code=code)
    return out


def sweep(out, vary="", arms="", points=3, replicates=2, more="", seed=1):
    """A small sweep with these lines in [vary] and [arms]; points count where one is drawn."""
    sections = (f"[vary]\n{vary}\n" if vary else "") + (f"[arms]\n{arms}\n" if arms else "")
    draws = f"points = {points}\n" if "(" in vary and "uniform" in vary else ""
    count = f"[sweep]\n{draws}replicates = {replicates}\nseed = {seed}\n"
    return run(out, BASE + more + sections + count)


def chunk(folder):
    """A finished chunk of a run that is under way; the run is stopped."""
    out = folder / "unfinished.h5"
    command = [program(), "run", SMOKE, "-o", out, "--quiet", "--set", "sweep.points=40"]
    process = subprocess.Popen([*command, "--isa", "scalar", "--threads", "1"])
    end = time.monotonic() + 60
    while not (found := sorted(folder.glob("unfinished.h5.parts/*.chunk"))):
        assert process.poll() is None and time.monotonic() < end, "no chunk within a minute"
        time.sleep(0.01)
    bytes_of_it = found[0].read_bytes()
    process.terminate()
    process.wait(timeout=60)
    kept = folder / found[0].name
    kept.write_bytes(bytes_of_it)
    return kept


def unsealed(path, change):
    """Changes a file as a notebook that opens it for writing would; the seal goes."""
    with h5py.File(path, "r+") as file:
        change(file)
    return path


def once(patch):
    """Files are read, and the program asked about them, once in a module, whatever number of its
    commands is about one: for modules whose files stay as they are made."""
    from taosweep_analysis.estimate import answer, compared, drivers
    from taosweep_analysis.file import results

    read, asked = (functools.lru_cache(None)(call) for call in (results.read, answer.asked))

    def read_as(path, kind=results.Results):
        found = read(str(path))
        parts = {part.name: getattr(found, part.name) for part in dataclasses.fields(found)}
        return kind(**parts)

    def asked_as(place, path, options=(), command="compare"):
        return asked(place, str(path), tuple(options), command)

    patch.setattr(results, "read", read_as)
    for module in (answer, compared, drivers):
        patch.setattr(module, "asked", asked_as)


def few_figures(monkeypatch):
    """Pages with one figure of each kind: drawing is what takes their time."""
    from taosweep_analysis.report import figures

    for name in ("FORESTS", "FANS", "MAPS", "SCATTERS", "TIMES", "ECONOMIES",
                 "DRIVEN"):
        monkeypatch.setattr(figures, name, 1)
