"""A sweep of a map that stops when an interval of one cell, or of every cell, is narrow enough."""
import h5py
import numpy
import pytest
import scipy.stats
from program import (DONE, USAGE, digest, expect_made_again, parts, start, taosweep, text,
                     wait_for_part)
from three_axes import CONFIG as THREE_AXES

DRAWN, LISTED = "noise.common = uniform(0, 1)", "noise.common = grid(0, 0.5, 1)"
assert DRAWN in THREE_AXES
CONFIG = THREE_AXES.replace(DRAWN, LISTED) + "[sweep]\npoints = 256\n"
CELLS = ["noise.common=0", "noise.common=0.5", "noise.common=1"]
LOOKS = (64, 128, 256)
OUTCOME = "effective_subnets"


def run(folder, name, *options, code=DONE):
    config, out = folder / "map.ini", folder / f"{name}.h5"
    config.write_text(CONFIG)
    return out, taosweep("run", config, "-o", out, "--device", "cpu", *options, code=code)


def values_of(file):
    """[cell][point of it]"""
    with h5py.File(file) as opened:
        values = opened["outcomes"][OUTCOME][0, :, 0]
        cell = opened["design/cell"][:]
        assert opened["design/cell_label"].asstr()[:].tolist() == CELLS
    return numpy.array([values[cell == c] for c in range(3)])


def half_width(values, intervals):
    """Of a mean, by Student's t, where so many intervals share 5 %."""
    t = scipy.stats.t.ppf(1 - 0.025 / intervals, len(values) - 1)
    return t * values.std(ddof=1) / numpy.sqrt(len(values))


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    return run(tmp_path_factory.mktemp("whole"), "whole", "--quiet", "--set", "keep.paths=6")[0]


def bound_between(widths):
    """Met at the second look and not at the first."""
    assert widths[128] < 0.95 * widths[64]
    return (widths[64] + widths[128]) / 2


@pytest.fixture(scope="module")
def widths(whole):
    """[intervals][look][cell]"""
    values = values_of(whole)
    return {n: {look: [half_width(cell[:look], n) for cell in values] for look in LOOKS}
            for n in (3, 9)}


@pytest.fixture(scope="module")
def rule(widths):
    bound = bound_between({look: max(widths[9][look]) for look in LOOKS})
    return f"{OUTCOME} halfwidth < {bound:.6g} in every cell"


@pytest.fixture(scope="module")
def stopped(rule, tmp_path_factory):
    return run(tmp_path_factory.mktemp("stopped"), "stopped", "--until", rule, "--threads", "2",
               "--set", "keep.paths=6")


@pytest.mark.parametrize("cell", range(3))
def test_it_stops_when_the_interval_of_one_cell_is_narrow_enough(cell, widths, whole, tmp_path):
    bound = bound_between({look: widths[3][look][cell] for look in LOOKS})
    rule = f"{OUTCOME} halfwidth < {bound:.6g} in {CELLS[cell]}"
    file, process = run(tmp_path, "one", "--until", rule)
    with h5py.File(file) as opened:
        said = dict(opened.attrs)
    assert text(file, "until") == rule.replace(OUTCOME, f"{OUTCOME}[base]")
    assert text(file, "until_cell") == CELLS[cell] and said["until_cells"] == 1
    assert (said["until_met"], said["until_look"], said["until_looks"]) == (1, 2, 3)
    assert said["until_points"] == 256 and said["until_level"] == pytest.approx(1 - 0.05 / 3)
    values = values_of(file)
    assert said["until_estimate"] == pytest.approx(values[cell].mean(), rel=1e-9)
    half = (said["until_high"] - said["until_low"]) / 2
    assert half == pytest.approx(widths[3][128][cell], rel=1e-6)
    assert values.tolist() == values_of(whole)[:, :128].tolist()
    assert "look 1 of 3 at 64 points of each cell" in process.stderr
    assert "after 128 of at most 256 points of each cell" in process.stderr


def test_it_stops_when_the_intervals_of_all_cells_are_narrow_enough(widths, stopped):
    file, process = stopped
    widest = int(numpy.argmax(widths[9][128]))
    with h5py.File(file) as opened:
        said = dict(opened.attrs)
        assert len(opened["outcomes/status"][0]) == 3 * 128
    assert said["until_cells"] == 3 and text(file, "until_cell") == CELLS[widest]
    assert said["until_level"] == pytest.approx(1 - 0.05 / 9)
    half = (said["until_high"] - said["until_low"]) / 2
    assert half == pytest.approx(widths[9][128][widest], rel=1e-6)
    assert "of 3 cells are narrow enough, the widest is noise.common=" in process.stderr
    told = taosweep("info", file).stdout
    assert "met at look 2 of 3, 128 of at most 256 points of each cell; widest of 3 cells" in told


def test_economies_are_those_of_the_map_without_a_rule(whole, stopped):
    file = stopped[0]
    assert values_of(file).tolist() == values_of(whole)[:, :128].tolist()
    with h5py.File(file) as a, h5py.File(whole) as b:
        first = numpy.concatenate([256 * cell + numpy.arange(128) for cell in range(3)])
        for key in ("noise.common", "noise.target", "noise.base_sd"):
            assert a["design"][key][:].tolist() == b["design"][key][:][first].tolist()
        kept, of_whole = a["paths/economy"][:].tolist(), b["paths/economy"][:].tolist()
        assert of_whole == [0, 128, 256, 384, 512, 640] and kept == [0, 128, 256]
        price = a["paths/price"][:]
        assert numpy.array_equal(price, b["paths/price"][:][::2], equal_nan=True)
        assert (price[0] != price[1]).any()


def test_the_file_is_whole_and_makes_itself_again(stopped, tmp_path):
    expect_made_again(stopped[0], tmp_path, economies=(127, 128, 383))


def test_threads_and_instructions_change_nothing(stopped, rule, tmp_path):
    options = ("--set", "keep.paths=6", "--quiet")
    one, _ = run(tmp_path, "one", "--until", rule, "--threads", "1", *options)
    scalar, _ = run(tmp_path, "scalar", "--set", f"sweep.until={rule}", "--isa", "scalar", *options)
    assert digest(one) == digest(scalar) == digest(stopped[0])
    for name in ("until", "until_look", "until_low", "until_high", "until_cell"):
        assert text(one, name) == text(stopped[0], name)


def test_a_kill_and_resume_change_nothing(stopped, rule, tmp_path):
    config, out = tmp_path / "map.ini", tmp_path / "out.h5"
    config.write_text(CONFIG)
    options = ("run", config, "-o", out, "--device", "cpu", "--quiet", "--until", rule, "--set",
               "keep.paths=6")
    process = start(*options, "--isa", "scalar", "--threads", "1")
    wait_for_part(process, out)
    process.kill()
    process.communicate()
    taosweep(*options, "--resume")
    assert digest(out) == digest(stopped[0]) and not parts(out)
    assert "complete" in taosweep(*[o for o in options if o != "--quiet"], "--resume").stdout


def test_a_rule_that_is_not_met_ends_with_all_points(whole, widths, tmp_path):
    bound = max(widths[9][256]) / 2
    file, process = run(tmp_path, "narrow", "--set", "keep.paths=6", "--until",
                        f"{OUTCOME} halfwidth < {bound:.6g} in every cell")
    assert digest(file) == digest(whole)
    assert "after all 256 points of each cell it is not met" in process.stderr
    needed = int(process.stderr.split("; about ")[1].split(" points of each cell would")[0])
    assert needed == pytest.approx(4 * 256, rel=0.01)


def test_what_one_cell_does_not_define_ends_it(tmp_path):
    file, process = run(tmp_path, "undefined", "--quiet", "--until",
                        "rank_at_12 halfwidth < 1 in every cell")
    assert "after 64 of at most 256 points of each cell, without an answer" in process.stderr
    assert "in none of them in the cell noise.common=0 (undefined where" in process.stderr
    with h5py.File(file) as opened:
        assert (opened.attrs["until_met"], opened.attrs["until_look"]) == (0, 1)
    taosweep("verify", file)
    told = " ".join(taosweep("info", file).stdout.split())
    assert ("64 of at most 256 points of each cell; it ended early, since what it is about is "
            "defined in none in noise.common=0") in told


@pytest.mark.parametrize("cell, said", [
    ("", "There is: noise.common=0; noise.common=0.5; noise.common=1"),
    (" in noise.common=0.6", "no cell 'noise.common=0.6'; the nearest is 'noise.common=0.5'"),
    (" in noise.common=0.6", "There is: noise.common=0; noise.common=0.5; noise.common=1"),
])
def test_a_cell_that_there_is_not_is_refused_with_the_list(cell, said, tmp_path):
    out, process = run(tmp_path, "no", "--until", f"{OUTCOME} halfwidth < 1{cell}", code=USAGE)
    assert said in process.stderr and not out.exists()


def test_shards_are_refused(rule, tmp_path):
    _, process = run(tmp_path, "shard", "--until", rule, "--shard", "0/2", code=USAGE)
    assert "looks at its first points together" in process.stderr


def test_what_will_be_looked_at_is_said_before(rule, tmp_path):
    _, process = run(tmp_path, "dry", "--until", rule, "--dry-run")
    assert ("looks at 64, 128, 256 points of each cell, each with an interval of 99.444 % in each "
            "of 3 cells") in process.stdout


def test_files_whose_shocks_have_other_numbers_are_no_pairs(stopped, tmp_path):
    few, _ = run(tmp_path, "few", "--quiet", "--set", "sweep.points=128")
    told = " ".join(taosweep("compare", stopped[0], few).stdout.split())
    assert "their cells had up to 256 and 128 points, which number their shocks" in told


def test_a_whole_map_beside_one_that_stopped_is_told_what_they_share(whole, stopped):
    told = " ".join(taosweep("compare", stopped[0], whole).stdout.split())
    assert "the first 128 points of each cell have the same shocks in either" in told
    assert "differ in length, here 128 and 256 points, are not paired" in told
    assert "sweep.until=" in told


def test_the_numbers_of_points_are_those_of_the_config(stopped, tmp_path):
    """Not those of an attribute, which no digest covers."""
    few, _ = run(tmp_path, "few", "--quiet", "--set", "sweep.points=128")
    changed = tmp_path / "changed.h5"
    changed.write_bytes(stopped[0].read_bytes())
    with h5py.File(changed, "r+") as opened:
        opened.attrs["until_points"] = 128
    for verb in (("compare", changed, few), ("info", changed)):
        assert "until_points" in taosweep(*verb, code=USAGE).stderr


def test_compare_says_that_a_rule_stopped_it(tmp_path):
    arms = CONFIG + "[arms]\nprotocol.share = price_ema, root_vote\n"
    config, out = tmp_path / "arms.ini", tmp_path / "arms.h5"
    config.write_text(arms)
    taosweep("run", config, "-o", out, "--device", "cpu", "--quiet", "--until",
             f"{OUTCOME}[protocol.share=root_vote] halfwidth < 1 in every cell")
    told = " ".join(taosweep("compare", out).stdout.split())
    with h5py.File(out) as opened:
        low, high = opened.attrs["until_low"], opened.attrs["until_high"]
    assert "A rule decided after how many points" in told
    assert f"from {low:.4g} to {high:.4g} at 99.444 %" in told
    assert "all others are as if the number of points had been fixed" in told
