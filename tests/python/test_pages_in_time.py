"""A page takes seconds, also of a file of 20 MB: it reads what it draws, and no more."""

import os
import resource
import subprocess
import sys

import made_files
import pytest
from taosweep_analysis import __main__
from taosweep_analysis.file import values

MEGABYTES = 20
CPU_SECONDS = 20  # 8 where nothing else runs; a machine that does much else takes twice as many
DAYS, SLOTS = 150, 128
BIG = {"network.subnets": SLOTS - 1, "time.days": DAYS, "time.signal_blocks": 300,
       "keep.paths": 80}


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    out = tmp_path_factory.mktemp("time") / "a.h5"
    text = made_files.BASE + (
        "[vary]\nyield.gain = uniform(0.3, 1.5)\n[arms]\nfoundation.acts = no, yes\n"
        "[contrasts]\nmove = sum_of_prices: foundation.acts=yes - foundation.acts=no > 0.5\n"
        "[sweep]\npoints = 40\nreplicates = 1\nseed = 1\n"
    )
    return made_files.run(out, text, *(f"{key}={value}" for key, value in BIG.items()))


def test_a_page_of_20_megabytes_takes_seconds_of_a_processor(path, tmp_path):
    assert path.stat().st_size > MEGABYTES * 1e6
    before = resource.getrusage(resource.RUSAGE_CHILDREN)

    subprocess.run(
        [sys.executable, "-m", "taosweep_analysis", "report", path, "-o", tmp_path / "a.html",
         "--program", made_files.program()],
        check=True, stdout=subprocess.DEVNULL, env=os.environ,
    )

    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    assert spent < CPU_SECONDS


def test_of_kept_economies_a_page_reads_the_price_of_those_drawn(path, tmp_path, monkeypatch):
    monkeypatch.setattr(values, "read", counting(values.read, counted := []))
    made_files.few_figures(monkeypatch)

    __main__.main(["report", str(path), "-o", str(tmp_path / "a.html"), "--program",
                   made_files.program()])

    assert counted == [("/paths/price", SLOTS * (DAYS + 1))]


def counting(read, counted):
    """The same, which notes names and sizes of what is read of quantities in /paths."""

    def noted(dataset, *selection):
        found = read(dataset, *selection)
        if dataset.name.startswith("/paths/") and dataset.ndim == 3:
            counted.append((dataset.name, found.size))
        return found

    return noted
