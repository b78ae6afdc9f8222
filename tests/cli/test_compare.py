"""What `compare` says of the arms of a sweep, in each form, and what it refuses."""
import csv
import io
import json
import shutil

import h5py
import numpy
import pytest
from scipy import stats

from program import DONE, USAGE, asked, run_smoke, taosweep

ARM, BASELINE = "foundation.acts=yes", "foundation.acts=no"
SIZES = ("--set", "sweep.points=12", "--set", "sweep.replicates=2", "--set", "keep.paths=0")


@pytest.fixture(scope="module")
def sweep(tmp_path_factory):
    """2 cells x 12 draws x 2 replicates, two arms."""
    out = tmp_path_factory.mktemp("compare") / "sweep.h5"
    run_smoke(out, "--quiet", *SIZES)
    return out


def rows(file, *options):
    said = json.loads(asked("compare", file, "--json", *options))
    return {row["outcome"]: row for row in said["descriptive"]}


def pairs_of(file, name):
    """(arm, baseline, unit) of the pairs that both end well and define the outcome."""
    with h5py.File(file) as opened:
        values = opened["outcomes"][name][...]
        values[opened["outcomes/status"][...] != 0] = numpy.nan
    units = numpy.broadcast_to((numpy.arange(24) % 12)[:, None], values.shape[1:])
    both = numpy.isfinite(values).all(axis=0)
    return values[1][both], values[0][both], units[both]


def test_means_errors_and_counts_are_those_of_the_pairs_by_drawn_vector(sweep):
    found = rows(sweep)["sum_of_prices"]
    arm, baseline, units = pairs_of(sweep, "sum_of_prices")
    each = numpy.array([(arm - baseline)[units == unit].mean() for unit in range(12)])
    assert (found["pairs"], found["units"]) == (48, 12)
    assert found["arm_value"] == pytest.approx(arm.mean(), rel=1e-12)
    assert found["difference"] == pytest.approx(each.mean(), rel=1e-9)
    assert found["variance_reduction"] == pytest.approx(
        (arm.var(ddof=1) + baseline.var(ddof=1)) / (arm - baseline).var(ddof=1), rel=1e-9)


def test_a_t_interval_is_that_of_scipy(sweep):
    checked = 0
    for name, found in rows(sweep).items():
        if found["method"] != "t" or found["horizon"] is not None:
            continue
        arm, baseline, units = pairs_of(sweep, name)
        if len(arm) != 48:
            continue
        each = [(arm - baseline)[units == unit].mean() for unit in range(12)]
        low, high = stats.t.interval(0.95, 11, numpy.mean(each), stats.sem(each))
        assert (found["low"], found["high"]) == pytest.approx((low, high), rel=1e-9), name
        checked += 1
    assert checked > 0


def test_flags_have_an_interval_with_width_whose_ends_are_just_refused(sweep):
    flags = {name: row for name, row in rows(sweep).items()
             if row["method"] and row["method"].startswith("Tango")}
    assert flags
    for name, row in flags.items():
        # Where all pairs differ the one way, the end beyond which nothing is possible is the share.
        ends = (max(row["low"], -1), min(row["high"], 1))
        assert ends[0] < ends[1] and ends[0] <= row["difference"] <= ends[1], name
        assert abs(row["difference"]) == 1 or ends[0] < row["difference"] < ends[1], name
    assert all(row["low"] is None or row["low"] < row["high"] for row in rows(sweep).values())


def test_what_is_decided_before_the_action_is_equal_by_construction(sweep):
    found = rows(sweep)
    assert found["root_margin"]["method"] == "equal by construction"
    assert found["root_controls"]["method"] == "equal by construction"
    assert found["root_controls"]["low"] is None and found["root_controls"]["difference"] == 0


def test_an_outcome_that_compares_already_is_shown_for_the_arm_alone(sweep):
    found = rows(sweep, "--outcome", "harm_after", "--outcome", "root_margin")
    assert list(found) == ["root_margin", "harm_after"]
    assert found["harm_after"]["difference"] is None and found["harm_after"]["refusal"]


def test_a_twin_is_equal_by_construction_in_everything(tmp_path):
    out = tmp_path / "twins.h5"
    run_smoke(out, "--quiet", *SIZES, "--set", "arms.foundation.acts=",
              "--set", "arm one.foundation.acts=no", "--set", "arm two.foundation.acts=no")
    found = rows(out)
    compare_already = {name for name, row in found.items() if row["refusal"] and row["pairs"] >= 8}
    assert compare_already == {"others_price_change", "others_tao_change"}
    assert {found[name]["arm_value"] for name in compare_already} == {0}
    methods = {row["method"] for name, row in found.items()
               if row["pairs"] >= 8 and name not in compare_already}
    assert methods == {"equal by construction"}


def test_csv_and_json_hold_the_same_rows(sweep):
    lines = list(csv.DictReader(io.StringIO(asked("compare", sweep, "--csv"))))
    found = rows(sweep)
    assert [line["outcome"] for line in lines] == list(found)
    for line in lines:
        row = found[line["outcome"]]
        of_contrasts = {"contrast", "verdict", "expected"}
        assert set(line) == set(row) | of_contrasts
        for key in row:
            value, text = row[key], line[key]
            if isinstance(value, str) or value is None:
                assert text == (value or "")
            else:
                assert float(text) == value


def cells(line):
    return [cell.strip() for cell in line.strip().strip("|").split(" | ")]


def test_table_and_markdown_have_the_same_words(sweep):
    table = asked("compare", sweep)
    markdown = taosweep("compare", sweep, "--markdown").stdout
    lines = [cells(line) for line in markdown.splitlines() if line.startswith("| ")]
    assert lines[0] == ["outcome", "unit", "baseline", "arm", "difference", "95 % interval",
                        "method", "pairs", "better", "ties", "gain"]
    said = {line.split()[0]: line.split() for line in table.splitlines() if "  " in line}
    assert len(lines) > 30
    for line in lines[1:]:
        assert said[line[0]] == " ".join(line).split()
    for sentence in ("12 drawn vectors are the independent units", "pooled over the 2 cells",
                     f"arm '{ARM}' against baseline '{BASELINE}'"):
        assert sentence in " ".join(table.split()) and sentence in markdown


def test_the_baseline_may_be_another_arm(sweep):
    (forth,) = rows(sweep, "--outcome", "sum_of_prices").values()
    (back,) = rows(sweep, "--outcome", "sum_of_prices", "--baseline", ARM).values()
    assert back["arm"] == BASELINE and back["difference"] == -forth["difference"]
    assert back["better"] is None or back["better"] + forth["better"] + forth["ties"] == 1


def test_it_says_the_same_every_time(sweep):
    first, second = (taosweep("compare", sweep, "--json").stdout for _ in range(2))
    assert first == second


@pytest.mark.parametrize("options, words", [
    (("--outcome", "crash_12"), "the nearest is crash_12h"),
    (("--arm", "foundation.acts=yess"), f"the nearest is '{ARM}'"),
    (("--baseline", "no"), "There is: foundation.acts=no; foundation.acts=yes"),
    (("--arm", BASELINE), "is the baseline"),
    (("--csv", "--json"), "excludes"),
])
def test_what_there_is_not_is_refused_with_the_nearest(sweep, options, words):
    done = taosweep("compare", sweep, *options, code=USAGE)
    assert words in done.stderr and done.stdout == ""


def test_one_arm_is_told_what_to_do(tmp_path):
    out = tmp_path / "alone.h5"
    run_smoke(out, "--quiet", "--set", "arms.foundation.acts=")
    assert "one arm, and so nothing to compare" in taosweep("compare", out, code=USAGE).stderr


def test_few_units_give_no_interval_but_the_reason(tmp_path):
    out = tmp_path / "few.h5"
    run_smoke(out, "--quiet")
    found = rows(out)
    assert all(row["low"] is None for row in found.values())
    assert "from 3 independent units, and fewer than 8" in found["sum_of_prices"]["refusal"]


def test_a_shard_is_refused(tmp_path):
    out = tmp_path / "shard.h5"
    run_smoke(out, "--quiet", "--shard", "0/2")
    assert "join them with `taosweep merge`" in taosweep("compare", out, code=USAGE).stderr


CONFIG = """[network]
subnets = 8
[time]
days = 1
step_blocks = 300
[vary]
yield.gain = uniform(0.3, 1.5)
[arms]
protocol.ema_alpha = 3e-6, 3e-4
[sweep]
points = 9
"""


def test_a_config_is_run_first_to_its_default_place(tmp_path):
    (tmp_path / "small.ini").write_text(CONFIG)
    done = taosweep("compare", "small.ini", "--csv", cwd=tmp_path)
    assert "small.ini is a config: it is run first, into ./small.h5" in done.stderr
    again = taosweep("compare", "small.h5", "--csv", cwd=tmp_path)
    assert again.stdout == done.stdout and again.stderr == ""
    share = rows(tmp_path / "small.h5")["top_10_share"]
    wilson = stats.binomtest(round(9 * share["better"]), 9).proportion_ci(method="wilson")
    assert (share["better_low"], share["better_high"]) == pytest.approx(wilson, abs=1e-12)
    refused = taosweep("compare", "small.ini", cwd=tmp_path, code=USAGE)
    assert "small.h5 exists: compare it by `taosweep compare ./small.h5`" in refused.stderr


def test_a_config_is_not_run_for_names_that_there_are_not(tmp_path):
    (tmp_path / "small.ini").write_text(CONFIG)
    done = taosweep("compare", "small.ini", "--arm", "x", cwd=tmp_path, code=USAGE)
    assert "there is no such arm" in done.stderr and not (tmp_path / "small.h5").exists()
    (tmp_path / "bad.ini").write_text("[time]\ndayz = 3\n")
    assert "bad.ini:2:" in taosweep("compare", "bad.ini", cwd=tmp_path, code=USAGE).stderr


def test_a_damaged_file_is_no_config(sweep, tmp_path):
    damaged = tmp_path / "damaged.h5"
    shutil.copy(sweep, damaged)
    with open(damaged, "r+b") as file:
        file.seek(0)
        file.write(b"no HDF5 file any more")
    said = taosweep("compare", damaged, code=USAGE).stderr
    assert "damaged.h5" in said and "is run first" not in said
    assert taosweep("compare", sweep, "--outcome", "sum_of_prices", code=DONE).stdout


CONTRASTS = {
    "fell": f"crash_hours_50_observed: {ARM} - {BASELINE} > -0.5",
    "more": f"pay_sold_tao: {ARM} - {BASELINE} > 1000",
    "same": f"root_margin: {ARM} - {BASELINE} within 0.01",
    "open": f"pay_sold_tao: {ARM} - {BASELINE} > 31",
}


def registered(*names):
    return [word for name in names for word in ("--set", f"contrasts.{name}={CONTRASTS[name]}")]


@pytest.fixture(scope="module")
def with_contrasts(tmp_path_factory):
    out = tmp_path_factory.mktemp("contrasts") / "sweep.h5"
    run_smoke(out, "--quiet", *SIZES, *registered(*CONTRASTS))
    return out


def test_registered_contrasts_come_first_with_their_verdicts(with_contrasts):
    said = json.loads(taosweep("compare", with_contrasts, "--json").stdout)
    verdicts = {one["contrast"]: one["verdict"] for one in said["registered"]}
    assert verdicts["more"] == "falsified" and verdicts["same"] == "confirmed"
    assert verdicts["fell"] == "confirmed" and verdicts["open"] == "inconclusive"
    found = {one["contrast"]: one for one in said["registered"]}
    assert found["same"]["method"] == "equal by construction"
    assert found["more"]["expected"] == CONTRASTS["more"]
    # Holm: all four are looked at with 1 - 0.05/4, then the one that is left with 0.95.
    assert found["more"]["level"] == pytest.approx(1 - 0.05 / 4)
    assert found["open"]["level"] == pytest.approx(0.95)
    text = taosweep("compare", with_contrasts, "--markdown").stdout
    assert text.index("## registered") < text.index("| fell | confirmed") < text.index(
        "## descriptive")
    assert 'All 4 verdicts under "registered" together are right' in text


def test_one_contrast_is_one_verdict(tmp_path):
    run_smoke(tmp_path / "one.h5", "--quiet", *SIZES, *registered("fell"))
    said = taosweep("compare", tmp_path / "one.h5", "--markdown").stdout
    assert 'The verdict under "registered" is right with 95 %' in said


def test_contrasts_change_no_number_and_the_config_hash_only_where_there_are_any(
        sweep, with_contrasts):
    with h5py.File(sweep) as one, h5py.File(with_contrasts) as other:
        assert one.attrs["config_hash"] != other.attrs["config_hash"]
        for name, values in one["outcomes"].items():
            if values.ndim == 3:
                assert numpy.array_equal(values[...], other["outcomes"][name][...],
                                         equal_nan=True), name
        config = other.attrs["config"]
    text = config.decode() if isinstance(config, bytes) else config
    assert f"[contrasts]\nfell = {CONTRASTS['fell']}\n" in text
    assert "registered" in asked("compare", sweep)
    assert "none: the config has no [contrasts]" in asked("compare", sweep)


def test_a_file_with_contrasts_is_whole_and_runs_again(with_contrasts, tmp_path):
    taosweep("verify", with_contrasts)
    taosweep("rerun", with_contrasts, "-o", tmp_path / "again.h5", "--quiet")


@pytest.mark.parametrize("line, words", [
    (f"root_margn: {ARM} - {BASELINE} > 0",
     "'root_margn' is no outcome; the nearest is root_margin"),
    (f"root_margin: {ARM} - foundation.acts=n > 0", f"no arm 'foundation.acts=n'; the nearest is "
     f"'{BASELINE}'"),
    (f"root_margin: {ARM} - {BASELINE}", "does not end with a margin"),
    (f"root_margin: {ARM} > 0", "is no difference of two arms"),
    (f"root_margin {ARM} - {BASELINE} > 0", "a contrast is OUTCOME: ARM - ARM > MARGIN"),
    (f"root_margin: {ARM} - {ARM} > 0", "stands on both sides"),
    (f"root_margin: {ARM} - {BASELINE} within 0", "the margin is above 0"),
    (f"root_controls: {ARM} - {BASELINE} > 1", "root_controls is 0 or 1"),
    (f"stopped: {ARM} - {BASELINE} > 0", f"stopped compares with '{BASELINE}' already"),
])
def test_a_contrast_that_cannot_be_is_refused_at_its_line(tmp_path, line, words):
    config = tmp_path / "a.ini"
    config.write_text(f"[arms]\nfoundation.acts = no, yes\n[contrasts]\nmine = {line}\n")
    done = taosweep("validate", config, code=USAGE)
    assert "a.ini:4: " in done.stderr and words in done.stderr
