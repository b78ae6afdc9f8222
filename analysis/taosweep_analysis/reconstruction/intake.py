"""What is asked, and the prices it is asked of."""

import dataclasses

import numpy

from ..experiments.sn28 import record as recorded
from ..problem import FileProblem
from ..say.numbers import count
from . import checks, prices, rules
from .ranges import Ranged
from .unknowns import read_votes

# Of subnet 28 in the last root vote: an eighth to a third of an average subnet's. Assumption.
RECORDED_SUBNET, RECORDED_SHARE = 28, Ranged(0.0019, (0.0019 * 0.005) ** 0.5, 0.005)


@dataclasses.dataclass
class Asked:
    """What the command line says."""

    file: str
    out: str
    force: bool
    finer: list  # (netuid, path)
    subnet: int  # told in detail
    block: int  # at which
    first_share: Ranged  # of it, None where it is guessed as those of the others
    first_shares: str  # file with those of all, or None
    fast_day: Ranged
    root_tao: float
    launch_block: int
    longest_gap: float  # [d]


def asked_for(arguments):
    """Asked, of what the command line was parsed to."""
    names = [field.name for field in dataclasses.fields(Asked)]
    asked = Asked(**{name: getattr(arguments, name) for name in names})
    if asked.launch_block is None:
        asked.launch_block = recorded.LAUNCH_BLOCK
    if asked.block is None:
        day = recorded.days(recorded.ACTION)
        asked.block = asked.launch_block + round(day * rules.BLOCKS_A_DAY)
    if asked.first_share is None and asked.subnet == RECORDED_SUBNET:
        asked.first_share = RECORDED_SHARE
    return asked


@dataclasses.dataclass
class Record:
    """coarse: the prices of the file; prices: with the finer ones of single subnets."""

    coarse: prices.Prices
    prices: prices.Prices
    opened: numpy.ndarray
    at_launch: numpy.ndarray
    votes: numpy.ndarray  # last root vote, None where it is not known
    notes: list

    def early_prices(self, days):
        """Geometric mean of the prices of each launch subnet from the first row on, over so many
        days; NaN of others. A single price has moved for a while by what soon goes away."""
        last = self.coarse.blocks[0] + days * rules.BLOCKS_A_DAY
        logs = numpy.log(self.coarse.price[self.coarse.blocks <= last][:, self.at_launch])
        found = numpy.full(len(self.at_launch), numpy.nan)
        found[self.at_launch] = numpy.exp(numpy.nanmean(logs, axis=0))
        return found


def read(asked):
    """FileProblem where pools do not follow from the prices."""
    found = prices.read(asked.file, asked.launch_block)
    found, late = prices.until(found, rules.LAST_DAY)
    found, waiting, closed = prices.opened_only(found)
    checks.check_start(asked.file, found)
    opened, at_launch = checks.openings(found)
    checks.check_launch(asked.file, at_launch)
    both = with_finer(asked, found)
    gaps = checks.gaps(both)
    checks.check_gaps(asked.file, gaps, asked.longest_gap)
    votes = None
    if asked.first_shares:
        votes = read_votes(asked.first_shares, found.netuids, at_launch)
    notes = dropped(waiting, closed, late) + checks.few_notes(at_launch) + checks.gap_notes(gaps)
    return Record(found, both, opened, at_launch, votes, notes)


def with_finer(asked, found):
    both = found
    for netuid, path in asked.finer:
        finer = prices.read_finer(path, netuid, asked.launch_block)
        inside = (found.blocks[0] <= finer.blocks) & (finer.blocks <= found.blocks[-1])
        if not inside.any():
            raise FileProblem(
                f"{path}: none of its blocks lies between the first and the last row of "
                f"{asked.file}; leave --finer away"
            )
        kept = prices.Prices(finer.blocks[inside], finer.netuids, finer.price[inside])
        both = prices.merged(both, kept, netuid)
    return both


def dropped(waiting, closed, late):
    """Sentences on prices that are left out."""
    notes = []
    if waiting:
        notes.append(
            "Prices of 1 and more before a pool opens were dropped "
            f"({count(len(waiting), 'subnet')}): nobody can sell there yet."
        )
    if closed:
        notes.append(
            f"{count(len(closed), 'subnet')} without a price below 1, which never opens, left out: "
            f"{', '.join(map(str, closed))}."
        )
    if late:
        notes.append(
            f"{count(late, 'row')} after day {rules.LAST_DAY:g} (29 Jul 2025) left out: from then "
            "on a part of the TAO buys alpha, and pools do not follow from prices alone."
        )
    return notes
