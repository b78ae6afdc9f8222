"""What was recorded of subnet 28 in February 2025; facts to compare with, never an input
of a simulation.

Sources: spot prices of Bittensor's mainnet as kept by alexlange1/backtesting (hourly, from 14 Feb
2025) and alexlange1/alphamind-transparency (every 10 blocks, from 20 Feb 2025); commits of
unconst/Lolocaust for the foundation's validator; the article of tzedonn, "Why dTAO is broken"
(March 2025).
"""

import bisect
import csv
import datetime
import os
import pathlib

import numpy

FILES = (
    "alpha_price_sn28_hourly_20250214_20251028.csv",
    "alpha_price_sn28_2min_20250220_20250331.csv",
)

UTC = datetime.timezone.utc
# A block and the time of its sample; blocks take 12 s.
BLOCK, BLOCK_TIME = 4925837, datetime.datetime(2025, 2, 14, 16, 0, tzinfo=UTC)
# First block of dTAO, as indexers of the chain have it; blocks of recorded registrations agree. By
# the clock of blocks 13 Feb, 21:43.
LAUNCH_BLOCK = 4920351
LAUNCH = BLOCK_TIME - datetime.timedelta(seconds=12 * (BLOCK - LAUNCH_BLOCK))
# Final code and README of the foundation's validator.
ACTION = datetime.datetime(2025, 2, 25, 18, 16, tzinfo=UTC)

DATED = [  # (time [UTC], price [TAO/alpha])
    ("2025-02-14 16:00", 0.0042),
    ("2025-02-15 16:00", 0.00924),
    ("2025-02-16 00:00", 0.0148),
    ("2025-02-16 22:00", 0.0126),
    ("2025-02-17 00:00", 0.012),
    ("2025-02-17 22:00", 0.0128),
    ("2025-02-18 22:00", 0.0164),
    ("2025-02-19 22:00", 0.0121),
    ("2025-02-20 00:00", 0.015),
    ("2025-02-20 22:00", 0.0122),
    ("2025-02-21 22:00", 0.0150),
    ("2025-02-22 22:00", 0.0146),
    ("2025-02-23 22:00", 0.0178),
    ("2025-02-24 22:00", 0.0204),
    ("2025-02-25 00:00", 0.0223),
    ("2025-02-25 11:24", 0.031),
    ("2025-02-25 12:24", 0.0694),
    ("2025-02-25 13:50", 0.0521),
    ("2025-02-25 16:13", 0.0439),
    ("2025-02-25 18:00", 0.0391),
    ("2025-02-25 18:16", 0.0342),
    ("2025-02-25 18:46", 0.0223),
    ("2025-02-25 19:16", 0.0179),
    ("2025-02-25 20:16", 0.0077),
    ("2025-02-25 20:58", 0.0049),
    ("2025-02-26 00:16", 0.0101),
    ("2025-02-26 21:59", 0.00537),
    ("2025-03-01 00:00", 0.0031),
    ("2025-03-01 21:59", 0.00278),
    ("2025-03-05 21:59", 0.00179),
    ("2025-03-14 00:00", 0.0014),
    ("2025-03-20 21:59", 0.000899),
    ("2025-03-27 21:59", 0.000793),
]
FIRST_PRICE, PRICE_AT_ACTION, PEAK_PRICE = 0.0042, 0.0342, 0.0694  # [TAO/alpha]
RANK = 7  # by price, 25 Feb 18:00
# (day, rank by price, subnets that have a price), from 6-hourly prices of all subnets
RANKS = [
    *((0.76, 58, 64), (2.10, 18, 64), (3.10, 27, 64), (6.10, 36, 66), (9.10, 33, 69)),
    *((11.84, 7, 69), (12.09, 28, 69), (13.09, 50, 70), (16.09, 58, 70), (20.09, 69, 72)),
    *((29.09, 75, 77), (42.09, 78, 82)),
]
LOWEST_FALL = 0.855  # 1 - p/p(action), 2.7 h after the action
LATE_FALL, LATE_DAYS = 0.98, 17  # 1 - p/p(peak), within days of the action
ARTICLE_FALL = 0.98  # "within hours", says the article
FALLS = [(0.5, 0.35), (2.0, 0.77), (2.7, 0.855)]  # (hours since the action, fall)
# Rebuilt from the recorded prices, with ranges (docs/reconstruction.md): alpha held over alpha in
# the pool at the action [1], and the part of all emission taken from day 0.76 to the action [1].
HELD_OVER_POOL, EMISSION_TAKEN = (6.4, 4.1, 8.5), (0.0038, 0.0028, 0.0064)

# Share of root in dividends that the recorded prices imply, (day, share).
ROOT_FROM_PRICES = [(6.9, 0.928), (11.9, 0.883), (30, 0.746), (165, 0.367)]
ROOT_ARTICLE = [(7, 0.95), (365, 0.20)]  # "about one week", "about a year"; in dividends
# TAO staked on root, 1 Dec 2025 (block 7000020).
ROOT_STAKE_DAY, ROOT_STAKE = 12 * (7000020 - LAUNCH_BLOCK) / 86400, 5.67e6

# Stake of the largest validators before the launch, parts of the whole: 11 validators of subnet 15
# at block 4,769,998 (25 Jan 2025), as shipped with bactensor/yuma-simulation. The first is the
# foundation's.
VALIDATORS = (0.348, 0.126, 0.107, 0.096, 0.078, 0.066, 0.064, 0.055, 0.023, 0.021, 0.016)


def coalition(largest):
    """Part of root stake that the largest so many validators hold together [1]."""
    return sum(VALIDATORS[:largest])


def days(moment):
    return (moment - LAUNCH).total_seconds() / 86400


def day_of(block):
    return 12 * (block - LAUNCH_BLOCK) / 86400


def hours_since_action(day):
    return (day - days(ACTION)) * 24


def dated_points():
    """The points above as [(day since launch [d], price [TAO/alpha])]."""
    return [
        (days(datetime.datetime.fromisoformat(when).replace(tzinfo=UTC)), price)
        for when, price in DATED
    ]


class NoSeries(Exception):
    """TAOSWEEP_DATA names a folder that does not hold the recorded series."""


def full_series():
    """Every recorded price to 31 March, [(day, price)], from the folder named by TAOSWEEP_DATA;
    None where unset or empty.

    NoSeries where the folder holds no such series."""
    name = os.environ.get("TAOSWEEP_DATA", "")
    if not name:
        return None
    points = []
    for file_name in FILES:
        path = pathlib.Path(name) / file_name
        try:
            with open(path, newline="") as file:
                rows = csv.reader(file)
                names = next(rows, [])
                block, price = names.index("block"), names.index("price_tao")
                points += [(day_of(int(row[block])), float(row[price])) for row in rows if row]
        except (OSError, IndexError, ValueError, csv.Error):
            raise NoSeries(
                f"TAOSWEEP_DATA names {name}, but {path} cannot be read as prices by block; unset "
                "the variable or name the folder of recorded chain data"
            ) from None
    last = days(datetime.datetime(2025, 4, 1, tzinfo=UTC))
    return sorted(point for point in points if point[0] < last)


def known():
    """-> (every recorded price where TAOSWEEP_DATA names them, else the dated points, [(day,
    price)]; whether it is every one). A folder without the series counts as none."""
    try:
        points = full_series()
    except NoSeries:
        points = None
    return points or dated_points(), bool(points)


def at(points, day):
    """Price on a day, on the straight line of logarithms between the recorded points."""
    after = bisect.bisect_right(points, day, key=lambda point: point[0])
    times, prices = zip(*points[max(0, after - 1) : after + 1])
    return float(numpy.exp(numpy.interp(day, times, numpy.log(prices))))
