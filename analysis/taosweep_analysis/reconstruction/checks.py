"""What recorded prices must have so that pools follow from them, and what of them is not known."""

import numpy

from ..problem import FileProblem
from ..say.numbers import count
from . import rules

LATEST_FIRST_ROW = 2.0  # [d]; later, the size of pools is anyone's guess
TOLD_GAP = 0.75  # [d]
FEW = 60  # subnets at the launch of the main network, fewer than which are told


def days(blocks):
    return blocks / rules.BLOCKS_A_DAY


def check_start(path, prices):
    """FileProblem unless the rows begin with the launch and go on."""
    if len(prices.blocks) < 2:
        rows = count(len(prices.blocks), "row")
        raise FileProblem(f"{path}: {rows} of prices to use; give two or more")
    first = days(prices.blocks[0])
    if not 0 < first <= LATEST_FIRST_ROW:
        raise FileProblem(
            f"{path}: the first price stands {first:.2f} days after the launch; pools are known on "
            f"the day of the launch alone (1 TAO, 1 alpha): begin within {LATEST_FIRST_ROW:g} days "
            "of it, or name its block with --launch-block"
        )


def check_launch(path, at_launch):
    """FileProblem where shares of emission cannot be told for want of the other subnets."""
    if at_launch.sum() < 2:
        raise FileProblem(
            f"{path}: {at_launch.sum()} subnet has a price in the first row; shares of emission "
            "follow from the prices of all subnets: give all of them"
        )


def few_notes(at_launch):
    """That subnets seem to be missing."""
    if at_launch.sum() >= FEW:
        return []
    return [
        f"In the first row {count(int(at_launch.sum()), 'subnet')} with a price; the launch had "
        "64. Shares of emission follow from the prices of all: where some lack, pools come out too "
        "deep."
    ]


def gaps(prices):
    """[(days, first day, last day, netuid)] of the longest time without a price of each subnet."""
    found = []
    for netuid in prices.netuids:
        blocks, _ = prices.known(netuid)
        if len(blocks) > 1:
            worst = int(numpy.diff(blocks).argmax())
            ends = days(blocks[worst]), days(blocks[worst + 1])
            found.append((ends[1] - ends[0], *ends, netuid))
    return sorted(found, key=lambda gap: (-gap[0], gap[3]))


def check_gaps(path, found, longest):
    """FileProblem where a time without prices is longer than `longest` days."""
    if found and found[0][0] > longest:
        length, first, last, netuid = found[0]
        raise FileProblem(
            f"{path}: subnet {netuid} has no price for {length:.1f} days (day {first:.2f} to "
            f"{last:.2f}); what emission and cap did in it would be a guess. Fill it, or let "
            f"prices run straight in logarithms over it: --longest-gap {int(length) + 1}"
        )


def gap_notes(found):
    """Sentences on times without prices that are long but let pass."""
    told = [gap for gap in found if gap[0] > TOLD_GAP]
    if not told:
        return []
    length, first, last, _ = told[0]
    return [
        f"{count(len(told), 'subnet')} without a price for more than {24 * TOLD_GAP:.0f} h at a "
        f"time, at most {length:.1f} days (day {first:.2f} to {last:.2f}): there prices run "
        "straight in logarithms, and flows are known only in their sum."
    ]


def openings(prices):
    """(block at which each pool opened, whether it was there at the launch). Later ones open half
    way between the first price and the row before."""
    opened = []
    for netuid in prices.netuids:
        blocks, _ = prices.known(netuid)
        row = int(numpy.searchsorted(prices.blocks, blocks[0]))
        opened.append(0 if row == 0 else (prices.blocks[row - 1] + prices.blocks[row]) // 2)
    opened = numpy.array(opened)
    return opened, opened == 0
