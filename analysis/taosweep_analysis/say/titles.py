"""What outcomes and series are called over a figure: a few words, where the file has the key and
the whole meaning."""

from ..words import shown_on_a_line

LONGEST = 72  # letters
# Begins and ends of meanings that lean on the row before; a key inside leans on another one.
LEANS, LEANING = ("that ", "the same", "its ", "of "), (" that day", "likewise", "the same returns")
SEEN = "_observed"  # whether the time before it was seen

# Those whose meaning in the file leans on the row before it, or is longer than a title.
TITLES = {
    "takeover_spot_10": "Takeover: 10 % of prices for a week",
    "takeover_ema_2": "Takeover: 2 % of emission for a week",
    "takeover_ema_5": "Takeover: 5 % of emission for a week",
    "rank_at_12": "Rank by market value on day 12 after the start",
    "price_rank_at_12": "Rank by price on day 12 after the start",
    "rank_le_7": "Among the first seven on day 12 after the start",
    "ema_2_lasts": "2 % of emission still held 90 days later",
    **{f"crash_hours_{k}": f"Hours from the action to a price {k} % lower" for k in (50, 90, 98)},
    "run_up": "Price at the action over that a day after the start",
    "control_days": "Days until the coalition no longer decides",
    "phi_needed": "Share of root needed to control at the action",
    "phi_needed_opposed": "Share of root needed, all other root opposing",
    "pool_alpha": "Alpha in the attacked subnet's pool at the action",
    "pool_tao": "TAO in the attacked subnet's pool at the action",
    "false_alarms": "Honest subnets taken for bad ones",
    "crash_12h": "Deepest fall within 12 h of the action",
    "crash_48h": "Deepest fall within 48 h of the action",
    "floor_slack": "Fall within 12 h less the exit floor",
    "share_30d_after": "Share of prices a month after the action",
    "harm_60d_after": "Share of prices, summed over 60 days after the action",
    "restored": "No larger than an average subnet a month after the action",
    "tao_after": "TAO emitted to the attacked subnet after the action",
    "tao_taken": "TAO taken after the action, beyond the share of day 0",
    "stopped": "Stopped: a quarter of the baseline's share or less",
    "harm_after": "Share after the action over the baseline's",
    "attacker_return": "The attacker's return",
    "attack_cost": "Money that the attacker has spent",
    "attack_profit": "The attacker's profit",
    **{
        f"adopters_{k}": f"Return of the {word} fifth of buyers"
        for k, word in enumerate(("first", "second", "third", "fourth", "last"), 1)
    },
    "adopters_losing": "Part of the buyers' TAO that got back less",
    "holder_return": "Return of all who trade with cash of their own",
    "return_value": "Return of value stakers",
    "return_attention": "Return of attention stakers",
    "return_yield": "Return of yield chasers",
    "return_noise": "Return of noise traders",
    "return_momentum": "Return of momentum traders",
    "pay_sold_tao": "TAO a day for which pay was sold",
    "trader_inflow_tao": "TAO a day that traders brought",
    "others_price": "Price of a subnet that nobody attacks",
    "others_tao": "TAO a day to a subnet that nobody attacks",
    "others_price_change": "Prices of all other subnets against the baseline",
    "others_tao_change": "Emission to all other subnets against the baseline",
    "payout_over_spot": "Payout of dissolved subnets over their spot value",
    "attackers_peak_share": "Largest emission share of all attackers' subnets",
    "attackers_emission": "TAO emitted to all attackers' subnets",
    "attackers_in_top_7": "Attackers that reached rank 7 or better",
    "attackers_controlled": "Attackers acted on whose subnet the coalition controlled",
    "attackers_stopped": "Attackers acted on who were dissolved or halved later",
    "attackers_share_after": "Emission share of subnets acted on, a month after",
    "attackers_cost": "Money that all attackers have spent",
    "attackers_profit": "Profit of all attackers together",
    "turned_away": "Newcomers that were turned away",
    "emission_switches": "Subnets whose emission began or ceased, in 30 days",
    "gate_crossings": "Crossings of the gate's bar in 30 days",
    "misallocation_by_worth": "Emission misplaced, measured by worth",
    "misallocation_by_market": "Emission misplaced, measured by market value",
    "divergence_by_worth": "Divergence of emission from worth",
    "divergence_by_market": "Divergence of emission from market value",
    "price_sum_low": "Lowest sum of alpha prices",
    "price_sum_high": "Highest sum of alpha prices",
    "root_income": "What root earns a day on its stake",
    "root_dividend_share": "Root's share in dividends",
    "root_consensus_share": "Root's share in consensus",
    "unallocated_alpha": "Alpha outstanding that was credited to nobody",
    "event_overflows": "Attention events that were dropped",
    "formula_refused": "Times that the share formula gave no weight",
    "large_moves": "Ticks in which a price moved by more than a half",
    "tao_residual": "What does not add up in the TAO ledger",
    "alpha_residual": "What does not add up in the alpha ledger",
    "buyback_tao": "Revenue with which subnets bought their own alpha",
    "buyback_over_sales": "Buybacks over sales of pay",
    "revenue_auc": "Chance that who has revenue is emitted more",
    "revenue_concordance": "Chance that who has more revenue is emitted more",
    "moved_tao": "TAO a day that moved from subnet to subnet",
    "move_cost": "What a move of stake costs, part of it",
    "rest_after_1d": "Prices of all other subnets a day after the action",
    "cross_correlation": "Correlation of the daily returns of two subnets",
    "revenue_tao": "Revenue from outside, in all",
    "earner_tao_per_revenue": "TAO minted to earners over what they earned",
    "best_rank": "Best rank of the attacked subnet by market value",
    "best_emission_rank": "Best rank of the attacked subnet by emission",
    "share_held_7d": "Largest emission share that attackers held for a week",
    **{
        f"takeover_days_{k}": f"Days until attackers had held {k} % of emission for a week"
        for k in (5, 10, 20, 33, 50)
    },
    "reported_over_true": "Revenue that subnets report over what they have",
    "target_drawdown": "Deepest fall of the attacked subnet's price from a peak",
    **{
        f"peak_fall_days_{k}": f"Days from the attacked subnet's highest price to {k} % below it"
        for k in (50, 80, 95)
    },
    "action_holds": "The action halves the attacked subnet's share of prices for a month",
    "attack_at_risk": "Most money that the attacker had out at a time",
    "adopters_loss_gini": "How unevenly losses lie on adopters",
    "false_alarm_loss": "What holders of honest subnets lost to false alarms",
    "misallocation_by_revenue": "Emission misplaced, measured by revenue",
    "misallocation_by_even": "Emission misplaced, measured by even shares",
    "divergence_by_revenue": "Divergence of emission from revenue",
    "divergence_by_even": "Divergence of emission from even shares",
    "revenue_spearman": "Rank correlation of emission and revenue",
    "revenue_tau_b": "Kendall's tau b of emission and revenue",
    "earner_tao": "TAO minted to subnets that have revenue",
    "earner_price": "Mean price of subnets that have revenue",
    "earner_tao_change": "Emission to subnets that earn against the baseline",
    "earner_price_change": "Prices of subnets that earn against the baseline",
    "marginal_efficiency": "Revenue gained for each TAO more to those who earn",
    "root_dividend_by_emission": "Root's share in dividends, by emission",
    "net_sell_tao": "TAO a day of sales beyond what traders brought",
    "chain_buy_share": "Part of the chain's TAO that buys alpha",
    "holder_return_at_price": "Return of all who trade with cash of their own, at the price",
    "price_volatility": "Standard deviation of daily returns of all prices",
    "price_kurtosis": "Excess kurtosis of daily returns of all prices",
    "return_memory": "How far a day's return of a price tells the next",
    "volatility_memory": "How far the size of a day's return tells the next",
    "least_reserve": "Lowest reserve of any pool over the least allowed",
    "holder_return_realised": "Realised return of all who trade with cash of their own",
    "attack_realised": "What of the attacker's profit is realised",
    **{
        f"return_{cohort}_{what}": f"Return of {whom}, {words}"
        for what, words in (("at_price", "at the price"), ("realised", "realised"))
        for cohort, whom in (
            ("value", "value stakers"),
            ("attention", "attention stakers"),
            ("yield", "yield chasers"),
            ("noise", "noise traders"),
            ("momentum", "momentum traders"),
        )
    },
    "worth_spearman": "Rank correlation of emission and worth",
    "worth_tau_b": "Kendall's tau b of emission and worth",
    "honest_auc": "Chance that an honest subnet was handed more than an attacked one",
    "misallocation_in_all_by_revenue": "All emission misplaced, measured by all revenue",
    "misallocation_in_all_by_even": "All emission misplaced, measured by even shares",
    "target_spot_share": "The attacked subnet's share of prices",
    "target_ema_share": "The attacked subnet's share of emission",
    "target_rank": "The attacked subnet's rank",
    "fall_since_action": "Price over that at the action",
}


def clause(meaning):
    """The first part of a meaning that can stand alone."""
    text = shown_on_a_line(meaning)
    for mark in ("; ", ": ", " (", ", "):
        text = text.split(mark)[0]
    return text


def leans(words):
    return words.startswith(LEANS) or words.endswith(LEANING) or "_" in words


def title_of(name, meaning):
    """'Emission share of the ten largest subnets at the end'; the key where nothing shorter says
    it."""
    if name.endswith(SEEN) and (time := TITLES.get(name.removesuffix(SEEN))):
        return f"Seen: {time[0].lower()}{time[1:]}"
    words = TITLES.get(name) or clause(meaning)
    if not words or len(words) > LONGEST or leans(words):
        return name
    return words[0].upper() + words[1:]
