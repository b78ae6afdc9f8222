"""What the chain's rules do, and the verdict on the hypothesis as it was registered."""

import synthetic_results
from taosweep_analysis.experiments.sn28 import answer_rules
from taosweep_analysis.experiments.sn28 import sweep as results

EMA, WARM, DIVIDENDS = answer_rules.EMA, answer_rules.WARM, answer_rules.DIVIDENDS


def rules_said(tmp_path, factor, noise=0.001):
    def scale(outcomes, day, kind, sample, arm, rng):
        outcomes["peak_ema_share"] = (
            0.01 * (1 + sample / 24) * factor(arm, kind) * rng.uniform(1 - noise, 1 + noise)
        )

    path = synthetic_results.write(
        tmp_path / "rules.h5",
        synthetic_results.RULES_CELLS,
        synthetic_results.RULES,
        override=scale,
    )
    return {said.topic: said for said in answer_rules.statements(results.read_rules(path))}


def as_registered(arm, kind):
    """A faster average raises, warm-up lowers on fresh subnets (less with a fast average), the
    over-issue lowers at launch."""
    fast = "3e-04" in arm
    slow = (0.5 if fast else 0.1) if "warmup_blocks=201600" in arm and kind == "fresh" else 1
    return slow * (8 if fast else 1) * (1.2 if "dividends=reduced" in arm else 1)


def test_rules_that_raise_lower_or_leave_emission_are_called_so(tmp_path):
    words = rules_said(tmp_path, as_registered)

    assert words[EMA].verdict == "raises/raises"
    assert words[WARM].verdict == "leaves/lowers"
    assert words[DIVIDENDS].verdict == "raises/raises"
    assert "3e-4 in place of 3e-6" in words[EMA].sentence


def test_the_opposite_rules_give_the_opposite_words(tmp_path):
    words = rules_said(tmp_path, lambda arm, kind: 0.1 if "3e-04" in arm else 1)

    assert words[EMA].verdict == "lowers/lowers"


def test_an_effect_is_told_at_the_other_level_where_it_differs_there(tmp_path):
    words = rules_said(tmp_path, as_registered)

    existing, fresh = words[WARM].sentence.split("On fresh subnets")
    assert "x0.10 (0.10 to 0.10" in fresh or "x0.100" in fresh
    assert "with 3e-4 x0.4999 (0.4998 to 0.5001" in fresh
    assert "with over-issue off" not in fresh  # the same there
    assert "with 3e-4" not in existing


def test_the_dated_average_is_held_against_the_launch(tmp_path):
    statement = rules_said(tmp_path, as_registered)["dated"]

    assert statement.verdict == "raises/raises"
    assert "existing x8.001 (7.999 to 8.003" in statement.sentence  # 8
    assert "fresh x4.000 (3.999 to 4.002" in statement.sentence  # 8/2


def test_the_hypothesis_on_rules_stands_where_every_sign_is_right(tmp_path):
    statement = rules_said(tmp_path, as_registered)["registered hypothesis"]

    assert statement.verdict == "stands" and statement.sentence.count("stands") == 5


def test_the_hypothesis_on_rules_falls_with_one_wrong_sign(tmp_path):
    statement = rules_said(
        tmp_path,
        lambda arm, kind: as_registered(arm, kind) * (0.5 if "dividends=reduced" in arm else 1),
    )["registered hypothesis"]

    assert statement.verdict == "falsified"
    assert "the over-issue lowers it at launch: falsified" in statement.sentence
    assert statement.sentence.count("falsified") == 2  # the whole, and this rule


def test_the_hypothesis_on_rules_falls_with_an_interval_that_holds_0(tmp_path):
    statement = rules_said(tmp_path, lambda arm, kind: as_registered(arm, "existing"), 0)[
        "registered hypothesis"
    ]

    assert "the warm-up lowers it on a fresh subnet: falsified, 0.00 (0.00" in statement.sentence


def test_a_right_sign_does_not_save_it_where_the_interval_holds_0(tmp_path):
    def wide(outcomes, day, kind, sample, arm, rng):
        outcomes["peak_ema_share"] = 0.01
        if "dividends=reduced" in arm:
            outcomes["peak_ema_share"] *= 1.5 if sample % 2 else 0.6  # mean 1.05

    path = synthetic_results.write(
        tmp_path / "rules.h5", synthetic_results.RULES_CELLS, synthetic_results.RULES, override=wide
    )
    statement = answer_rules.registered(results.read_rules(path))

    assert (
        "the over-issue lowers it at launch: falsified, -0.05 (-0.24 to 0.14" in statement.sentence
    )


def test_a_small_but_sure_effect_is_told_with_its_sign(tmp_path):
    words = rules_said(tmp_path, lambda arm, kind: 0.951 if "dividends=reduced" in arm else 1, 0.02)

    assert words[DIVIDENDS].verdict == "inconclusive/inconclusive"
    assert "inconclusive (lowers it, perhaps by under 5 %)" in words[DIVIDENDS].sentence


def test_the_hypothesis_on_rules_is_open_where_an_interval_is_missing(tmp_path):
    path = synthetic_results.write(tmp_path / "a.h5", synthetic_results.RULES_CELLS,
                                   synthetic_results.RULES, samples=7)
    said = answer_rules.registered(results.read_rules(path))

    assert said.verdict == "open" and "falsified" not in said.sentence
    assert "7 independent units, 8 are needed" in said.sentence
