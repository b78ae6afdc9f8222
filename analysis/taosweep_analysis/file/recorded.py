"""A recorded quantity from a CSV: times and values, nothing else of it."""

import csv

import numpy

from ..problem import FileProblem

TIMES = ("day", "hour")  # since the start, or since the action, as the series has it
VALUES = ("value", "price_tao")  # besides a column that is called as the series


def read(path, name):
    """-> [(time, value)], ascending: of a column day or hour and one called as the series.
    FileProblem where there are none."""
    try:
        with open(path, newline="", encoding="utf-8-sig") as file:
            rows = csv.DictReader(file)
            columns = rows.fieldnames or []
            time = next((column for column in TIMES if column in columns), None)
            value = next((column for column in (name, *VALUES) if column in columns), None)
            if time is None or value is None:
                raise FileProblem(
                    f"{path}: a record has a column {' or '.join(TIMES)} and a column {name}, "
                    f"{' or '.join(VALUES)}; it has: {', '.join(columns) or 'none'}"
                )
            points = [(float(row[time]), float(row[value])) for row in rows if row[value]]
    except (OSError, UnicodeError, TypeError, ValueError, csv.Error) as error:
        raise FileProblem(f"{path}: it cannot be read as a record ({error})") from None
    points = sorted(point for point in points if numpy.isfinite(point).all())
    if not points:
        raise FileProblem(f"{path}: it holds no numbers in the columns {time} and {value}")
    return points
