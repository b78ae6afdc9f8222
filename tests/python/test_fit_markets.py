"""scripts/fit_markets.py starts away from what ships, judges moments as it says and hands options
on; scripts/fit.sh calls it with an optimiser of its own."""
import importlib.util
import os
import re
import shutil
import subprocess
import sys

import made_files
import numpy
import pytest
from taosweep_analysis.markets import facts, recorded

SCRIPTS = made_files.ROOT / "scripts"


@pytest.fixture(scope="module")
def fit():
    spec = importlib.util.spec_from_file_location("fit_markets", SCRIPTS / "fit_markets.py")
    module = sys.modules["fit_markets"] = importlib.util.module_from_spec(spec)  # for its processes
    spec.loader.exec_module(module)
    return module


def test_places_are_parts_of_the_ranges_in_steps_or_in_those_of_logarithms(fit):
    lows, highs = (fit.settings_of([place] * len(fit.RANGES)) for place in (-1, 2))
    middle = fit.settings_of(fit.first_places("middle"))
    for key, (low, high, _, by_log) in fit.RANGES.items():
        assert (lows[key], highs[key]) == pytest.approx((low, high))
        assert middle[key] == pytest.approx((low * high) ** 0.5 if by_log else (low + high) / 2)


def test_what_ships_are_the_defaults_of_the_program(fit):
    listed = made_files.taosweep("params").stdout
    defaults = dict(re.findall(r"^([a-z_]+\.[a-z0-9_]+) = (\S+)", listed, flags=re.M))
    for key, value in fit.settings_of(fit.first_places("shipped")).items():
        assert value == pytest.approx(float(defaults[key]), rel=0.01), key


def test_the_search_starts_elsewhere_unless_told(fit):
    assert fit.options([]).begin == "middle"
    apart = numpy.abs(numpy.array(fit.first_places("middle")) - fit.first_places("shipped"))
    assert numpy.sqrt((apart**2).sum()) > 5 * 0.2  # of the first steps of the search


def test_the_misfit_is_in_squares_of_scales_and_bounded(fit):
    found = dict(recorded.FITTED)
    assert fit.misfit(found) == 0
    one, two, three = facts.FITTED[:3]
    found[one.name] += 2 * one.scale
    assert fit.misfit(found) == pytest.approx(4)
    found[two.name] -= 100 * two.scale
    found[three.name] = float("nan")
    assert fit.misfit(found) == pytest.approx(4 + 2 * fit.WORST)


def test_trials_at_once_are_those_one_after_the_other(fit, tmp_path):
    """Of days 1 to 101, with 2 economies each; settings differ, and so do moments."""
    (tmp_path / "markets.ini").write_text(fit.CONFIG)
    words = ["--economies", "2", "--program", made_files.program(), "--run=--threads 1"]
    places = 2 * [fit.first_places("shipped"), fit.first_places("middle")]
    one, two = (fit.generation(fit.options([*words, "--jobs", jobs]), places, tmp_path)
                for jobs in "12")
    assert one == two and one[0][1] != one[1][1] and one[:2] == one[2:]
    assert one[0][0] == fit.settings_of(places[0])
    assert set(one[0][1]) == set(recorded.FITTED) and fit.misfit(one[0][1]) < 21 * fit.WORST


def test_options_of_runs_reach_the_program(fit, tmp_path):
    program = tmp_path / "program"
    program.write_text('#!/bin/sh\necho "$@" >&2\nexit 1\n')
    program.chmod(0o755)
    given = fit.options(["--program", str(program), "--run=--threads 3 --device cuda"])
    with pytest.raises(SystemExit, match="--set noise.common=0.3.* --threads 3 --device cuda"):
        fit.moments_of(given, {"noise.common": 0.3}, tmp_path / "trial.h5")


def test_the_page_says_how_far_what_ships_and_the_middle_are_from_the_record(fit, tmp_path):
    (tmp_path / "markets.ini").write_text(fit.CONFIG)
    given = fit.options(["--program", made_files.program()])
    places = [fit.first_places(begin) for begin in ("shipped", "middle")]
    ships, middle = (fit.misfit(found) for _, found in fit.generation(given, places, tmp_path))
    page = (made_files.ROOT / "docs/markets.md").read_text()
    assert f"left of the distance is {ships:.1f} for what ships" in page
    assert f"The middle of all ranges has {middle:.0f}." in page


@pytest.fixture
def tree(tmp_path):
    """A tree with the script and a Python that says what it is called with; it installs nothing."""
    (tmp_path / "scripts").mkdir()
    shutil.copy(SCRIPTS / "fit.sh", tmp_path / "scripts")
    python = tmp_path / "python"
    python.write_text("""#!/bin/sh
case "$*" in
  *venv*) for last; do :; done; mkdir -p "$last/bin"; cp "$0" "$last/bin/python" ;;
  *pip*) echo "no index" >&2; exit "${PIP:-0}" ;;
  *) echo "called: $*" ;;
esac
""")
    python.chmod(0o755)
    common = (SCRIPTS / "common.sh").read_text()
    common = re.sub(r"^python=.*", f"python={python}", common, flags=re.M)
    (tmp_path / "scripts/common.sh").write_text(common)
    (tmp_path / "build/cpu").mkdir(parents=True)
    shutil.copy(python, tmp_path / "build/cpu/taosweep")
    return tmp_path


def fitted(tree, *words, **environment):
    return subprocess.run([tree / "scripts/fit.sh", *words], capture_output=True, text=True,
                          env={**os.environ, **environment})


def test_the_script_hands_its_options_on_once_the_optimiser_is_there(tree):
    done = fitted(tree, "--seed", "5")
    assert done.returncode == 0, done.stderr
    assert done.stdout == f"called: {tree}/scripts/fit_markets.py --seed 5\n"
    assert fitted(tree, PIP="1").returncode == 0  # it is not installed again


def test_an_optimiser_that_cannot_be_installed_is_said(tree):
    done = fitted(tree, PIP="1")
    assert done.returncode == 1 and "cma, the optimiser, could not be installed" in done.stderr
    assert not (tree / "build/fit-venv/installed").exists()
