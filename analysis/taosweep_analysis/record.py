"""What was recorded of subnet 28 in February 2025; facts to compare with, never an input of a simulation.

Sources: spot prices of Bittensor's mainnet as kept by alexlange1/backtesting (hourly, from 14 Feb 2025) and
alexlange1/alphamind-transparency (every 10 blocks, from 20 Feb 2025); commits of unconst/Lolocaust for the
foundation's validator; the article of tzedonn, "Why dTAO is broken" (March 2025).
"""
import csv
import datetime
import os
import pathlib

UTC = datetime.timezone.utc
# Start of dTAO, so that the fix of the dividends (24 Feb, 22:40) is on day 11.4. The hour is not in the record.
LAUNCH = datetime.datetime(2025, 2, 13, 13, 0, tzinfo=UTC)
# Final code and README of the foundation's validator.
ACTION = datetime.datetime(2025, 2, 25, 18, 16, tzinfo=UTC)
# A block and the time of its sample; blocks take 12 s.
BLOCK, BLOCK_TIME = 4925837, datetime.datetime(2025, 2, 14, 16, 0, tzinfo=UTC)

DATED = [  # (time [UTC], price [TAO/alpha])
    ("2025-02-14 16:00", 0.0042), ("2025-02-17 00:00", 0.012), ("2025-02-20 00:00", 0.015),
    ("2025-02-25 00:00", 0.0223), ("2025-02-25 11:24", 0.031), ("2025-02-25 12:24", 0.0694),
    ("2025-02-25 13:50", 0.0521), ("2025-02-25 16:13", 0.0439), ("2025-02-25 18:00", 0.0391),
    ("2025-02-25 18:16", 0.0342), ("2025-02-25 18:46", 0.0223), ("2025-02-25 19:16", 0.0179),
    ("2025-02-25 20:16", 0.0077), ("2025-02-25 20:58", 0.0049), ("2025-02-26 00:16", 0.0101),
    ("2025-03-01 00:00", 0.0031), ("2025-03-14 00:00", 0.0014),
]
FIRST_PRICE, PRICE_AT_ACTION, PEAK_PRICE = 0.0042, 0.0342, 0.0694   # [TAO/alpha]
RANK = 7                     # by price, 25 Feb 18:00
LOWEST_FALL = 0.855          # 1 - p/p(action), 2.7 h after the action
ARTICLE_FALL = 0.98          # "within hours", says the article
FALLS = [(0.5, 0.35), (2.0, 0.77), (2.7, 0.855)]   # (hours since the action, fall)

# Share of root in dividends that the recorded prices imply, (day, share).
ROOT_FROM_PRICES = [(6.9, 0.928), (11.9, 0.883), (30, 0.746), (165, 0.367)]
ROOT_ARTICLE = [(7, 0.95), (365, 0.20)]   # "about one week", "about a year"


# Stake of the largest validators before the launch, parts of the whole: 11 validators of subnet 15 at block 4,769,998
# (25 Jan 2025), as shipped with bactensor/yuma-simulation. The first is the foundation's.
VALIDATORS = (0.348, 0.126, 0.107, 0.096, 0.078, 0.066, 0.064, 0.055, 0.023, 0.021, 0.016)


def coalition(largest):
    """Part of root stake that the largest so many validators hold together [1]."""
    return sum(VALIDATORS[:largest])


def run_up():
    """Price at the action over the first recorded price, a day after launch [1]."""
    return PRICE_AT_ACTION / FIRST_PRICE


def days(moment):
    return (moment - LAUNCH).total_seconds() / 86400


def hours_since_action(day):
    return (day - days(ACTION)) * 24


def dated_points():
    """The points above as [(day since launch [d], price [TAO/alpha])]."""
    return [(days(datetime.datetime.fromisoformat(when).replace(tzinfo=UTC)), price) for when, price in DATED]


def full_series():
    """Every recorded price to 31 March, [(day, price)], from the folder named by TAOSWEEP_DATA; None where unset.

    FileNotFoundError where the folder holds no such series."""
    if "TAOSWEEP_DATA" not in os.environ:
        return None
    folder = pathlib.Path(os.environ["TAOSWEEP_DATA"])
    points = []
    for name in ("alpha_price_sn28_hourly_20250214_20251028.csv", "alpha_price_sn28_2min_20250220_20250331.csv"):
        with open(folder / name, newline="") as file:
            for row in csv.DictReader(file):
                after = datetime.timedelta(seconds=12 * (int(row["block"]) - BLOCK))
                points.append((days(BLOCK_TIME + after), float(row["price_tao"])))
    last = days(datetime.datetime(2025, 4, 1, tzinfo=UTC))
    return sorted(point for point in points if point[0] < last)
