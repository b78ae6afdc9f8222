"""A page takes seconds, also of a file of 20 MB: it reads what it draws, and no more."""

import collections
import os
import resource
import subprocess
import sys
import types

import made_files
import pytest
from matplotlib.axis import Axis
from matplotlib.layout_engine import ConstrainedLayoutEngine
from taosweep_analysis import __main__
from taosweep_analysis.estimate import compared, drivers
from taosweep_analysis.file import values

MEGABYTES = 20
CPU_SECONDS = 20  # 8 where nothing else runs; a machine that does much else takes twice as many
DAYS, SLOTS = 150, 128
STATISTICS = ("/intervals/", "/distributions_cells/", "/series_all/")
AXES = ("/arm", "/cell", "/day", "/since_action", "/quantile", "/bound", "/outcome")
QUANTITIES = ("price", "tao", "alpha_in", "alpha_out", "price_ema", "held")
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


@pytest.fixture(scope="module")
def work(path, tmp_path_factory):
    """What a page with few figures does: what it reads, measures, and asks the program."""
    done = types.SimpleNamespace(read=[], measured=[], laid_out=[], asked=[])
    with pytest.MonkeyPatch.context() as patch:
        made_files.few_figures(patch)
        note(patch, values, "read", lambda data, *part: done.read.append((data.name, part)))
        note(patch, Axis, "get_tightbbox", lambda axis, *_, **__: done.measured.append(axis))
        note(patch, ConstrainedLayoutEngine, "execute", lambda _, one: done.laid_out.append(one))
        for module in (compared, drivers):
            note(patch, module, "asked", lambda *asked: done.asked.append(asked[-1]))
        out = tmp_path_factory.mktemp("work") / "a.html"
        assert __main__.main(["report", str(path), "-o", str(out), "--program",
                              made_files.program()]) == 0
    done.figures = out.read_text().count("<figure>")
    return done


def note(patch, owner, name, noted):
    """owner.name, which notes what it is called with."""
    call = getattr(owner, name)

    def calling(*arguments, **options):
        noted(*arguments, **options)
        return call(*arguments, **options)

    patch.setattr(owner, name, calling)


def test_of_kept_economies_a_page_reads_the_price_of_those_drawn(work):
    quantities = [(name, part) for name, part in work.read
                  if name.startswith("/paths/") and name.split("/")[-1] in QUANTITIES]

    assert quantities == [("/paths/price", (0,))]


def test_a_page_reads_each_statistic_once(work):
    counts = collections.Counter(
        name for name, _ in work.read if name.startswith(STATISTICS) and not name.endswith(AXES))

    assert len(counts) > 500 and set(counts.values()) == {1}
    assert not any(name.endswith("_counts") for name in counts)


def test_a_page_measures_the_ticks_of_each_axis_once(work):
    without_titles = [axis for axis in work.measured if not axis.axes.get_title(loc="left")]

    assert work.figures >= 6
    assert len(without_titles) == len(set(without_titles)) >= 2 * (work.figures - 1)
    assert work.laid_out == []


def test_a_page_asks_the_program_once_for_each_thing(work):
    assert len(work.asked) == 2 and work.asked[1] == "sensitivity"
