"""One step of k blocks for all subnets.
Source: kernels/economy/step.hpp, tests/model/plain_chain.cpp."""
from typing import Any, NamedTuple

from arrays import only_if, xp
from config import BLOCKS_PER_DAY
from emission import SUPPLY, average_weight, halved_emission, injected, price_of_step, root_part
from epoch import epochs_of_step
from noise import flow, noise_buy, noise_sell
from pool import clear, sold_for_root
from state import NOISE, replaced


class Orders(NamedTuple):
    """Orders of a step, the reserves after them, and what buyers and sellers got."""
    tao: Any
    alpha: Any
    got: Any  # alpha, all buyers [alpha]
    received: Any  # TAO, all sellers [TAO]
    buy: Any  # before the fee [TAO]
    sell: Any  # root's sale aside [alpha]
    bought: Any  # noise traders' part of them
    sold: Any
    bought_blocks: Any
    sold_blocks: Any
    refused: Any
    unallocated: Any  # root's alpha that nobody bought is nobody's [alpha]


def emission_at(issuance):
    """Nothing is halved before half of the supply is out."""
    return only_if(xp.any(issuance >= SUPPLY / 2), lambda _: halved_emission(issuance),
                   xp.ones_like(issuance))


def refuse(tao, alpha, fee, root_sell, k, least, o):
    """Refuses the side that would leave a pool with less than the least reserve, then the other
    where alone it would do so too."""
    buys_stay, sales_stay = o.alpha >= least, o.tao >= least
    for _ in range(2):
        tao_2, alpha_2, got, received = clear(
            tao, alpha, xp.where(buys_stay, o.buy * (1 - fee), 0.0),
            xp.where(sales_stay, o.sell + root_sell, 0.0))
        fits = xp.minimum(tao_2, alpha_2) >= least
        buys_stay, sales_stay = buys_stay & fits, sales_stay & fits
    no_buys, no_sales = xp.where(buys_stay, 0.0, 1.0), xp.where(sales_stay, 0.0, 1.0)
    return Orders(tao_2, alpha_2, got, received, o.buy * (1 - no_buys), o.sell * (1 - no_sales),
                  o.bought * (1 - no_buys), o.sold * (1 - no_sales),
                  o.bought_blocks - k * no_buys, o.sold_blocks - k * no_sales,
                  o.refused + no_buys + no_sales, o.unallocated + root_sell * no_sales)


def sell_for_root(tao, alpha, root_sell, least, unallocated):
    """Root's sale of one block: reserves, TAO, and what could not be sold. It pays no fee."""
    proceeds = sold_for_root(tao, alpha, root_sell)

    def keep(carry):
        _, _, _, lost = carry
        sells = xp.where(tao - proceeds >= least, 1.0, 0.0)
        return (tao - proceeds * sells, alpha + root_sell * sells, proceeds * sells,
                lost + root_sell * (1 - sells))

    after = tao - proceeds
    return only_if(xp.any(after < least), keep, (after, alpha + root_sell, proceeds, unallocated))


def advance_step(p, s, o, block, k, z):
    """State and flows after a step of k blocks, in which noise traders draw z."""
    fee = min(1.0, p.protocol_stake_fee_tao / p.orders_mean_tao)
    least, dt = p.protocol_minimum_reserve, k / BLOCKS_PER_DAY

    # Injection: t = E m/sum(m), and alpha beside it; participants get the rest of A.
    emission = emission_at(s.issuance)
    tao_in = s.price_ema * (emission / s.price_ema.sum(-1, keepdims=True))
    alpha_out = emission_at(s.issued)
    alpha_in = injected(tao_in, s.tao, s.alpha, alpha_out)
    tao, alpha = s.tao + k * tao_in, s.alpha + k * alpha_in
    issued = s.issued + k * (alpha_in + alpha_out)
    participants = k * (1 - p.protocol_owner_cut) * alpha_out
    root_sell = root_part(p.protocol_tao_weight * s.root, issued) * participants
    for_root, unallocated = root_sell / k, s.unallocated

    part = flow(o.noise_sd, o.noise_drift, dt, z)
    bought = noise_buy(part, tao, o.noise_budget)
    sold = noise_sell(part, alpha, s.held[NOISE])
    buy, sell = k * o.buy + bought, k * o.sell + sold

    root_order = root_sell
    if k == 1:  # root's sale stands alone; else it is one of the orders
        tao, alpha, root_tao, unallocated = sell_for_root(tao, alpha, root_sell, least, unallocated)
        price_seen = tao / alpha
        root_order = 0.0
    buys, sales = buy * (1 - fee), sell + root_order
    filled = Orders(*clear(tao, alpha, buys, sales), buy, sell, bought, sold, o.bought_blocks,
                    o.sold_blocks, s.refused, unallocated)
    short = xp.any(xp.minimum(filled.tao, filled.alpha) < least)
    filled = only_if(short, lambda x: refuse(tao, alpha, fee, root_order, k, least, x), filled)

    alpha_for_tao = filled.got / xp.maximum(buys, 1e-300) * (1 - fee)
    gross = filled.received / xp.maximum(sales, 1e-300)  # TAO for one alpha
    tao_for_alpha = gross * (1 - fee)
    if k > 1:
        price_seen = price_of_step(tao, alpha, filled.tao, filled.alpha, for_root)
        root_tao = root_sell * gross
    noise_held = s.held[NOISE] + filled.bought * alpha_for_tao - filled.sold

    w = p.protocol_ema_alpha if k == 1 else average_weight(p.protocol_ema_alpha, k)
    o = o._replace(noise_budget=o.noise_budget - filled.bought,
                   noise_proceeds=o.noise_proceeds + filled.sold * tao_for_alpha,
                   buyer_fill=o.buyer_fill + k * alpha_for_tao,
                   seller_fill=o.seller_fill + k * tao_for_alpha,
                   bought_blocks=filled.bought_blocks, sold_blocks=filled.sold_blocks)
    s = s._replace(tao=filled.tao + fee * (filled.buy + gross * filled.sell), alpha=filled.alpha,
                   issued=xp.maximum(issued, filled.alpha),
                   price_ema=s.price_ema +
                   w * (xp.minimum(price_seen, p.protocol_ema_cap) - s.price_ema),
                   held=replaced(s.held, NOISE, noise_held), unallocated=filled.unallocated,
                   refused=filled.refused, issuance=s.issuance + k * emission)
    return epochs_of_step(p, s, block, k, participants - root_sell, root_sell, root_tao), o
