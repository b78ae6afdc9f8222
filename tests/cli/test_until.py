"""A sweep that stops when an interval is narrow enough: after the same points on any number of
threads and after a kill, at the look at which the interval worked out here is."""
import os
import re
import shlex

import h5py
import numpy
import pytest
import scipy.stats
from program import (DONE, SMOKE, USAGE, digest, expect_made_again, parts, start, taosweep, text,
                     wait_for_part)
from three_axes import CONFIG as THREE_AXES

CONFIG = THREE_AXES + "[sweep]\npoints = 512\n"
LOOKS = (64, 128, 256, 512)
# Student's quantiles with n - 1 degrees of freedom: four looks share 5 %, so 0.625 % at each end.
T = {64: 2.571441, 128: 2.533780, 256: 2.515550, 512: 2.506580}


def run(folder, name, *options, code=DONE, **more):
    config, out = folder / "axes.ini", folder / f"{name}.h5"
    config.write_text(CONFIG)
    return out, taosweep("run", config, "-o", out, "--device", "cpu", *options, code=code,
                         **more)


def half_width(values):
    return T[len(values)] * values.std(ddof=1) / numpy.sqrt(len(values))


def values_of(file):
    with h5py.File(file) as opened:
        return opened["outcomes"]["effective_subnets"][0, :, 0]


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    return run(tmp_path_factory.mktemp("whole"), "whole", "--quiet")[0]


@pytest.fixture(scope="module")
def rule(whole):
    """Met at the second look and not at the first."""
    values = values_of(whole)
    first, second = half_width(values[:64]), half_width(values[:128])
    assert second < 0.95 * first
    return f"effective_subnets halfwidth < {(first + second) / 2:.6g}"


@pytest.fixture(scope="module")
def stopped(rule, tmp_path_factory):
    return run(tmp_path_factory.mktemp("stopped"), "stopped", "--until", rule, "--threads", "2")


def test_it_stops_at_the_look_at_which_the_interval_is_narrow_enough(whole, stopped, rule):
    file, process = stopped
    values = values_of(file)
    assert values.tolist() == values_of(whole)[:128].tolist()
    with h5py.File(file) as opened:
        said = dict(opened.attrs)
    assert text(file, "until") == rule.replace("subnets ", "subnets[base] ")
    assert (said["until_met"], said["until_look"], said["until_looks"]) == (1, 2, 4)
    assert said["until_points"] == 512 and said["until_level"] == pytest.approx(0.9875)
    assert said["until_estimate"] == pytest.approx(values.mean(), rel=1e-9)
    half = (said["until_high"] - said["until_low"]) / 2
    assert half == pytest.approx(half_width(values), rel=1e-6)
    assert "look 1 of 4 at 64 points" in process.stderr
    assert "stopped at look 2 of 4, after 128 of at most 512 points" in process.stderr


def test_the_file_is_whole_and_makes_itself_again(stopped, tmp_path):
    file = stopped[0]
    expect_made_again(file, tmp_path, economies=(127,))
    assert "met at look 2 of 4, 128 of at most 512 points" in taosweep("info", file).stdout


def test_threads_and_instructions_change_nothing(stopped, rule, tmp_path):
    one, _ = run(tmp_path, "one", "--until", rule, "--threads", "1", "--quiet")
    scalar, _ = run(tmp_path, "scalar", "--set", f"sweep.until={rule}", "--isa", "scalar")
    assert digest(one) == digest(scalar) == digest(stopped[0])
    for name in ("until", "until_look", "until_low", "until_high"):
        with h5py.File(one) as a, h5py.File(stopped[0]) as b:
            assert a.attrs[name] == b.attrs[name]


def test_a_kill_and_resume_change_nothing(stopped, rule, tmp_path):
    config, out = tmp_path / "axes.ini", tmp_path / "out.h5"
    config.write_text(CONFIG)
    options = ("run", config, "-o", out, "--device", "cpu", "--quiet", "--until", rule)
    process = start(*options, "--isa", "scalar", "--threads", "1")
    wait_for_part(process, out)
    process.kill()
    process.communicate()
    taosweep(*options, "--resume")
    assert digest(out) == digest(stopped[0]) and not parts(out)
    assert "complete" in taosweep(*options[:-3], "--until", rule, "--resume").stdout


def test_a_rule_that_is_not_met_ends_with_all_points(whole, tmp_path):
    narrow = f"effective_subnets halfwidth < {half_width(values_of(whole)) / 2:.6g}"
    file, process = run(tmp_path, "narrow", "--until", narrow)
    assert digest(file) == digest(whole)
    assert "after all 512 points it is not met" in process.stderr
    needed = int(process.stderr.split("; about ")[1].split(" points would")[0])
    assert needed == pytest.approx(4 * 512, rel=0.01)
    with h5py.File(file) as opened:
        assert opened.attrs["until_met"] == 0 and opened.attrs["until_look"] == 4


def test_quiet_a_rule_that_is_not_met_is_told_with_the_reason(tmp_path):
    _, process = run(tmp_path, "quiet", "--quiet", "--set", "sweep.points=65", "--until",
                     "effective_subnets halfwidth < 1e-9")
    assert "after all 65 points it is not met" in process.stderr
    assert "points would be needed" in process.stderr


@pytest.mark.parametrize("subject", ["rank_at_12", "quantile(rank_at_12, 0.5)"])
def test_a_rule_on_what_nobody_defines_ends_at_the_first_look(subject, tmp_path):
    file, process = run(tmp_path, "undefined", "--quiet", "--until", f"{subject} halfwidth < 1")
    assert "after 64 of at most 512 points, without an answer" in process.stderr
    assert "rank_at_12 is defined in none of them (undefined where: no attack" in process.stderr
    with h5py.File(file) as opened:
        assert (opened.attrs["until_met"], opened.attrs["until_look"]) == (0, 1)
        assert len(opened["outcomes"]["status"][0]) == 64
    taosweep("verify", file)
    again = tmp_path / "again.h5"
    taosweep("rerun", file, "-o", again, "--device", "cpu")
    assert digest(again) == digest(file)


def order_statistics(values, p, level):
    """Ranks l and u with P(B < l) and P(B >= u) at most (1 - level) / 2 each."""
    trials, tail = scipy.stats.binom(len(values), p), (1 - level) / 2
    below = trials.cdf(numpy.arange(len(values) + 1))
    low, high = numpy.searchsorted(below, tail, side="right"), numpy.argmax(below >= 1 - tail) + 1
    ascending = numpy.sort(values)
    return ascending[low - 1], ascending[high - 1]


def test_it_stops_when_a_quantile_is_known(whole, tmp_path):
    values, level = values_of(whole), 1 - 0.05 / len(LOOKS)
    bounds = {n: order_statistics(values[:n], 0.8, level) for n in LOOKS}
    half = {n: (high - low) / 2 for n, (low, high) in bounds.items()}
    assert half[256] < 0.95 * min(half[64], half[128])
    wanted = (half[256] + min(half[64], half[128])) / 2
    file, process = run(tmp_path, "quantile", "--until",
                        f"quantile(effective_subnets, 0.8) halfwidth < {wanted:.6g}")
    assert "stopped at look 3 of 4, after 256 of at most 512 points" in process.stderr
    with h5py.File(file) as opened:
        said = dict(opened.attrs)
    assert text(file, "until").startswith("quantile(effective_subnets[base], 0.8) halfwidth < ")
    assert (said["until_low"], said["until_high"]) == bounds[256]
    assert said["until_estimate"] == numpy.sort(values[:256])[204]  # the 205th: 0.8 * 256 = 204.8
    again = tmp_path / "again.h5"
    taosweep("rerun", file, "-o", again, "--device", "cpu")
    assert digest(again) == digest(file)


def test_shards_are_refused(rule, tmp_path):
    task = {"SLURM_ARRAY_TASK_ID": "0", "SLURM_ARRAY_TASK_COUNT": "2", "SLURM_ARRAY_TASK_MIN": "0",
            "SLURM_ARRAY_TASK_MAX": "1"}
    for shard in ("0/2", "auto"):
        out, process = run(tmp_path, "shard", "--until", rule, "--shard", shard, code=USAGE,
                           env=os.environ | task)
        assert "looks at its first points together" in process.stderr
        assert not out.exists() and not parts(out)


def test_what_will_be_looked_at_is_said_before(rule, tmp_path):
    _, process = run(tmp_path, "dry", "--until", rule, "--dry-run")
    assert "looks at 64, 128, 256, 512 points, each with an interval of 98.75 %" in process.stdout
    config = tmp_path / "axes.ini"
    said = taosweep("validate", config, "--set", f"sweep.until={rule}").stdout
    assert "looks at 64, 128, 256, 512 points" in said


def test_the_examples_of_the_page_fit_the_shipped_config():
    page = (SMOKE.parents[2] / "docs" / "designs.md").read_text()
    lines = re.findall(r"^taosweep run .*--until.*$", page, flags=re.M)
    assert len(lines) == 2
    for line in lines:
        words = shlex.split(line.replace("--until '", "--set 'sweep.until="))
        rule = words[-1].removeprefix("sweep.until=")
        said = taosweep("validate", SMOKE.parents[2] / words[2], *words[5:]).stdout
        assert f"until: {rule}; looks at 64, 128, 256, 512, 1024, 2000 points" in said
