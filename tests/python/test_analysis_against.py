"""What of the record of subnet 28 lies in the range of economies, why the rest does not, and what
the answer is where economies are near it."""

import types

import numpy
import pandas
import pytest
import synthetic_results
from taosweep_analysis.experiments.sn28 import (
    against,
    answer,
    answer_near,
    near,
    ranks,
    record,
    why,
)
from taosweep_analysis.experiments.sn28 import sweep as results

POINTS = [(0.0, 0.01), (50.0, 0.01)]  # recorded: 0.01 throughout
KEY = ["point", "replicate"]


@pytest.fixture(autouse=True)
def no_data(monkeypatch):
    monkeypatch.delenv("TAOSWEEP_DATA", raising=False)


def series(low, median, high):
    """Of whole days, the same quantiles on each."""
    return types.SimpleNamespace(
        time=numpy.arange(50.0), n=numpy.full(50, 64), place=int,
        at=lambda q: numpy.full(50, {0.05: low, 0.5: median, 0.95: high}[q]),
    )


def table(values, days=range(50)):
    """A row an economy, the same value on each day."""
    places = pandas.MultiIndex.from_product([range(len(values)), [0]], names=KEY)
    return pandas.DataFrame({float(day): list(values) for day in days}, places)


@pytest.mark.parametrize(
    "low, high, mark",
    [(0.001, 0.1, ""), (0.01, 0.1, ""), (0.011, 0.1, ": not reproduced"),
     (0.001, 0.009, ": not reproduced")],
)
def test_a_recorded_price_outside_the_range_of_economies_is_not_reproduced(low, high, mark):
    assert against.price(series(low, 0.01, high), 20, POINTS).mark == mark


def test_a_recorded_rank_is_held_against_the_look_on_its_side_of_the_action():
    """Day 11.84 was just before the action of day 11.86: the look of day 12 came after it."""
    days = [float(day) for day in range(1, 46)]
    assert against.look_of(days, 11.84) == 11 and against.look_of(days, 12.09) == 12
    assert against.look_of(days, 0.76) == 1 and against.look_of([40.0], 42.09) is None

    rows = {row.when: row for row in against.ranks_of(table(range(1, 22), days))}
    late = rows[29.09]
    assert len(rows) == 12 and (late.low, late.median, late.high) == (2, 11, 20)
    assert rows[2.1].inside and rows[29.09].mark == ": not reproduced"  # ranks 18 and 75
    counted, missed = against.lines({"price": [], "rank": [rows[2.1], rows[29.09]], "fall": []})
    assert counted.endswith("consensus alone: 1 of 2 ranks by price.")
    assert missed == "  Not reproduced: rank on day 29: 75, economies 2 to 20."


def test_recorded_falls_are_held_against_parts_of_the_price_that_are_lost():
    rows = against.falls(series(0.01, 0.05, 0.5))
    assert [row.recorded for row in rows] == [0.35, 0.77, 0.855]
    assert (rows[0].low, rows[0].median, rows[0].high) == pytest.approx((0.5, 0.95, 0.99))
    assert [row.inside for row in rows] == [False, True, True]


def test_those_that_are_near_or_the_nearest_tenth_are_looked_at():
    apart = pandas.Series(numpy.log(numpy.linspace(2, 20, 100)))  # 6 are at most 3
    assert near.flags(apart).sum() == 6 and list(near.nearest(apart).index) == list(range(10))
    apart[20:40] = numpy.log(2.5)
    assert len(near.nearest(apart)) == 26
    assert len(near.nearest(apart[60:90])) == 8  # a tenth would be 3
    apart[:] = numpy.nan
    assert len(near.nearest(apart)) == 0


def file_with(tmp_path, restored, count):
    """24 economies, of which the first `count` have the record's prices, others ten times these;
    restored(sample): whether the action restores."""

    def override(outcomes, day, kind, sample, arm, rng):
        if arm != "no action":
            outcomes["restored"] = float(restored(sample))
            outcomes["tao_after"] = 900.0 if restored(sample) else 9000.0

    true = [record.at(record.dated_points(), day) for day in range(50)]
    paths = {1 + 21 * sample: [price * (1 if sample < count else 10) for price in true]
             for sample in range(24)}
    path = synthetic_results.write(tmp_path / "a.h5", override=override, paths=paths)
    return results.read(path)


def test_the_answer_near_the_record_is_told_and_that_it_is_another_one(tmp_path):
    sweep = file_with(tmp_path, lambda sample: sample >= 12, 12)
    head, nearest, every = answer_near.lines(sweep, record.dated_points())
    assert head.startswith("In the 12 economies of 24 nearest to the record on days 1 to 11")
    assert "(within x1; 12 are within x3) the verdict is seldom, of all it is incon" in head
    assert "Descriptive" in head and head.endswith("12 are few, and their intervals wide.")
    assert "no larger than average 0 % (0 to 24 %, n = 12)" in nearest
    assert "emission x1.00 (1.00 to 1.00, n = 12) of the twin's" in nearest
    assert "no larger than average 50 % (31 to 69 %, n = 24)" in every

    caveat = answer.caveat(sweep).sentence
    assert caveat.endswith("an assumed prior; 50 % are within x3 of recorded prices.")


def test_of_few_kept_paths_the_headline_gives_no_percentage(tmp_path):
    paths = {1 + 21 * sample: [0.01] * 50 for sample in range(3)}
    sweep = results.read(synthetic_results.write(tmp_path / "a.h5", paths=paths))
    assert answer.caveat(sweep).sentence.endswith("; 3 of 3 paths within x3 of recorded prices.")
    points = record.dated_points()
    assert "the 3 economies of 3 nearest" in answer_near.lines(sweep, points)[0]
    reasons = why.lines(sweep, points, against.rows_of(sweep, points))
    assert all("falls deeper" in line for line in reasons)  # three say nothing of prices


def rows_of(budget, panic=6.0, held=14.0):
    """What why asks of economies."""
    frame = pandas.DataFrame({
        "attack.budget_tao": budget, "attack_cost": 300.0, "pool_tao": 900.0,
        "foundation.panic_rate": panic, "floor_ratio": held,
    })
    frame["point"], frame["replicate"] = range(len(frame)), 0
    paths = {"emission_share": table(numpy.linspace(0.01, 0.02, len(frame))),
             "tao": table([500.0] * len(frame))}
    arm = {name: path.assign(arm=1).set_index("arm", append=True) for name, path in paths.items()}
    return types.SimpleNamespace(
        number=lambda *start: 1, rows=lambda *start: frame, config={"attack.netuid": "28"},
        paths=lambda quantity, netuid: arm[quantity],
    )


def test_prices_are_others_buying_where_they_do_not_follow_the_attackers_budget():
    prices = table([0.05, 0.02, 0.04, 0.03, 0.05, 0.02, 0.04, 0.03])
    budget = [1, 2, 3, 4, 5, 6, 7, 8]
    (line,) = why.before(rows_of(budget), POINTS, prices)
    assert line.startswith("Prices of days 6 to 11 are x3.46 of the record in the median: others ")
    (line,) = why.before(rows_of(budget), POINTS, table(numpy.linspace(0.02, 0.05, 8)))
    assert "this file does not tell why (rank correlation with its budget 1.00" in line
    assert why.before(rows_of(budget), POINTS, table([0.015] * 8)) == []  # x1.5 of the record


def test_later_prices_are_those_of_an_average_that_remembers_where_they_follow_it():
    missed = [against.Row("price", 28, 0.001, 0.002, 0.003, 0.004)]
    rising = table(numpy.linspace(0.02, 0.05, 8))
    (line,) = why.after(rows_of(range(8)), POINTS, rising, missed)
    assert "day 28 are higher than recorded: the price average remembers" in line
    assert "before the action 1.50 %, recorded 0.38, 0.28 to 0.64" in line
    # 0.015 of 7,200 TAO a day come, and the pool stays as it is
    assert "with the price of day 28 1.00; all who trade, root among them, take out 108 TAO" in line
    (line,) = why.after(rows_of(range(8)), POINTS, rising[::-1].set_axis(rising.index), missed)
    assert "this file does not tell why" in line
    assert why.after(rows_of(range(8)), POINTS, rising, []) == []


def test_falls_are_deeper_for_what_is_held_and_for_who_leaves():
    # 1 - 0.75 = 1/(1 + 1)^2: one pool's alpha was sold, half of what is held, in 12 h
    assert why.rate_of(0.75, 2, 12) == pytest.approx(2 * numpy.log(2))
    rows = [against.Row("fall", 12, 0.75, 0.5, 0.9, 0.99)]
    (line,) = why.fall(rows_of(range(8)), rows)
    assert "more alpha is held outside the pool, and holders leave faster (held over" in line
    (line,) = why.fall(rows_of(range(8), panic=0.1, held=5), rows)
    assert "this file does not tell why" in line
    assert why.fall(rows_of(range(8)), [against.Row("fall", 12, 0.75, 0.1, 0.7, 0.9)]) == []


def test_a_rank_is_split_into_its_own_price_and_those_of_others(tmp_path, monkeypatch):
    missed = [against.Row("rank", 42.09, 78, 7, 47, 63)]
    sweep = types.SimpleNamespace(price_paths=lambda answer: table([0.05] * 8))
    for would, reason in (
        (65, "its price is higher, and the prices of small subnets are lower than recorded"),
        (78, "its price is higher (at"),
        (47, "recorded: the prices of small subnets are lower than recorded (at"),
    ):
        monkeypatch.setattr(ranks, "ranks_at", lambda *_: {42: numpy.full(8, would)})
        (line,) = why.rank(sweep, POINTS, missed)
        assert line.startswith("Its rank of day 42 is nearer the top") and reason in line
    assert why.rank(sweep, POINTS, [against.Row("rank", 42.09, 60, 7, 47, 63)]) == []


def test_the_rank_that_a_price_would_have_leaves_the_subnet_itself_out():
    every = numpy.array([[[0.03, 0.01, 0.001, numpy.nan, 0.05]]] * 3)
    sweep = types.SimpleNamespace(
        price_paths=lambda answer: table([0.03] * 3), prices_of_all=lambda answer, days: every
    )
    assert list(ranks.ranks_at(sweep, {42: 0.005})[42]) == [3, 3, 3]  # below 0.05 and 0.01
