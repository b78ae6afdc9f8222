"""Daily prices of all subnets, of kept economies and of the record."""

import csv

import numpy

from ..file import results, values
from ..problem import FileProblem

BLOCKS_PER_DAY = 7200
LAUNCH_BLOCK = 4920351  # of dTAO on the main network


def on_whole_days(days, prices):
    """Rows at whole days, which all of first..last must have. -> (first day, rows)."""
    whole = numpy.isclose(days, numpy.round(days), atol=1e-6)
    kept, rows = numpy.round(days[whole]).astype(int), prices[whole]
    if len(kept) < 2 or (numpy.diff(kept) != 1).any():
        return None
    return kept[0], rows


QUANTITIES = {
    "price": lambda read: read("price"),  # [TAO/alpha]
    "pool": lambda read: read("tao"),  # [TAO]
    "cap": lambda read: read("price") * (read("alpha_in") + read("alpha_out")),  # [TAO]
}


def economies_of(path, quantities=("price",)):
    """Of each kept economy {quantity: (first day, array (day, subnet))}.

    FileProblem where the file keeps none, or not each day."""
    data = results.read(path)
    with data.open() as file:
        group = file.get("paths", {})
        if "price" not in group:
            raise FileProblem(
                f"{path}: keeps no economy's prices; run its config with --set keep.paths=12"
            )
        days = values.read(values.member(group, "day"))

        def read(name):
            return values.read(values.member(group, name)).astype(float)

        kept = {name: QUANTITIES[name](read) for name in quantities}
    if on_whole_days(days, kept["price"][0]) is None:
        raise FileProblem(
            f"{path}: has no row for each day; run its config with --set keep.series_days=1"
        )
    return [
        {name: on_whole_days(days, arrays[i]) for name, arrays in kept.items()}
        for i in range(len(kept["price"]))
    ]


def of_file(path):
    """Prices of each kept economy: a list of (first day, prices (day, subnet))."""
    return [economy["price"] for economy in economies_of(path)]


def record_rows(path):
    """Blocks and prices of a table with a column `block` and a column snN for each subnet."""
    try:
        with open(path, newline="", encoding="utf-8") as file:
            rows = list(csv.reader(file))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise FileProblem(f"{path}: cannot be read as a table of prices ({error})") from None
    if not rows or "block" not in rows[0]:
        raise FileProblem(f"{path}: has no column 'block' in its first line")
    head = rows[0]
    places = [i for i, name in enumerate(head) if name[:2] == "sn" and name[2:].isdigit()]
    if not places:
        raise FileProblem(f"{path}: has no columns sn1, sn2, ... with prices")
    try:
        blocks = [int(row[head.index("block")]) for row in rows[1:]]
        prices = [[float(row[i]) if row[i] else numpy.nan for i in places] for row in rows[1:]]
    except (ValueError, IndexError) as error:
        raise FileProblem(f"{path}: a line holds no numbers or too few columns ({error})") from None
    return numpy.array(blocks), numpy.array(prices, float)


def of_record(path, subnets):
    """Recorded prices of the first subnets at whole days, the nearest sample within 8 h; as
    of_file, one panel."""
    blocks, prices = record_rows(path)
    days = (blocks - LAUNCH_BLOCK) / BLOCKS_PER_DAY
    whole = numpy.arange(int(numpy.ceil(days.min())), int(numpy.floor(days.max())) + 1)
    nearest = [int(numpy.argmin(abs(days - day))) for day in whole]
    far = [day for day, i in zip(whole, nearest) if abs(days[i] - day) > 1 / 3]
    if far:
        raise FileProblem(f"{path}: has no price within 8 h of day {far[0]} after the launch")
    return whole[0], prices[nearest][:, :subnets]


def end_of(panel):
    """The last day on which a subnet has a price; an economy may end before its rows do."""
    begin, prices = panel
    rows = numpy.flatnonzero(numpy.isfinite(prices).any(axis=1))
    return begin + (rows[-1] if len(rows) else 0)


def window(panel, first, last):
    """Rows of days first..last of a panel, of the subnets that have a price on each of them; None
    where it does not reach so far."""
    begin, prices = panel
    if first < begin or last >= begin + len(prices):
        return None
    rows = prices[first - begin : last - begin + 1]
    return rows[:, (numpy.isfinite(rows) & (rows > 0)).all(axis=0)]
