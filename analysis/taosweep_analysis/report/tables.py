"""The tables of a page."""

from ..draw import cells
from ..say.numbers import count, interval, number, with_unit
from ..say.summary import MOST_VERDICTS
from . import html

MOST_ROWS = 1500  # of one table: a page stays small; to_csv has all of them


def verdicts(compared):
    heads = ["statement", "verdict", "found", "interval", "level", "pairs", "what was expected",
             "method, or why none"]
    rows = []
    for place, one in enumerate(compared.verdicts):
        found = one.found
        word = html.verdict(one.word) if place < MOST_VERDICTS else "descriptive"
        rows.append([
            one.name, word, with_unit(found.value, found.unit), interval(found.low, found.high),
            f"{100 * one.level:.4g} %", f"{found.pairs:,}", one.expected,
            found.why or found.method,
        ])
    return html.table("What was registered before the run", heads, rows, (5,))


def differences(compared):
    heads = ["outcome", "unit", "arm", "baseline", "difference", "interval of 95 %", "median",
             "its interval", "pairs", "independent", "method, or why none"]
    rows = [
        [d.outcome, d.unit, d.arm, d.baseline, number(d.value), interval(d.low, d.high),
         number(d.median), interval(d.median_low, d.median_high), f"{d.pairs:,}", f"{d.units:,}",
         d.why or d.method]
        for d in compared.differences
        if d.pairs
    ]
    return cut("Every paired difference, arm less baseline", heads, rows, (4, 5, 6, 7, 8, 9))


def cut(caption, heads, rows, numeric):
    """A table of bounded length."""
    more = len(rows) - MOST_ROWS
    table = html.table(caption, heads, rows[:MOST_ROWS], numeric)
    if more <= 0:
        return table
    return table + html.paragraph(f"{count(more, 'row')} more stand in the tables of to_csv.")


def drivers(found):
    """Each parameter of each outcome, then its pairs where rows tell them."""
    names = (*found.measures, *(["second"] if any(one.pairs for one in found.outcomes) else []))
    heads = ["outcome", "parameter", *(head for name in names for head in (name, "its interval")),
             "by 5 %", "why none"]
    rows = []
    for told in found.outcomes:
        for one in told.drivers + told.pairs:
            cells_of = [told.outcome, one.key]
            for name in names:
                value, low, high = one.measures.get(name, (float("nan"),) * 3)
                cells_of += [number(value), interval(low, high)]
            rows.append([*cells_of, "changes nothing" if one.idle else "", told.why])
        if not told.drivers:
            rows.append([told.outcome, "-", *["-"] * (2 * len(names)), "", told.why])
    return cut("What drives each outcome, intervals of 95 %", heads, rows,
               tuple(range(2, 2 + 2 * len(names))))


def outcomes(sweep, names):
    """Each outcome of each arm and cell, as the file has it."""
    heads = ["outcome", "unit", "arm", "cell", "what", "value", "interval of 95 %", "n"]
    rows, stored = [], sweep.group("outcomes")
    for name in names:
        unit = stored[name].attrs["units"]
        for place, arm in enumerate(sweep.arms):
            value, low, high, n, kind = cells.estimates(sweep, name, place)
            rows += [
                [name, unit, arm, cell, kind, number(value[c]), interval(low[c], high[c]),
                 f"{n[c]:,}"]
                for c, cell in enumerate(sweep.cells)
                if n[c] > 0
            ]
    return cut("Every outcome: share of those that are 1 or 0, median of others", heads, rows,
               (5, 6, 7))


def design(sweep, config):
    """What was varied, and how."""
    stored = sweep.group("design")
    rows = [
        [key, stored[key].attrs["units"], stored[key].attrs["long_name"],
         prior(config, key), "drawn" if key in sweep.results.sampled else "cells"]
        for key in sweep.results.varied
    ]
    return html.table("What was varied", ["parameter", "unit", "meaning", "values", "as"], rows)


def prior(config, key):
    """'uniform(0, 1)', as the config has it."""
    found = [
        text for name, text in config
        if key in [part.strip() for part in name.removeprefix("zip(").rstrip(")").split(",")]
    ]
    return "; ".join(found) or "-"


def arms(sweep):
    rows = [
        [label, "; ".join(f"{key} = {value}" for key, value in settings.items()) or "-"]
        for label, settings in zip(sweep.arms, sweep.results.settings)
    ]
    return html.table("Arms, the first is the baseline", ["arm", "sets"], rows)


def undefined(sweep):
    """Outcomes that some or all economies lack, and when that is so."""
    stored, found = sweep.group("outcomes"), sweep.outcomes
    rows = []
    for name in sweep.results.outcomes:
        n, size = int(found[name].notnull().sum()), found[name].size
        if n < size:
            why = stored[name].attrs.get("undefined_when", "") or "no reason is stated"
            rows.append([name, f"{n:,}", f"{size:,}", why])
    heads = ["outcome", "economies that have it", "of", "undefined when"]
    return html.table("Undefined by nature, or because an economy failed", heads, rows, (1, 2))


def failed(sweep):
    """Economies that did not end well, by arm and reason."""
    status = sweep.outcomes["status"]
    rows = []
    for place, arm in enumerate(sweep.arms):
        words = status.values[place].ravel().tolist()
        rows += [[arm, word, f"{words.count(word):,}"] for word in sorted({*words} - {"ok"})]
    return html.table("Economies that failed", ["arm", "why", "economies"], rows, (2,))
