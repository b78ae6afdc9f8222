"""Prices for the tests of `taosweep-analysis reconstruct`, written down or simulated."""

import csv

import h5py
import made_files
import numpy
from taosweep_analysis import __main__
from taosweep_analysis.reconstruction import intake, report

LAUNCH = 4920351
SIMULATED = """title = Pools from prices
question = Do prices tell what is in the pools?
[protocol]
schedule = {schedule}
[time]
days = {days}
step_blocks = 300
fine_step_blocks = 25
fine_days = 4
[attack]
mode = meme_holders
netuid = 28
day = 0
budget_tao = 300
[sweep]
replicates = {economies}
seed = 3
{markets}
[keep]
paths = {economies}
series_days = 0.25
"""


def write_wide(path, days, prices, netuids=None):
    """prices: a row a day of `days`, NaN for an empty cell."""
    prices = numpy.asarray(prices, float)
    netuids = netuids or range(1, prices.shape[1] + 1)
    with open(path, "w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["time_utc", "block", *(f"sn{netuid}" for netuid in netuids)])
        for day, row in zip(days, prices):
            cells = ["" if numpy.isnan(price) else repr(float(price)) for price in row]
            writer.writerow(["", LAUNCH + round(7200 * day), *cells])
    return path


def asked(path, *options):
    """What the command line would ask."""
    words = ["reconstruct", str(path), *map(str, options)]
    return intake.asked_for(__main__.parser().parse_args(words))


def rebuilt(path, *options):
    """(Rebuilt, its looks) of a file of prices."""
    question = asked(path, *options)
    record = intake.read(question)
    return report.rebuild(question, record, report.event_of(question, record))


def simulated(folder, economies, days=101, schedule="launch-2025-02@0, fixed-2025-02@11.04",
              markets=made_files.CALM):
    """{quantity: (economy, row, subnet)} and the days of the rows; markets: sections of a config,
    '' for those of the defaults."""
    text = SIMULATED.format(economies=economies, days=days, schedule=schedule, markets=markets)
    path = made_files.run(folder / "simulated.h5", text)
    with h5py.File(path) as file:
        group = file["paths"]
        day = group["day"][:]
        names = ("price", "tao", "alpha_in", "alpha_out", "price_ema", "emission_share")
        kept = {name: group[name][:].astype(float)[:, :, :65] for name in names}
    return kept, day


def write_votes(path, shares):
    rows = "".join(f"{netuid},{share!r}\n" for netuid, share in enumerate(map(float, shares), 1))
    path.write_text("netuid,share\n" + rows)
    return path
