"""Recorded prices: what a CSV file holds, or what is wrong with it, where, and what to do."""

import csv
import dataclasses
import math
import re

import numpy

from ..problem import FileProblem
from . import rules

LARGEST = 10**9  # of block numbers and netuids
LEAST_PRICE = 1e-9  # one rao for one alpha [TAO/alpha]
PRICE_NAMES = ("price", "price_tao")
WAYS = "block, sn1, sn2, .. (a row a time) or block, netuid, price (a row a price)"


@dataclasses.dataclass
class Prices:
    """price: a row a block, a column a subnet, NaN where none is known [TAO/alpha]. Blocks count
    from the launch."""

    blocks: numpy.ndarray
    netuids: list
    price: numpy.ndarray

    def column(self, netuid):
        return self.price[:, self.netuids.index(netuid)]

    def known(self, netuid):
        """(blocks, prices) of one subnet."""
        found = numpy.isfinite(self.column(netuid))
        return self.blocks[found], self.column(netuid)[found]


def number(text, place, what):
    """FileProblem unless it is a finite number; None where nothing stands there."""
    text = (text or "").strip()
    if not text or text.lower() == "nan":
        return None
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        raise FileProblem(
            f"{place}: {what} holds '{text}', which is no number; leave the cell empty where there "
            "is none"
        )
    return value


def price_of(text, place, what):
    """A price, or None where nothing stands there."""
    value = number(text, place, what)
    if value is not None and not LEAST_PRICE <= value <= 1 / LEAST_PRICE:
        raise FileProblem(
            f"{place}: {what} holds {text.strip()}; prices lie between {LEAST_PRICE:g} and "
            f"{1 / LEAST_PRICE:g} TAO/alpha: leave the cell empty where there was no pool"
        )
    return value


def whole(text, place, what):
    value = number(text, place, what)
    if value is None or value != int(value) or not 0 <= value < LARGEST:
        raise FileProblem(
            f"{place}: {what} holds '{text or ''}'; a whole number from 0 to {LARGEST - 1} belongs "
            "there"
        )
    return int(value)


def rows_of(path):
    """(column names, [(line of the file, row)])"""
    try:
        with open(path, newline="", encoding="utf-8-sig") as file:
            reader = csv.DictReader(file)
            rows = [(reader.line_num, row) for row in reader]
            names = [(name or "").strip().lower() for name in reader.fieldnames or []]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        why = getattr(error, "strerror", None) or "it is no CSV text"
        raise FileProblem(f"{path}: it cannot be read ({why}); give prices as {WAYS}") from None
    if not rows:
        raise FileProblem(f"{path}: there is no row of prices; give {WAYS}")
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is not None:
        raise FileProblem(f"{path}:1: two columns are named '{twice}'; name each once")
    for line, row in rows:
        if None in row or None in row.values():
            raise FileProblem(
                f"{path}:{line}: the row has not as many cells as the first line has names; "
                "make them as many"
            )
    return names, [(line, dict(zip(names, row.values()))) for line, row in rows]


def need_column(path, names, *wanted):
    found = next((name for name in wanted if name in names), None)
    if found is None:
        raise FileProblem(
            f"{path}: no column '{wanted[0]}' among {', '.join(names[:8])}"
            f"{', ..' if len(names) > 8 else ''}; give {WAYS}"
        )
    return found


def wide_cells(path, names, rows):
    """[(line, block, netuid, price)] of a row a time."""
    columns = {name: int(name[2:]) for name in names if re.fullmatch(r"sn[1-9]\d*", name)}
    if not columns:
        need_column(path, names, "sn1")
    for line, row in rows:
        block = whole(row["block"], f"{path}:{line}", "block")
        for name, netuid in columns.items():
            yield line, block, netuid, price_of(row[name], f"{path}:{line}", name)


def long_cells(path, names, rows, netuid=None):
    """[(line, block, netuid, price)] of a row a price; all of one subnet where it is named."""
    column = need_column(path, names, *PRICE_NAMES)
    for line, row in rows:
        place = f"{path}:{line}"
        of = whole(row["netuid"], place, "netuid") if netuid is None else netuid
        if of != 0:  # root has no pool
            block = whole(row["block"], place, "block")
            yield line, block, of, price_of(row[column], place, column)


def table_of(path, cells, launch_block):
    """Prices of the cells; FileProblem where blocks do not go forward."""
    last, by_block, netuids = {}, {}, set()
    for line, block, netuid, price in cells:
        if last.get(netuid, -1) >= block:
            raise FileProblem(
                f"{path}:{line}: block {block} of subnet {netuid} stands after block "
                f"{last[netuid]}; sort the rows by block, each block once"
            )
        last[netuid] = block
        netuids.add(netuid)
        if price is not None:
            by_block.setdefault(block, {})[netuid] = price
    blocks, netuids = sorted(by_block), sorted(netuids)
    price = numpy.full((len(blocks), len(netuids)), numpy.nan)
    place = {netuid: i for i, netuid in enumerate(netuids)}
    for i, block in enumerate(blocks):
        for netuid, value in by_block[block].items():
            price[i, place[netuid]] = value
    if not blocks:
        raise FileProblem(f"{path}: no cell holds a price; give {WAYS}")
    return Prices(numpy.array(blocks) - launch_block, netuids, price)


def read(path, launch_block):
    names, rows = rows_of(path)
    need_column(path, names, "block")
    cells = long_cells if "netuid" in names else wide_cells
    return table_of(path, cells(path, names, rows), launch_block)


def read_finer(path, netuid, launch_block):
    names, rows = rows_of(path)
    need_column(path, names, "block")
    if "netuid" in names:
        rows = [(line, row) for line, row in rows if row["netuid"].strip() == str(netuid)]
    return table_of(path, long_cells(path, names, rows, netuid), launch_block)


def merged(prices, finer, netuid):
    """The prices with more of one subnet; at blocks that both have, the finer ones."""
    if netuid not in prices.netuids:
        raise FileProblem(
            f"--finer {netuid}=FILE: the prices have no subnet {netuid}; name another"
        )
    blocks = numpy.union1d(prices.blocks, finer.blocks)
    price = numpy.full((len(blocks), len(prices.netuids)), numpy.nan)
    price[numpy.searchsorted(blocks, prices.blocks)] = prices.price
    column = prices.netuids.index(netuid)
    price[numpy.searchsorted(blocks, finer.blocks), column] = finer.price[:, 0]
    return Prices(blocks, prices.netuids, price)


def opened_only(prices):
    """(the prices without those of 1 and more before a pool opens, netuids that had such, netuids
    that never open). Pools start at 1 and show up to thousands while nobody may sell."""
    price, waiting, closed = prices.price.copy(), [], []
    for i, netuid in enumerate(prices.netuids):
        column = price[:, i]
        below = numpy.flatnonzero(column < 1)
        first = below[0] if len(below) else len(column)
        if (column[:first] >= 1).any():
            (waiting if len(below) else closed).append(netuid)
        column[:first] = numpy.nan
    kept = [i for i in range(len(prices.netuids)) if numpy.isfinite(price[:, i]).any()]
    rows = numpy.isfinite(price[:, kept]).any(axis=1)
    netuids = [prices.netuids[i] for i in kept]
    return Prices(prices.blocks[rows], netuids, price[rows][:, kept]), waiting, closed


def until(prices, last_day):
    """(the prices up to a day, number of rows that lie after it)"""
    kept = prices.blocks <= last_day * rules.BLOCKS_A_DAY
    return Prices(prices.blocks[kept], prices.netuids, prices.price[kept]), int((~kept).sum())
