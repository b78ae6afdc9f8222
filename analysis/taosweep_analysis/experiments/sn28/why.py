"""Why economies differ from the record, as far as their file tells: each reason stands only where
the numbers beside it say so, and docs/sn28.md has runs that change one thing at a time."""

import numpy
from scipy import stats

from ...estimate import intervals
from ...say.numbers import number
from . import against, ranks, record, sweep

TOO_HIGH, FOLLOWS = 2, 0.5  # a factor of prices, and a rank correlation, that a reason asks for
BEFORE = range(6, 12)  # days whose prices are compared before the action
BLOCKS_A_DAY = 7200  # of each 1 TAO
CHANCE = 0.05  # of a rank correlation as large, were there none
NOT_TOLD = "this file does not tell why"


def kept(results, quantity):
    """Of the attacked subnet on its own start, consensus alone: by point and replicate, a column a
    day."""
    found = results.paths(quantity, int(results.config["attack.netuid"]))
    number_of = results.number(sweep.ALONE, *sweep.OWN)
    return found[found.index.get_level_values("arm") == number_of].droplevel("arm")


def economies(results):
    return results.rows(sweep.ALONE, *sweep.OWN).set_index(["point", "replicate"])


def before(results, points, prices):
    """Why prices are higher before the action."""
    days = [day for day in BEFORE if day in prices.columns]
    if not days:
        return []
    recorded = numpy.log([record.at(points, day) for day in days])
    high = numpy.exp((numpy.log(prices[days]).median() - recorded).mean())
    if not high >= TOO_HIGH:
        return []
    rows = economies(results).loc[prices.index]
    bought = numpy.log(prices[days]).mean(axis=1)
    opening = (
        f"Prices of days {days[0]} to {days[-1]} are x{number(high)} of the record in the median"
    )
    if "attack.budget_tao" not in rows:
        return [f"{opening}: {NOT_TOLD}."]
    told = stats.spearmanr(rows["attack.budget_tao"], bought)
    spent, pool = rows.attack_cost.median(), rows.pool_tao.median()
    numbers = (
        f"rank correlation with its budget {told.statistic:.2f}; it spends {number(spent)} TAO by "
        f"the end, a pool at the action holds {number(pool)}"
    )
    others = told.pvalue > CHANCE and spent < pool
    reason = "others than the attacker buy" if others else NOT_TOLD
    return [f"{opening}: {reason} ({numbers})."]


def after(results, points, prices, rows):
    """Why prices are higher after the action."""
    days = [row.when for row in rows if row.when > 13 and row.recorded < row.low]
    if not days or not set(range(1, int(days[-1]) + 1)) <= set(prices.columns):
        return []
    emission, pool = (kept(results, name).loc[prices.index] for name in ("emission_share", "tao"))
    on = f"Prices of day {' and '.join(f'{day:g}' for day in days)} are higher than recorded"
    told = stats.spearmanr(emission[12], prices[days[0]]).statistic
    taken = emission[list(range(1, 12))].mean(axis=1).median()
    value, low, high = record.EMISSION_TAKEN
    last = days[-1]
    each = emission[list(range(13, int(last) + 1))].to_numpy()
    brought = BLOCKS_A_DAY * (each[:, 1:] + each[:, :-1]).sum(axis=1) / 2
    net = ((pool[last] - pool[13] - brought) / (last - 13)).median()
    reason = (
        "the price average remembers the prices before the action and brings more TAO"
        if told >= FOLLOWS and taken > high
        else NOT_TOLD
    )
    moves = f"take out {number(-net)}" if net < 0 else f"bring {number(net)}"
    return [
        f"{on}: {reason} (part of all emission before the action {100 * taken:.2f} %, recorded "
        f"{100 * value:.2f}, {100 * low:.2f} to {100 * high:.2f}; rank correlation of the "
        f"emission share of day 12 with the price of day {days[0]:g} {told:.2f}; all who trade, "
        f"root among them, {moves} TAO a day between days 13 and {last:g})."
    ]


def rank(results, points, rows):
    """Why ranks are higher: its own price, and those of others."""
    missed = [row for row in rows if row.recorded > row.high]
    if not missed:
        return []
    row = missed[-1]
    look = against.look_of(results.price_paths(sweep.ALONE).columns, row.when)
    would = ranks.ranks_at(results, {look: record.at(points, look)})[look]
    low, middle, high = numpy.quantile(would, (0.05, 0.5, 0.95))
    parts = []
    if middle > row.median:
        parts.append("its price is higher")
    if high < row.recorded:
        parts.append("the prices of small subnets are lower than recorded")
    reason = ", and ".join(parts) if parts else NOT_TOLD
    return [
        f"Its rank of day {row.when:.0f} is nearer the top than recorded: {reason} (at the "
        f"recorded price it would be {middle:.0f}, {low:.0f} to {high:.0f}; it is "
        f"{row.median:.0f}, recorded {row.recorded:.0f})."
    ]


def rate_of(fall, held, hours):
    """Hazard [1/d] with which `held` pools of alpha outside make a price fall by a part `fall`
    within so many hours, if nobody buys: 1 - ((1 - f)^-1/2 - 1)/held = exp(-rate t)."""
    return -numpy.log(1 - ((1 - fall) ** -0.5 - 1) / held) / (hours / 24)


def fall(results, rows):
    """Why falls are deeper."""
    if not rows or not all(row.median > row.recorded for row in rows):
        return []
    found = economies(results)
    held, (value, low, high) = found.floor_ratio.median(), record.HELD_OVER_POOL
    rates = [rate_of(row.recorded, value, row.when) for row in rows]
    parts = []
    if held > high:
        parts.append("more alpha is held outside the pool")
    drawn = "foundation.panic_rate" in found
    panic = found["foundation.panic_rate"].median() if drawn else numpy.nan
    if panic > max(rates):
        parts.append("holders leave faster")
    reason = ", and ".join(parts) if parts else NOT_TOLD
    return [
        f"The median falls deeper than recorded: {reason} (held over pool {number(held)}, recorded "
        f"{value}, {low} to {high}; extra hazard of selling {number(panic)}/d in the median draw, "
        f"the recorded falls are what {min(rates):.1f} to {max(rates):.1f}/d make if nobody buys)."
    ]


def lines(results, points, rows):
    """rows: {kind: rows}, as against.rows_of() has them. Of fewer kept paths than an interval asks
    for, falls alone."""
    prices = results.price_paths(sweep.ALONE)
    prices = prices[prices.notna().any(axis=1)]
    said = []
    if len(prices) >= intervals.FEWEST:
        said += before(results, points, prices) + after(results, points, prices, rows["price"])
        said += rank(results, points, rows["rank"])
    said += fall(results, rows["fall"])
    return [f"  Why: {line[0].lower()}{line[1:]}" for line in said]
