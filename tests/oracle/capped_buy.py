"""Terms of a block where chain buys are capped: what they leave goes to subnets that have room.

Source: subtensor pull request 3017, a proposal that no chain ran."""


def handed_out(ratio, rest, weights, rooms):
    """`rest` divided by weight among those that have room, again and again: what each of them has
    got, and what nobody could take."""
    given = dict.fromkeys(rooms, 0)
    while True:
        takers = [n for n in rooms if weights[n] > 0 and given[n] < rooms[n]]
        total = sum(weights[n] for n in takers)
        parts = {n: min(rooms[n] - given[n], ratio.over(ratio.times(rest, weights[n]), total))
                 for n in takers}
        if sum(parts.values()) == 0:
            return given, rest
        for n, part in parts.items():
            given[n] += part
        rest -= sum(parts.values())


def capped_terms(chain, terms, shares):
    """Of the terms of chain_buy, and of what each subnet is sent."""
    ratio, tao, buys, room = chain.w.ratio, {}, {}, {}
    for n, (tao_in, _, alpha, excess, _) in terms.items():
        subnet = chain.subnets[n]
        mined = ratio.times(alpha - ratio.times(alpha, chain.owner_cut),
                            chain.part(*chain.const.miners))
        mined = ratio.times(mined, ratio.number(1) - subnet.burned)
        room[n] = ratio.times(mined, chain.price(subnet))
        tao[n], buys[n] = tao_in, min(excess, room[n])
    rest = sum(shares[n] - tao[n] - buys[n] for n in terms)
    liquidity = {n: max(0, ratio.times(chain.injection_cap(chain.subnets[n], terms[n][2]),
                                       chain.price(chain.subnets[n])) - tao[n]) for n in terms}
    more_tao, rest = handed_out(ratio, rest, shares, liquidity)
    more_buys, chain.unspent = handed_out(ratio, rest, shares,
                                          {n: room[n] - buys[n] for n in terms})
    return {n: (tao[n] + more_tao[n], ratio.over(tao[n] + more_tao[n],
                                                 chain.price(chain.subnets[n])),
                terms[n][2], buys[n] + more_buys[n], False) for n in terms}
