"""Everything that `taosweep-analysis reconstruct` writes and says."""

import os

import numpy

from ..problem import FileProblem
from . import findings, intake, pools, speeds, tables, unknowns
from .rebuilt import Rebuilt, day_of, largest_fall
from .rules import BLOCKS_A_DAY
from .tables import ranged

TOLD_DAYS = (3, 12, 30, 60, 100)
AFTER = 8  # days after the block that is told in detail, over which the cap is looked at


def place_of(asked, record):
    """Column of the subnet whose last root vote has a range of its own, or None."""
    netuids = record.coarse.netuids
    if asked.first_share is None or asked.subnet not in netuids:
        return None
    place = netuids.index(asked.subnet)
    return place if record.at_launch[place] else None


def event_of(asked, record):
    """(block told in detail, block until which the cap is looked at after it); () where the prices
    have not the subnet then."""
    block = asked.block - asked.launch_block
    if asked.subnet not in record.coarse.netuids:
        return ()
    known, _ = record.prices.known(asked.subnet)
    if not known[0] < block < known[-1]:
        return ()
    return block, int(min(block + AFTER * BLOCKS_A_DAY, known[-1]))


def looks_of(blocks, event):
    """Blocks at which pools are kept: the first and the last row, each day, the event."""
    first, last = blocks[0], blocks[-1]
    days = numpy.arange(int(day_of(last)) + 1) * BLOCKS_A_DAY
    marks = numpy.unique(numpy.concatenate([[first, last], days, event])).astype(int)
    return [int(block) for block in marks if first <= block <= last]


def rebuild(asked, record, event):
    """(Rebuilt, its looks)"""
    votes = [record.votes]
    if record.votes is None:
        early = [record.early_prices(days) for days in (unknowns.FIRST_DAYS, unknowns.LATER_DAYS)]
        votes = unknowns.ranging_votes(*early, place_of(asked, record), asked.first_share)
    variants = unknowns.combined(votes, asked.fast_day)
    looks = looks_of(record.prices.blocks, event)
    grid = pools.grid_of(record.prices, record.opened, looks)
    seen, _ = pools.rebuild(grid, record.at_launch, variants, asked.root_tao, looks)
    return Rebuilt(record.prices, record.opened, record.at_launch, variants, grid, seen), looks


def headline(asked, rebuilt, last, event):
    """The first sentence."""
    there = rebuilt.at_launch & numpy.isfinite(rebuilt.price(last))
    total = rebuilt.ranged(rebuilt.tao(last)[:, there].sum(axis=1))
    said = (
        f"On day {day_of(last):.4g} the pools of {there.sum()} launch subnets held {ranged(total)} "
        "TAO, from prices alone"
    )
    if not event:
        return said + "."
    place = rebuilt.place(asked.subnet)
    pool = rebuilt.ranged(rebuilt.tao(event[0])[:, place])
    fall = largest_fall(rebuilt.alpha(event[0])[:, place], rebuilt.held(event[0])[:, place])
    return (
        f"{said}; that of subnet {asked.subnet} held {ranged(pool)} TAO on day "
        f"{day_of(event[0]):.2f}, and all of its holders could have lowered its price by "
        f"{ranged(rebuilt.ranged(100 * fall))} %."
    )


def unknown_lines(asked, record, count):
    """What was varied, and over which values."""
    fast = asked.fast_day
    span = "never" if numpy.isinf(fast.middle) else f"{fast.low:g} to {fast.high:g} (d)"
    lines = [
        "",
        f"Ranges are the least and the most of {count} combinations of what prices do not tell:",
        f"  price before the first row: {', '.join(unknowns.FIRST_HOURS.values())}",
        f"  day of the fast average: {span}",
    ]
    if record.votes is None:
        lines.append(
            f"  last root vote: as the prices of the first day, as those of the first "
            f"{unknowns.LATER_DAYS:.0f}, all alike, twice of one half of the subnets and half of "
            "the other"
        )
        if place_of(asked, record) is not None:
            share = asked.first_share
            lines.append(
                f"  but for subnet {asked.subnet}: {share.low:g} to {share.high:g} of the whole"
            )
    return lines


def lines_of(asked, record, rebuilt, looks, event):
    last = looks[-1]
    told = [look for look in looks if day_of(look) in TOLD_DAYS or look == last]
    lines = [headline(asked, rebuilt, last, event), *record.notes, *findings.sums(rebuilt, told)]
    if event:
        lines += findings.one_subnet(rebuilt, asked.subnet, looks[0], *event)
    else:
        lines += [
            "",
            f"The pool of subnet {asked.subnet} is not told: it has no price before and after "
            f"block {asked.block}. Another: --subnet, --at.",
        ]
    lines += speeds.lines(record, asked.root_tao)
    return lines + unknown_lines(asked, record, len(rebuilt.variants.votes))


def write(arguments, say):
    """Reads all that is needed before anything is written. FileProblem where it cannot be done."""
    asked = intake.asked_for(arguments)
    if asked.out and os.path.exists(asked.out) and not asked.force:
        raise FileProblem(f"-o {asked.out}: it is there already; name another file or say --force")
    record = intake.read(asked)
    event = event_of(asked, record)
    rebuilt, looks = rebuild(asked, record, event)
    for line in lines_of(asked, record, rebuilt, looks, event):
        say(line)
    if asked.out:
        try:
            tables.write(asked.out, rebuilt, looks_of(record.prices.blocks, []), asked.launch_block)
        except OSError as error:
            raise FileProblem(
                f"-o {asked.out}: it cannot be written ({error.strerror}); name another file"
            ) from None
        say(f"{asked.out}  (a row a day and subnet)")
