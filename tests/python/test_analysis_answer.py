"""The words of the answer follow from the numbers: opposite files, opposite words; noise, no
words."""

import pathlib
import re
import subprocess

import numpy
import pytest
import synthetic_results
from taosweep_analysis.estimate import compared
from taosweep_analysis.experiments.sn28 import answer, answer_details, contrasts, report
from taosweep_analysis.experiments.sn28 import sweep as results

KAPPA = 0.5
NOT_ASKED = compared.Compared([], [], [], "", "nobody asked")


def read(tmp_path, override, **settings):
    path = synthetic_results.write(tmp_path / "made_up.h5", override=override, **settings)
    return results.read(path)


def said(tmp_path, override, **settings):
    sweep = read(tmp_path, override, **settings)
    return {statement.topic: statement for statement in answer.statements(sweep, [])}


def acts(outcomes, arm, brings_down):
    if arm != "no action":
        outcomes["restored"] = float(bool(brings_down))
        outcomes["tao_after"] = 900.0 if brings_down else 9000.0
        outcomes["harm_60d_after"] = 0.05 if brings_down else 1.0


def age_decides(outcomes, day, kind, sample, arm, rng):
    age = 12 + (day if kind == "existing" else 0)
    outcomes["phi_needed_opposed"] = KAPPA * (1 + age / 100 * rng.uniform(0.98, 1.02))
    acts(outcomes, arm, sample % 10)


def calendar_decides(outcomes, day, kind, sample, arm, rng):
    outcomes["phi_needed_opposed"] = KAPPA * (1.2 + day / 100 * rng.uniform(0.98, 1.02))
    acts(outcomes, arm, sample % 10 == 0)


def noise_alone(outcomes, day, kind, sample, arm, rng):
    outcomes["phi_needed_opposed"] = KAPPA + rng.lognormal(-2.5, 2)
    acts(outcomes, arm, sample % 2)


def test_a_file_in_which_the_subnets_age_decides(tmp_path):
    words = said(tmp_path, age_decides)

    assert words["control"].verdict == "mostly"
    assert "57 % of root controls subnet 28 in 100 % (86 to 100) of" in words["control"].sentence
    assert words["age"].verdict == "subnet" and "not the calendar" in words["age"].sentence
    assert words["stop"].verdict == "mostly"
    assert "x0.10 (0.10 to 0.10) [0.10 to 1.00]" in words["stop"].sentence  # 900 of 9000, or all


def test_a_file_in_which_the_calendar_decides(tmp_path):
    words = said(tmp_path, calendar_decides)

    assert words["control"].verdict == "seldom"  # 0.6 needed, 0.57 held
    assert words["age"].verdict == "calendar" and "the calendar" in words["age"].sentence
    assert words["stop"].verdict == "seldom" and "seldom stops" in words["stop"].sentence


def test_a_file_of_noise_is_called_inconclusive(tmp_path):
    words = said(tmp_path, noise_alone)

    assert {words[topic].verdict for topic in ("control", "age", "stop")} == {"inconclusive"}
    assert "nconclusive" in words["age"].sentence and "nconclusive" in words["stop"].sentence


def test_the_answer_is_that_of_subnet_28s_own_start(tmp_path):
    def only_at_launch(outcomes, day, kind, sample, arm, rng):
        acts(outcomes, arm, day == 0)

    sweep = read(tmp_path, only_at_launch)

    assert answer.does_it_stop(sweep, []).verdict == "mostly"
    lines = answer_details.starts(sweep)
    assert any("day 90, fresh" in line and "average: 0 % (" in line for line in lines)
    assert len(lines) == 1 + len(synthetic_results.CELLS)


def test_the_verdict_is_absolute_whatever_the_twin_does(tmp_path):
    def twin_is_small_too(outcomes, day, kind, sample, arm, rng):
        outcomes["restored"] = 1.0
        outcomes["tao_after"] = 100.0  # acting or not

    words = said(tmp_path, twin_is_small_too)

    assert words["stop"].verdict == "mostly"
    assert "x1.00 (1.00 to 1.00) [1.00 to 1.00] of that without" in words["stop"].sentence
    assert "average, 100 % (86 to 100) without action" in words["stop"].sentence


def test_control_is_that_of_the_recorded_coalition_with_all_others_opposing(tmp_path):
    def others_abstain(outcomes, day, kind, sample, arm, rng):
        outcomes["root_controls"], outcomes["phi_needed"] = 1.0, 0.1
        outcomes["phi_needed_opposed"] = 0.56 if sample < 6 else 0.58

    assert "in 25 % (12 to 45) of" in said(tmp_path, others_abstain)["control"].sentence


def test_the_answer_has_120_words_at_most(tmp_path):
    for override in (age_decides, calendar_decides, noise_alone):
        text = report.answer_lines(read(tmp_path, override), None, NOT_ASKED)[3]
        assert text.startswith("On day 12, ") and text.endswith("compared with recorded prices.")
        assert 60 < len(text.split()) <= 120


def test_the_quickstart_prints_the_question_and_the_answer_alone(tmp_path):
    script = pathlib.Path(__file__).resolve().parents[2] / "scripts/quickstart.sh"
    (command,) = [line for line in script.read_text().splitlines() if line.startswith("sed -n ")]
    lines = report.answer_lines(read(tmp_path, age_decides), None, NOT_ASKED)
    (tmp_path / "results").mkdir()
    (tmp_path / "results/sn28_answer.txt").write_text("\n".join(lines) + "\n")
    printed = subprocess.run(["bash", "-c", command], cwd=tmp_path, capture_output=True, text=True,
                             check=True).stdout
    assert printed.split() == [*lines[1].split(), *lines[3].split()]
    assert max(map(len, printed.splitlines())) <= 100


def test_the_headline_and_the_list_have_one_median(tmp_path):
    """Of 24 values the 12th, not the middle of the 12th and 13th: as the file has it."""

    def even(outcomes, day, kind, sample, arm, rng):
        outcomes["phi_needed_opposed"] = 0.5 + (day / 100) * (sample + 1)

    sweep = read(tmp_path, even)
    assert "from 0.50 to 43.70 on old subnets" in answer.age(sweep, []).sentence
    lines = answer_details.starts(sweep)
    assert any("day 360, existing: share of root needed 43.700 (" in line for line in lines)


def test_beside_each_interval_stands_the_range_of_the_prior(tmp_path):
    def even(outcomes, day, kind, sample, arm, rng):
        outcomes["tao_after"] = 100.0 * (sample + 1)

    lines = answer_details.prior(read(tmp_path, even))

    assert "sampling error over the draws" in lines[0] and "over the prior" in lines[0]
    # 24 draws: median the 12th, ranks 7 and 18; 5 % lies between the 2nd and 3rd
    emission = next(line for line in lines if "emission after the action" in line)
    assert emission.endswith("1200 (700 to 1800, n = 24) [215 to 2,285]")


def test_robustness_says_whether_the_verdict_holds_over_the_prior(tmp_path):
    holds = answer_details.robustness(read(tmp_path, age_decides, samples=96), [])
    assert "the verdict (mostly) holds in every part" in holds[0] and len(holds) == 8

    draws = numpy.random.default_rng(1)
    naivety = [draws.uniform(*bounds, 96) for bounds in synthetic_results.SAMPLED.values()][2]

    def naive_stakers_stay(outcomes, day, kind, sample, arm, rng):
        acts(outcomes, arm, naivety[sample] <= 0.75 or sample % 4)

    changes = answer_details.robustness(read(tmp_path, naive_stakers_stay, samples=96), [])
    assert "holds in every part" in changes[0]  # 3 of 4 are still most

    def naive_stakers_never(outcomes, day, kind, sample, arm, rng):
        acts(outcomes, arm, naivety[sample] <= 0.85)

    changes = answer_details.robustness(read(tmp_path, naive_stakers_never, samples=96), [])
    assert "changes in no part of the prior, but is open for naivety 0.75" in changes[0]


def test_a_part_of_the_prior_that_is_open_is_not_one_where_the_verdict_changes():
    def said(whole, **found):
        return answer_details.over_parts(whole, found)

    assert said("mostly", mostly=["a", "b"]).endswith("(mostly) holds in every part of the prior")
    assert said("mostly", mostly=["a"], inconclusive=["b"]) == (
        "the verdict (mostly) changes in no part of the prior, but is open for b"
    )
    assert said("mostly", mostly=["a"], inconclusive=["b"], seldom=["c"]) == (
        "the verdict (mostly) does not hold over the prior, but changes for c, and is open for b"
    )
    assert said("inconclusive", inconclusive=["a"], mostly=["b"]) == (
        "the verdict is open, but decided in parts: mostly for b"
    )
    few = {answer_details.TOO_FEW: ["d"]}
    assert said("mostly", mostly=["a"], inconclusive=["b"], **few).endswith(
        "but is open for b; too few draws to say for d"
    )
    assert said("mostly", **few) == (
        "the verdict (mostly) is of all draws together; too few draws to say of any part of the "
        "prior"
    )
    assert said("inconclusive", **few).startswith("the verdict is open; too few draws to say of")


def test_of_few_draws_a_part_of_the_prior_says_nothing(tmp_path):
    """Ten draws: of one part there is a verdict, of the other six none, and of one a single
    draw."""
    lines = answer_details.robustness(read(tmp_path, age_decides, samples=10), [])
    assert "the verdict (mostly) holds in every part of 8 draws or more; too few" in lines[0]
    few = [line for line in lines[1:] if "too few draws to say" in line]
    assert len(few) == 6 and ", 9 draws: mostly; " in lines[7]
    single = [line for line in few if ", 1 draw: " in line]
    assert single and all(line.endswith(", 1 draw: too few draws to say") for line in single)
    assert any("draws: too few draws to say; no larger than average" in line for line in few)


def test_the_parts_say_no_more_than_an_undecided_contrast(tmp_path):
    restored = verdict("restores", "inconclusive", "restored")
    lines = answer_details.robustness(read(tmp_path, age_decides, samples=96), [restored])
    assert "the verdict is open, but decided in parts: mostly for" in lines[0]


def verdict(name, word, outcome="phi_needed_opposed"):
    """Of compare on a registered contrast."""
    found = compared.Difference(outcome, "1", "b", "a", 24, 24, 0.1, 0.05, 0.2)
    return compared.Verdict(name, word, f"{outcome}: b - a > 0.02", 0.975, found)


def test_a_headline_says_no_more_than_an_undecided_contrast(tmp_path):
    sweep = read(tmp_path, age_decides)
    decided, open_ = verdict("calendar", "falsified"), verdict("calendar", "inconclusive")
    restored = verdict("restores", "inconclusive", "restored")

    assert answer.age(sweep, [decided, restored]).verdict == "subnet"
    assert answer.age(sweep, [decided, open_]).verdict == "inconclusive"
    assert answer.does_it_stop(sweep, [open_]).verdict == "mostly"
    said = answer.does_it_stop(sweep, [restored])
    assert said.verdict == "inconclusive" and said.sentence.startswith("Inconclusive whether")


def test_registered_contrasts_are_those_of_compare_and_come_first():
    found = [verdict("age", "confirmed"), verdict("calendar", "inconclusive")]
    lines = contrasts.lines(compared.Compared(found, [], [], "taosweep compare"))
    assert lines[0].startswith("Registered contrasts, by taosweep compare")
    assert lines[1] == (
        "  age: confirmed; phi_needed_opposed: b - a > 0.02: 0.1 (0.05 to 0.2, n = 24)"
    )
    assert "descriptive" in lines[-1] and len(lines) == 4

    (none,) = contrasts.lines(compared.Compared([], [], [], "taosweep compare"))
    assert none.startswith("Registered contrasts: none")
    lines = contrasts.lines(compared.Compared([], [], [], "", "no program taosweep was found"))
    assert lines[0] == "Registered contrasts: no verdict here: no program taosweep was found."


def test_intervals_on_the_page_are_counted(tmp_path):
    sweep = read(tmp_path, age_decides)
    lines = answer_details.details(sweep, ["x0.1 (0.1 to 0.2)"], [])

    printed = len(re.findall(r"\(-?[\d.]+ to ", "\n".join(lines))) + 1
    assert printed > 30 and f"prints {printed} intervals of 95 %" in lines[-1]


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
