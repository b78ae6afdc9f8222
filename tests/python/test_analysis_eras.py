"""The answer and the figure over all eras, against the numbers that the file itself holds."""

import json

import made_files
import numpy
import pytest
from matplotlib import pyplot
from taosweep_analysis import __main__
from taosweep_analysis.estimate import compared
from taosweep_analysis.estimate.compared import Compared, Difference, Verdict
from taosweep_analysis.experiments.eras import answer, figure_end, figure_eras, figure_time
from taosweep_analysis.experiments.eras import record, sweep
from taosweep_analysis.problem import FileProblem
from taosweep_analysis.say import numbers

CONFIG = made_files.ROOT / "configs/eras.ini"
SMALL = ("sweep.points=8", "network.subnets=12", "time.days=182")


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    return made_files.run(tmp_path_factory.mktemp("eras") / "eras.h5", CONFIG, *SMALL)


@pytest.fixture(scope="module")
def eras(path):
    return sweep.read(path)


def test_each_arm_is_a_median_of_its_own_economies(eras):
    lines = answer.table(eras)

    for arm, name in enumerate(eras.arms):
        values = numpy.sort(eras.of_arm(arm).sum_of_prices.to_numpy())
        (line,) = [line for line in lines if line.startswith(name + " ")]
        with eras.open() as file:
            low, high = file["intervals/sum_of_prices_quantiles_cells"][arm, 0, 4]
        assert f"{values[3]:.2f} ({low:.2f} to {high:.2f})" in line


def test_verdicts_are_those_that_compare_has_of_the_registered_contrasts(path, eras):
    said = json.loads(made_files.taosweep("compare", path, "--json").stdout)["registered"]
    found = compared.by_program(eras, made_files.program()).verdicts

    gate, subsidy = (answer.verdict_on(found, *pair) for pair in (sweep.GATE, sweep.SUBSIDY))

    assert [row["contrast"] for row in said] == [gate.name, subsidy.name]
    assert "> 0" in gate.expected and "within 0.05" in subsidy.expected
    assert [row["verdict"] for row in said] == [gate.word, subsidy.word]
    sentences = [one.sentence for one in answer.statements(eras, found)]
    for one, row, sentence in zip((gate, subsidy), said, sentences[1:]):
        assert one.found.value == pytest.approx(row["difference"], rel=1e-5, abs=1e-12)
        assert f"by {numbers.number(100 * one.found.value)} points" in sentence


def verdict(word, pair, low, high):
    found = Difference("top_10_share", "1", *pair, 64, 64, (low + high) / 2, low, high, why="skew")
    return Verdict("a name", word, "x: a - b > 0", 0.95, found)


NONE = numpy.nan, numpy.nan


@pytest.mark.parametrize(
    "gate, subsidy, word, words",
    [
        (("confirmed", 0.1, 0.3), ("confirmed", -0.01, 0.01), "stands", "takes emission"),
        (("falsified", -0.3, -0.1), ("confirmed", -0.01, 0.01), "falsified", "does not take"),
        (("confirmed", 0.1, 0.3), ("falsified", 0.1, 0.3), "falsified", "more than five points"),
        (("inconclusive", -0.1, 0.3), ("confirmed", 0, 0.01), "falsified", "not clearly take"),
        (("inconclusive", *NONE), ("confirmed", 0, 0.01), "open", "(no interval: skew; 64 pairs)"),
        (("confirmed", 0.1, 0.3), ("inconclusive", *NONE), "open", "not clearly less than five"),
    ],
)
def test_the_answer_follows_the_verdicts(eras, gate, subsidy, word, words):
    pairs = (gate, sweep.GATE), (subsidy, sweep.SUBSIDY)
    given = [verdict(found[0], pair, *found[1:]) for found, pair in pairs]

    first, *others = answer.statements(eras, given)

    assert first.verdict == word and f"hypothesis is {word}".replace("is stands", "stands") in (
        first.sentence)
    assert words in " ".join(one.sentence for one in others)


def test_without_verdicts_nothing_is_said_of_the_hypothesis_but_that(eras):
    first, second, _ = answer.statements(eras, [])

    assert first.sentence == "The hypothesis on the ten largest is open: no verdicts on it."
    assert f"on day {eras.day:g} is " in second.sentence
    lines = answer.lines(eras, Compared([], [], [], "", "no program was found"))
    assert "No verdict here: no program was found." in lines


def test_figures_of_the_page_show_every_rule(eras):
    figure, lines = figure_end.draw(eras)
    names = [text.get_text() for text in figure.axes[0].texts]
    assert set(eras.arms) < set(names) and len(lines) == 1 + len(eras.arms)
    figure, _ = figure_time.draw(eras)
    families = [axes.get_title(loc="right") for axes in figure.axes]
    assert families == list(sweep.FAMILIES)
    pyplot.close("all")


def test_every_recorded_value_and_every_arm_is_drawn(eras):
    figure, _ = figure_eras.draw(eras)

    axes = numpy.array(figure.axes).reshape(len(figure_eras.PANELS), len(sweep.FAMILIES))
    for row, (_, words, recorded) in zip(axes, figure_eras.PANELS):
        assert row[0].get_ylabel() == words and words.endswith("]")
        for one, names in zip(row, sweep.FAMILIES.values()):
            drawn = {line.get_label(): line for line in one.lines}
            assert drawn["recorded"].get_xydata() == pytest.approx(numpy.array(recorded))
            low, high = one.get_ylim()
            assert all(low <= value <= high for _, value in recorded)
            for name in names:
                assert f"{name} (n = 8)" in drawn


def test_recorded_values_are_in_the_order_of_time_and_within_what_they_may_be():
    for values in (
        *(record.SUM_OF_PRICES, record.TOP_10_SHARE),
        *(record.EFFECTIVE_SUBNETS, record.ROOT_DIVIDEND_SHARE),
    ):
        days = [day for day, _ in values]
        assert days == sorted(days) and days[0] > 0
    assert all(0 < share < 1 for _, share in record.TOP_10_SHARE + record.ROOT_DIVIDEND_SHARE)


@pytest.mark.parametrize(
    "setting, lacks",
    [
        ("sweep.replicates=2", "one replicate"),
        ("sweep.seed=3", "8 points"),
        ("vary.yield.gain=grid(0.5, 1)", "all drawn"),
    ],
)
def test_another_sweep_is_refused_by_what_it_lacks(setting, lacks, tmp_path):
    path = made_files.run(tmp_path / "a.h5", CONFIG, *SMALL[1:], "sweep.points=2", setting)

    with pytest.raises(FileProblem, match="configs/eras.ini") as refusal:
        sweep.read(path)

    assert lacks in str(refusal.value)


@pytest.mark.parametrize(
    "setting, lacks",
    [("network.subnets=10", "more than ten subnets"), ("time.days=154", "still identical")],
)
def test_a_verdict_needs_arms_that_can_differ(setting, lacks, tmp_path):
    key = setting.split("=")[0]
    others = [other for other in SMALL if not other.startswith(key)]
    path = made_files.run(tmp_path / "a.h5", CONFIG, *others, setting)

    with pytest.raises(FileProblem, match=lacks):
        sweep.read(path)


def test_the_command_writes_what_it_says(path, tmp_path, capsys):
    options = ["--program", made_files.program()]
    assert __main__.main(["eras", str(path), "--out", str(tmp_path), *options]) == 0

    said = capsys.readouterr().out
    assert (tmp_path / "eras.png").stat().st_size > 50_000
    assert (tmp_path / "eras_answer.txt").read_text() in said
    assert "recorded: day 3.1 1.35" in (tmp_path / "eras.txt").read_text()
