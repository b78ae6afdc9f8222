"""Options of `taosweep-analysis reconstruct`."""

import argparse
import math

from .ranges import Ranged, known

TEXT = (
    "Pools, flows and held alpha of every subnet from recorded prices alone, under the rules from "
    "the launch to 29 Jul 2025: trades keep TAO x alpha of a pool, and what the chain adds follows "
    "from prices (docs/reconstruction.md)."
)
FILE = (
    "prices [TAO/alpha] as CSV, from the launch on: columns block, sn1, sn2, .. with a row a time, "
    "or block, netuid, price; other columns are left alone"
)


def finite(text, least=-math.inf):
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if not (math.isfinite(value) and value > least):
        raise argparse.ArgumentTypeError(f"'{text}': name a number above {least:g}")
    return value


def positive(text):
    return finite(text, 0)


def natural(text):
    if not text.isdecimal():
        raise argparse.ArgumentTypeError(f"'{text}': name a whole number")
    return int(text)


def share_range(text):
    """A or A..B, parts of the whole; the middle is the geometric mean."""
    low, high = ends(text)
    if not 0 < low <= high < 1:
        raise argparse.ArgumentTypeError(f"'{text}': name parts of 1, such as 0.0019..0.005")
    return Ranged(low, math.sqrt(low * high), high)


def day_range(text):
    """A or A..B [d]; never."""
    if text == "never":
        return known(math.inf)
    low, high = ends(text)
    if not 0 <= low <= high:
        raise argparse.ArgumentTypeError(f"'{text}': name days, such as 15..25, or never")
    return Ranged(low, (low + high) / 2, high)


def ends(text):
    parts = text.split("..")
    return finite(parts[0]), finite(parts[-1] if len(parts) < 3 else text)


def finer(text):
    netuid, _, path = text.partition("=")
    if not (netuid.isdecimal() and path):
        raise argparse.ArgumentTypeError(f"'{text}': name a subnet and a file, as 28=FILE")
    return int(netuid), path


def add(commands, common, call):
    options = commands.add_parser(
        "reconstruct",
        help="pools, flows and held alpha of subnets from prices alone",
        description=TEXT,
        parents=[common],
    )
    add_files(options.add_argument)
    add_detail(options.add_argument)
    add_unknowns(options.add_argument)
    options.set_defaults(call=call)


def add_files(add):
    add("file", metavar="PRICES.csv", help=FILE)
    add("-o", dest="out", metavar="OUT.csv", help="table of every day and subnet, with ranges")
    add("--force", action="store_true", help="replace an existing OUT.csv")
    add(
        "--finer",
        type=finer,
        action="append",
        default=[],
        metavar="NETUID=FILE",
        help="more prices of one subnet, columns block, price; may be repeated",
    )
    add(
        "--longest-gap",
        type=positive,
        default=3.0,
        metavar="DAYS",
        help="longest time without a price that is bridged (default: 3)",
    )


def add_detail(add):
    add(
        "--subnet",
        type=natural,
        default=28,
        metavar="NETUID",
        help="subnet told in detail (default: 28)",
    )
    add(
        "--at",
        dest="block",
        type=natural,
        metavar="BLOCK",
        help="at this block (default: that of the action on subnet 28, 25 Feb 2025 18:16)",
    )
    add(
        "--first-share",
        type=share_range,
        metavar="A..B",
        help="part of that subnet in the last root vote (default: 0.0019..0.005 for subnet 28, "
        "else as for all others)",
    )


def add_unknowns(add):
    add(
        "--first-shares",
        metavar="FILE",
        help="part of every launch subnet in it, columns netuid, share, where they are known",
    )
    add(
        "--fast-day",
        type=day_range,
        default="15..25",
        metavar="A..B",
        help="day on which the price average went from 3e-6 to 3e-4 a block (default: 15..25; "
        "never: it did not)",
    )
    add(
        "--root-tao",
        type=positive,
        default=5.93e6,
        metavar="TAO",
        help="TAO on root, for what root sells (default: 5.93e6)",
    )
    add(
        "--launch-block",
        type=natural,
        metavar="BLOCK",
        help="block of the launch, at which pools held 1 TAO and 1 alpha (default: that of the "
        "main network)",
    )
