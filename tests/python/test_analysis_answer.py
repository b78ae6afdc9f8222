"""The words of the answer follow from the numbers: opposite files, opposite words; noise, no words."""
import numpy
import pytest
import synthetic_results
from taosweep_analysis import answer, answer_rules, results


def said(tmp_path, override):
    path = synthetic_results.write(tmp_path / "made_up.h5", override=override)
    return {statement.topic: statement for statement in answer.statements(results.read(path))}


def hypothesis_holds(outcomes, day, kind, sample, arm, rng):
    outcomes["phi_needed_opposed"] = 0.55 * (1 + (day / 100 if kind == "existing" else 0)) * rng.uniform(0.99, 1.01)
    if arm.endswith("yes"):
        outcomes["stopped"] = float(sample % 10 != 0)


def calendar_decides(outcomes, day, kind, sample, arm, rng):
    outcomes["phi_needed_opposed"] = 0.55 * (1 + day / 100) * rng.uniform(0.99, 1.01)
    outcomes["takeover_ema_2"] = float(rng.random() < 0.1 + 0.8 * day / 360)
    if arm.endswith("yes"):
        outcomes["stopped"] = float(sample % 10 == 0)


def noise_alone(outcomes, day, kind, sample, arm, rng):
    outcomes["phi_needed_opposed"] = rng.lognormal(0, 1)
    outcomes["takeover_ema_2"] = float(rng.random() < 0.5)
    if arm.endswith("yes"):
        outcomes["stopped"] = float(sample % 2)


def test_a_file_in_which_the_subnets_age_decides(tmp_path):
    words = said(tmp_path, hypothesis_holds)

    assert words["root stake"].verdict == "mostly" and "mostly stops" in words["root stake"].sentence
    assert words["network age"].verdict == "same" and "does not decide" in words["network age"].sentence
    assert words["subnet age"].verdict == "more" and "larger" in words["subnet age"].sentence
    assert words["hypothesis"].verdict == "stands"


def test_a_file_in_which_the_calendar_decides(tmp_path):
    words = said(tmp_path, calendar_decides)

    assert words["root stake"].verdict == "seldom" and "seldom stops" in words["root stake"].sentence
    assert words["network age"].verdict == "more" and "larger coalition" in words["network age"].sentence
    assert "grows" in words["network age"].sentence
    assert words["subnet age"].verdict == "same" and "does not matter" in words["subnet age"].sentence
    assert words["hypothesis"].verdict == "falsified"


def test_a_file_of_noise_is_called_inconclusive(tmp_path):
    words = said(tmp_path, noise_alone)

    assert {words[topic].verdict for topic in words} == {"inconclusive"}
    assert all("nconclusive" in words[topic].sentence for topic in ("root stake", "network age", "subnet age"))
    assert "is not told apart" in words["network age"].sentence


def test_shares_given_control_are_kept_apart(tmp_path):
    def control_stops(outcomes, day, kind, sample, arm, rng):
        outcomes["root_controls"] = float(sample < 6)
        if arm.endswith("yes"):
            outcomes["stopped"] = float(sample < 6)

    sentence = said(tmp_path, control_stops)["root stake"].sentence

    cells = len(synthetic_results.CELLS)
    assert f"25 % (12 to 45 %, n = {24 * cells})" in sentence       # every draw repeated in each cell: 24 independent
    assert f"n = {6 * cells}) of those where the coalition controls" in sentence
    assert f"n = {18 * cells}) of the others" in sentence


@pytest.mark.parametrize("low, high, expected", [
    (0.96, 1.04, "inside"), (0.8, 1.04, "inconclusive"), (1.06, 1.2, "above"), (0.5, 0.9, "below"),
    (0.5, 2, "inconclusive"), (numpy.nan, 2, "inconclusive")])
def test_an_interval_lies_on_a_side_only_as_a_whole(low, high, expected):
    assert answer.ratio_side(answer.intervals.Estimate(1, low, high, 9)) == expected


def rules_said(tmp_path, factor):
    def scale(outcomes, day, kind, sample, arm, rng):
        outcomes["peak_ema_share"] = 0.01 * (1 + sample) * factor(arm, kind) * rng.uniform(0.99, 1.01)
    path = synthetic_results.write(tmp_path / "rules.h5", synthetic_results.RULES_CELLS, synthetic_results.RULES,
                                   override=scale)
    return {said.topic: said for said in answer_rules.statements(results.read(path))}


def test_rules_that_raise_lower_or_leave_emission_are_called_so(tmp_path):
    def factor(arm, kind):
        slow = 0.2 if "warmup_blocks=201600" in arm and kind == "fresh" else 1
        return slow * (8 if "3e-04" in arm else 1)

    words = rules_said(tmp_path, factor)

    assert words["protocol.ema_alpha"].verdict == "raises/raises"
    assert words["protocol.ema_warmup_blocks"].verdict == "leaves/lowers"
    assert words["protocol.dividend_bug"].verdict == "leaves/leaves"
    assert "3e-04 in place of 3e-06" in words["protocol.ema_alpha"].sentence


def test_the_opposite_rules_give_the_opposite_words(tmp_path):
    words = rules_said(tmp_path, lambda arm, kind: 0.1 if "3e-04" in arm else 1)

    assert words["protocol.ema_alpha"].verdict == "lowers/lowers"
