"""What the rebuilt pools say, as lines of text."""

import numpy

from .rebuilt import day_of, largest_fall
from .tables import aligned, number, ranged


def sum_rows(rebuilt, looks):
    """Sums over the subnets of the launch at each told day."""
    rows, last = [], 0
    for block in looks:
        there = rebuilt.at_launch & numpy.isfinite(rebuilt.price(block))
        total = rebuilt.ranged(rebuilt.tao(block)[:, there].sum(axis=1) / 1e3)
        flow = rebuilt.net_buying(last, block)[:, there].sum(axis=1) / day_of(block - last)
        rooted = rebuilt.since("rooted", last, block)[:, there].sum(axis=1) / day_of(block - last)
        rows.append(
            [
                f"{day_of(block):.4g}",
                str(there.sum()),
                f"{rebuilt.price(block)[there].sum():.3f}",
                ranged(total),
                ranged(rebuilt.ranged(flow)),
                ranged(rebuilt.ranged(rooted)),
            ]
        )
        last = block
    return rows


def sums(rebuilt, looks):
    heads = [
        ["day", "subnets", "sum of prices", "TAO in pools", "net buying", "root sells"],
        ["", "", "TAO/alpha", "1000 TAO", "TAO/d", "TAO/d"],
    ]
    return [
        "",
        "Subnets of the launch together; flows are means since the line before, or the launch",
        *aligned(heads + sum_rows(rebuilt, looks)),
    ]


def one_subnet(rebuilt, netuid, first, event, after):
    """Pool of a subnet at a block, and how far its price could have fallen; the cap is looked at
    from the first row to the block, and from there until `after`."""
    place = rebuilt.place(netuid)
    rows = [
        *pool_rows(rebuilt, place, event),
        *fall_rows(rebuilt, netuid, event),
        *past_rows(rebuilt, place, first, event),
        [
            "cap of the injected alpha bound before",
            capped(rebuilt, place, first, event),
            "of blocks",
        ],
        [
            f"and after, until day {day_of(after):.2f}",
            capped(rebuilt, place, event, after),
            "of blocks",
        ],
    ]
    return [
        "",
        f"Subnet {netuid} on day {day_of(event):.2f}, price {number(rebuilt.price(event)[place])} "
        "TAO/alpha",
        *aligned([[name, ranged(rebuilt.ranged(values)), unit] for name, values, unit in rows]),
    ]


def pool_rows(rebuilt, place, event):
    alpha, held = rebuilt.alpha(event)[:, place], rebuilt.held(event)[:, place]
    return [
        ["TAO in the pool", rebuilt.tao(event)[:, place], "TAO"],
        ["alpha in the pool", alpha, "alpha"],
        ["alpha held outside", held, "alpha"],
        ["held over pool", held / alpha, "1"],
    ]


def fall_rows(rebuilt, netuid, event):
    """All held alpha sold at once: the fall from the price then, and from the highest before."""
    place = rebuilt.place(netuid)
    blocks, price = rebuilt.prices.known(netuid)
    top = int(numpy.where(blocks <= event, price, 0).argmax())
    fall = largest_fall(rebuilt.alpha(event)[:, place], rebuilt.held(event)[:, place])
    from_top = 1 - (1 - fall) * rebuilt.price(event)[place] / price[top]
    peak = f"{number(price[top])}, day {day_of(blocks[top]):.2f}"
    return [
        ["largest fall from then, all held alpha sold", fall, "1"],
        [f"the same from the peak ({peak})", from_top, "1"],
    ]


def past_rows(rebuilt, place, first, event):
    emitted = rebuilt.since("injected", first, event)[:, place]
    bought = rebuilt.net_buying(first, event)[:, place]
    return [
        [f"net buying of all but root since day {day_of(first):.2f}", bought, "TAO"],
        ["emission taken since then", emitted, "TAO"],
        ["part of all emission", emitted / (event - first), "1"],
    ]


def capped(rebuilt, place, begin, end):
    """Part of the blocks in which the cap bound, of each variant [1]."""
    return rebuilt.since("capped", begin, end)[:, place] / (end - begin)
