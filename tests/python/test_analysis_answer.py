"""The words of the answer follow from the numbers: opposite files, opposite words; noise, no
words."""

import re

import numpy
import pytest
import synthetic_results
from taosweep_analysis.experiments.sn28 import answer, answer_details
from taosweep_analysis.experiments.sn28 import sweep as results

KAPPA = 0.5


def read(tmp_path, override, **settings):
    path = synthetic_results.write(tmp_path / "made_up.h5", override=override, **settings)
    return results.read(path)


def said(tmp_path, override, **settings):
    sweep = read(tmp_path, override, **settings)
    return {statement.topic: statement for statement in answer.statements(sweep)}


def stop(outcomes, arm, happens):
    if arm != "no action":
        outcomes["share_30d_after"] = 0.1 if happens else 0.9
        outcomes["harm_after"] = outcomes["share_30d_after"]


def hypothesis_holds(outcomes, day, kind, sample, arm, rng):
    age = 12 + (day if kind == "existing" else 0)
    outcomes["phi_needed_opposed"] = KAPPA * (1 + age / 100 * rng.uniform(0.98, 1.02))
    stop(outcomes, arm, sample % 10)


def calendar_decides(outcomes, day, kind, sample, arm, rng):
    outcomes["phi_needed_opposed"] = KAPPA * (1 + (12 + day) / 100 * rng.uniform(0.98, 1.02))
    outcomes["takeover_spot_10"] = float(sample / 24 < 0.1 + 0.8 * day / 360)
    outcomes["takeover_ema_2"] = 1.0
    stop(outcomes, arm, sample % 10 == 0)


def noise_alone(outcomes, day, kind, sample, arm, rng):
    outcomes["phi_needed_opposed"] = KAPPA + rng.lognormal(0, 1)
    outcomes["takeover_spot_10"] = float(rng.random() < 0.5)
    stop(outcomes, arm, sample % 2)


def test_a_file_in_which_the_subnets_age_decides(tmp_path):
    words = said(tmp_path, hypothesis_holds)

    assert words["root stake"].verdict == "mostly"
    assert "mostly stops" in words["root stake"].sentence
    assert words["network age"].verdict == "same"
    assert "does not decide" in words["network age"].sentence
    assert words["subnet age"].verdict == "more" and "larger" in words["subnet age"].sentence
    assert words["hypothesis"].verdict == "stands"


def test_a_file_in_which_the_calendar_decides(tmp_path):
    words = said(tmp_path, calendar_decides)

    assert words["root stake"].verdict == "seldom"
    assert "seldom stops" in words["root stake"].sentence
    assert words["network age"].verdict == "more"
    assert "larger coalition" in words["network age"].sentence
    assert "nobody acting): more, " in words["network age"].sentence
    assert words["subnet age"].verdict == "same"
    assert "does not matter" in words["subnet age"].sentence
    assert words["hypothesis"].verdict == "falsified"
    assert "rises, so that it is falsified" in words["hypothesis"].sentence


def test_a_file_of_noise_is_called_inconclusive(tmp_path):
    words = said(tmp_path, noise_alone)

    assert {words[topic].verdict for topic in words} == {"inconclusive"}
    for topic in ("root stake", "network age", "subnet age"):
        assert "nconclusive" in words[topic].sentence
    assert "no clear difference" in words["network age"].sentence


def test_a_verdict_that_hangs_on_the_cut_is_inconclusive(tmp_path):
    def between(outcomes, day, kind, sample, arm, rng):
        if arm != "no action":
            outcomes["share_30d_after"] = 0.35  # stopped at 0.4 and 0.5, not below

    sweep = read(tmp_path, between)

    assert answer.does_it_stop(sweep).verdict == "inconclusive"
    line = answer_details.cuts(sweep)[0]
    assert "0.3 of the twin's: 0 % (0 to 14 %, n = 24)" in line
    assert "0.4 of the twin's: 100 % (86 to 100 %, n = 24)" in line
    assert "the verdict changes with it" in line


def test_the_answer_is_that_of_subnet_28s_own_start(tmp_path):
    def only_at_launch(outcomes, day, kind, sample, arm, rng):
        stop(outcomes, arm, day == 0)

    sweep = read(tmp_path, only_at_launch)

    assert answer.does_it_stop(sweep).verdict == "mostly"
    lines = answer_details.cells(sweep)
    assert any("day 90, fresh" in line and "stopped 0 % (" in line for line in lines)
    assert len(lines) == 1 + len(synthetic_results.CELLS) and "was chosen" in lines[0]


def test_consensus_alone_is_the_headline_and_the_attackers_exit_stands_beside_it(tmp_path):
    def exit_alone_stops(outcomes, day, kind, sample, arm, rng):
        stop(outcomes, arm, arm == "attacker leaves too")

    statement = said(tmp_path, exit_alone_stops)["root stake"]

    assert statement.verdict == "seldom"
    alone, leaving = statement.sentence.split("were the attacker to leave too")
    assert "leaves x0.90" in alone and " 0 % (0 to 14 %" in alone
    assert "x0.10" in leaving and "100 % (86 to 100 %" in leaving


def test_shares_given_control_and_given_harm_are_kept_apart(tmp_path):
    def control_stops(outcomes, day, kind, sample, arm, rng):
        outcomes["root_controls"] = float(sample < 12)
        outcomes["takeover_spot_10"] = float(sample < 8)
        stop(outcomes, arm, sample < 6)

    sentence = said(tmp_path, control_stops)["root stake"].sentence

    assert "25 % (12 to 45 %, n = 24)" in sentence
    assert "50 % (25 to 75 %, n = 12) where the coalition controls" in sentence
    assert "75 % (41 to 93 %, n = 8) where it controls and the subnet would" in sentence


def test_stopped_is_measured_against_the_twin_without_action(tmp_path):
    def twin_falls_too(outcomes, day, kind, sample, arm, rng):
        outcomes["share_30d_after"] = 0.2  # acting or not

    assert said(tmp_path, twin_falls_too)["root stake"].verdict == "seldom"


def test_harm_is_the_share_of_prices(tmp_path):
    def emission_alone(outcomes, day, kind, sample, arm, rng):
        outcomes["takeover_ema_2"] = float(day == 360)
        outcomes["takeover_spot_10"] = 0.0

    sentence = said(tmp_path, emission_alone)["network age"].sentence

    assert "no clear difference, 0 (-8 to 8 percentage points" in sentence


def test_network_age_compares_fresh_subnets_from_the_first_common_day_to_the_last(tmp_path):
    def fresh_alone_changes(outcomes, day, kind, sample, arm, rng):
        outcomes["takeover_spot_10"] = float(kind == "fresh" and day == 360)

    words = said(tmp_path, fresh_alone_changes)

    assert "day 360 over day 30" in words["network age"].sentence
    assert "more, 100 (" in words["network age"].sentence
    assert "less, -100 (" in words["subnet age"].sentence


def test_control_is_tested_on_what_stands_above_kappa(tmp_path):
    def small_part_doubles(outcomes, day, kind, sample, arm, rng):
        outcomes["phi_needed_opposed"] = KAPPA + 0.004 * (2 if day == 360 else 1)

    words = said(tmp_path, small_part_doubles)

    assert words["network age"].verdict == "more"  # though phi itself changes by 0.8 % only
    assert "x1.008 (1.008 to 1.008" in words["network age"].sentence


def test_a_change_within_the_margin_is_told_apart_from_the_hypothesis_as_registered(tmp_path):
    def three_percent(outcomes, day, kind, sample, arm, rng):
        later = 1.03 if day == 360 and kind == "fresh" else 1
        old = 3 if kind == "existing" else 1
        outcomes["phi_needed_opposed"] = KAPPA + 0.05 * later * old * rng.uniform(0.999, 1.001)

    sentence = said(tmp_path, three_percent)["hypothesis"].sentence

    assert sentence.startswith("The hypothesis stands")
    assert "as registered, without such a margin" in sentence
    assert "rises, so that it is falsified" in sentence


def test_intervals_on_the_page_are_counted_and_the_late_choice_is_told(tmp_path):
    sweep = read(tmp_path, hypothesis_holds)
    sentences = [statement.sentence for statement in answer.statements(sweep)]

    lines = answer_details.details(sweep, sentences)

    printed = len(re.findall(r"\(-?[\d.]+ to ", "\n".join(sentences + lines)))
    assert printed > 30 and f"prints {printed} intervals of 95 %, not adjusted" in lines[-1]
    assert "chosen after a first look; as drawn, existing over fresh on day 360 is x" in lines[-2]


@pytest.mark.parametrize(
    "low, high, expected",
    [
        (0.96, 1.04, "inside"),
        (0.8, 1.04, "inconclusive"),
        (1.06, 1.2, "above"),
        (0.5, 0.9, "below"),
        (0.5, 2, "inconclusive"),
        (numpy.nan, 2, "inconclusive"),
    ],
)
def test_an_interval_lies_on_a_side_only_as_a_whole(low, high, expected):
    assert answer.ratio_side(answer.intervals.Estimate(1, low, high, 9)) == expected
