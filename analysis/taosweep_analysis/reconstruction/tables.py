"""Numbers and columns of the text, and the table that goes to a file."""

import csv

import numpy

from .rebuilt import day_of

RANGED = ("pool_tao", "pool_alpha", "held_alpha", "net_buying_tao")
COLUMNS = [
    "day",
    "block",
    "netuid",
    "price",
    *(name + end for name in RANGED for end in ("", "_low", "_high")),
]


def number(value):
    """Three digits; of whole numbers all that are not 0 beyond them."""
    if not numpy.isfinite(value):
        return "-"
    if value == 0:
        return "0"
    digits = 2 - int(numpy.floor(numpy.log10(abs(value))))
    return f"{round(value, digits):,.{min(max(digits, 0), 9)}f}"


def ranged(value):
    """'middle (low to high)'"""
    low, middle, high = (number(x) for x in (value.low, value.middle, value.high))
    return middle if low == high else f"{middle} ({low} to {high})"


def aligned(rows):
    """Lines whose columns begin under each other."""
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    return ["  " + "  ".join(c.ljust(w) for c, w in zip(row, widths)).rstrip() for row in rows]


def table_rows(rebuilt, looks, launch_block):
    """A row a look and subnet: amounts then, and what was bought since the look before."""
    last = 0
    for block in looks:
        price = rebuilt.price(block)
        amounts = [
            rebuilt.ranged(values)
            for values in (
                rebuilt.tao(block),
                rebuilt.alpha(block),
                rebuilt.held(block),
                rebuilt.net_buying(last, block),
            )
        ]
        for i in numpy.flatnonzero(numpy.isfinite(price)):
            cells = [x[i] for r in amounts for x in (r.middle, r.low, r.high)]
            yield [
                f"{day_of(block):.4f}",
                int(block + launch_block),
                rebuilt.prices.netuids[i],
                f"{price[i]:.9g}",
                *(f"{cell:.6g}" for cell in cells),
            ]
        last = block


def write(path, rebuilt, looks, launch_block):
    with open(path, "w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(table_rows(rebuilt, looks, launch_block))
