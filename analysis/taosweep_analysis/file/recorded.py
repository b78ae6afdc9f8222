"""A recorded quantity from a CSV: times and values, nothing else of it."""

from __future__ import annotations

import csv
import dataclasses

import numpy

from ..problem import FileProblem

TIMES = {"d": "day", "h": "hour"}  # unit of a series' time -> column of a record
PRICES = {"target_price": ("price_tao",)}  # what else a column may be called than as the series


@dataclasses.dataclass(frozen=True)
class Record:
    """points: [(time, value)], ascending; time counts as the series does, from the start or the
    action."""

    points: list[tuple[float, float]]
    time_unit: str
    source: str
    left_out: int = 0  # rows without a number for both

    @property
    def rows(self) -> int:
        return len(self.points) + self.left_out


def read(path, name, time_unit) -> Record:
    """Of a column day or hour, as the series counts time, and one called as the series. FileProblem
    where there are none."""
    try:
        with open(path, newline="", encoding="utf-8-sig") as file:
            rows = csv.DictReader(file)
            time, value = columns_of(path, rows.fieldnames or [], name, time_unit)
            pairs = [
                (float(row[time] or "nan"), float(row[value] or "nan")) for row in rows if any(row)
            ]
    except (OSError, UnicodeError, TypeError, ValueError, csv.Error) as error:
        raise FileProblem(f"{path}: it cannot be read as a record ({error})") from None
    points = sorted(point for point in pairs if numpy.isfinite(point).all())
    if not points:
        raise FileProblem(f"{path}: it holds no numbers in the columns {time} and {value}")
    return Record(points, time_unit, path.name, len(pairs) - len(points))


def columns_of(path, columns, name, time_unit):
    """Names of the columns of times and values."""
    time, values = TIMES[time_unit], (name, *PRICES.get(name, ()), "value")
    value = next((column for column in values if column in columns), None)
    if time in columns and value:
        return time, value
    has = f"it has: {', '.join(columns) or 'none'}"
    others = [column for column in TIMES.values() if column in columns]
    if others and time not in columns:
        raise FileProblem(
            f"{path}: time of {name} is in {time}s, and the record's is in a column {others[0]}; "
            f"give it a column {time}; {has}"
        )
    if "price_tao" in columns and not value:
        raise FileProblem(
            f"{path}: a column price_tao is the price of the attacked subnet (target_price), not "
            f"{name}, which needs a column {name} or value; {has}"
        )
    raise FileProblem(
        f"{path}: a record has a column {time} and a column {' or '.join(values)}; {has}"
    )
