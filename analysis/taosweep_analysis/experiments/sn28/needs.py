"""What a file must hold for the answer and the figures, checked before anything is drawn or
written: by what is there, not by its title."""

import numpy

from ...problem import FileProblem
from .answer_rules import AS_THE_CHAIN, DIVIDENDS, EMA, WARM

AXES = ("attack.day", "attack.subnet")
DRAWN = (
    "foundation.coalition_share",
    "foundation.abstain_share",
    "validators.alpha_staked",
)
NUMBERS = ("protocol.kappa", "protocol.tao_weight", "network.root_tao", "attack.netuid")
ARMS = {
    "in which nobody acts (foundation.acts=no)": {"foundation.acts": "no"},
    "in which consensus acts alone (foundation.acts=yes, attack.exit_on_action=no)": {
        "foundation.acts": "yes",
        "attack.exit_on_action": "no",
    },
    "in which the attacker leaves too (foundation.acts=yes, attack.exit_on_action=yes)": {
        "foundation.acts": "yes",
        "attack.exit_on_action": "yes",
    },
}
HARM = ("takeover_spot_10", "takeover_ema_2", "rank_le_7", "price_rank_at_12")
AT_ACTION = (
    *("action_day", "root_controls", "phi_needed", "phi_needed_opposed", "root_stake"),
    *("held_alpha", "pool_alpha", "pool_tao", "floor_ratio"),
)
AFTER = (
    *("crash_12h", "floor_slack", "share_30d_after"),
    *("crash_hours_50", "crash_hours_50_observed", "crash_hours_90", "crash_hours_90_observed"),
)
AGAINST_BASELINE = ("stopped", "harm_after")
SERIES = (
    *("target_price", "fall_since_action"),
    *("root_dividend_share", "root_consensus_share", "root_stake"),
)
RULES = (EMA, WARM, DIVIDENDS)
RULES_OUTCOMES = ("peak_ema_share", "takeover_ema_2", "takeover_ema_5")


def is_number(text):
    try:
        return bool(numpy.isfinite(float(text)))
    except (TypeError, ValueError):
        return False


def lacking_axes(results, listed, drawn=()):
    lacking = [f"the listed axis {key} in [vary]" for key in listed if key not in results.varied]
    lacking += [
        f"{key} as a listed axis, not a drawn one" for key in listed if key in results.sampled
    ]
    return lacking + [f"draws of {key} in [vary]" for key in drawn if key not in results.sampled]


def lacking_arms(results):
    lacking = []
    for words, wanted in ARMS.items():
        count = sum(wanted.items() <= {**results.config, **own}.items() for own in results.settings)
        if count != 1:
            lacking.append(f"{'an' if count == 0 else 'exactly one'} arm {words}")
    return lacking


def lacking_numbers(results):
    return [
        f"one value of {key} for all economies"
        for key in NUMBERS
        if not is_number(results.config.get(key))
    ]


def lacking_series(results):
    with results.open() as file:
        return [f"/series_all/{name}" for name in SERIES if name not in file["series_all"]]


def lacking_outcomes(results, names):
    return [f"/outcomes/{name}" for name in names if name not in results.outcomes]


def lacking_cells(results):
    days = {kind: set(results.start_days(kind)) for kind in ("existing", "fresh")}
    lacking = [] if 0 in days["existing"] else ["a start on day 0 on an existing subnet"]
    if len(days["existing"] & days["fresh"]) < 2:
        lacking.append("two start days that existing and fresh subnets share")
    return lacking


def undefined(results, arms, names):
    """Outcomes that no economy of an arm has: there is nothing to draw."""
    lacking = []
    for arm in arms:
        rows = results.of_arm(arm)
        lacking += [
            f"an economy of the arm '{results.arms[arm]}' in which {name} is defined"
            for name in names
            if not rows[name].notna().any()
        ]
    return lacking


def refuse(results, what, lacking, config, hint):
    """FileProblem that names what is lacking, the first three by name."""
    if not lacking:
        return
    more = f", and {len(lacking) - 3} more" if len(lacking) > 3 else ""
    raise FileProblem(
        f"{results.path}: {what} needs a sweep such as {config} describes, and this file lacks "
        f"{'; '.join(lacking[:3])}{more}; {hint}"
    )


HINT = "'taosweep-analysis facts FILE' shows any file"


def check_sweep(results):
    """FileProblem where the file is not a sweep that `sn28` can answer from."""
    outcomes = HARM + AT_ACTION + AFTER + AGAINST_BASELINE
    what = "sn28", "configs/sn28.ini"
    lacking = lacking_axes(results, AXES, DRAWN) + lacking_arms(results) + lacking_numbers(results)
    lacking += lacking_outcomes(results, outcomes) + lacking_series(results)
    refuse(results, what[0], lacking, what[1], HINT)
    refuse(results, what[0], lacking_cells(results), what[1], HINT)
    acting = [results.alone, results.leaves]
    lacking = undefined(results, [results.idle, *acting], HARM + AT_ACTION + AFTER)
    lacking += undefined(results, acting, AGAINST_BASELINE)
    hint = "time.days may be too short for what it measures, or every economy failed; " + HINT
    refuse(results, what[0], lacking, what[1], hint)


def check_rules(results):
    """FileProblem where the file is not a sweep that shows what each rule does."""
    what = "--rules", "configs/sn28_rules.ini"
    lacking = lacking_axes(results, AXES)
    if any(key not in own for own in results.settings for key in RULES):
        lacking.append(f"arms that each set {', '.join(RULES)}")
    lacking += lacking_outcomes(results, RULES_OUTCOMES)
    refuse(results, what[0], lacking, what[1], HINT)
    kinds = [k for k in ("existing", "fresh") if not results.start_days(k)]
    lacking = [f"a start on {kind} subnets" for kind in kinds]
    if not any(own[DIVIDENDS] == AS_THE_CHAIN for own in results.settings):
        lacking.append(f"an arm with {DIVIDENDS}={AS_THE_CHAIN}")
    if len(results.settings) < 2:
        lacking.append("a second arm to compare with the first")
    lacking += undefined(results, range(len(results.arms)), RULES_OUTCOMES)
    refuse(results, what[0], lacking, what[1], HINT)
