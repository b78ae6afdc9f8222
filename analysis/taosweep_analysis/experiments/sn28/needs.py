"""What a file must hold for the answer and the figures, checked before anything is drawn or
written: by what is there, not by its title."""

import numpy

from ...problem import FileProblem
from .compared_rules import AS_THE_CHAIN, DIVIDENDS, EMA, WARM

AXES = ("attack.day", "attack.subnet")
DRAWN = (
    "foundation.abstain_share",
    "validators.alpha_staked",
    "yield.naivety",
    "attack.holder_pay",
    "attack.participation",
)
NUMBERS = (
    *("protocol.kappa", "protocol.tao_weight", "network.root_tao", "attack.netuid"),
    "foundation.coalition_share",
)
# Answer of an arm -> (foundation.acts, attack.exit_on_action); who does not act is not left either.
ANSWERS = {
    "no action": ("no", "no"),
    "consensus alone": ("yes", "no"),
    "attacker leaves too": ("yes", "yes"),
}
HARM = ("price_rank_at_12",)
AT_ACTION = (
    *("action_day", "root_controls", "phi_needed", "phi_needed_opposed", "root_stake"),
    *("held_alpha", "pool_alpha", "pool_tao", "floor_ratio"),
)
AFTER = (
    *("crash_12h", "share_30d_after", "harm_60d_after", "restored", "tao_after", "tao_taken"),
    *("crash_hours_50", "crash_hours_50_observed", "crash_hours_90", "crash_hours_90_observed"),
)
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


def starts_of_arms(results):
    """Of each arm (day of the start, kind of subnet, answer); None where it has none of them."""
    found = []
    for own in results.settings:
        has = {**results.config, **own}
        answers = {value: name for name, value in ANSWERS.items()}
        answer = answers.get((has.get("foundation.acts"), has.get("attack.exit_on_action")))
        day = has.get("attack.day")
        known = answer and is_number(day) and has.get("attack.subnet")
        found.append((float(day), has["attack.subnet"], answer) if known else (None, None, None))
    return found


def article(word):
    return "an" if word[0] in "aeiou" else "a"


def lacking_arms(results):
    starts = starts_of_arms(results)
    lacking = [
        f"an arm of day 0 on an existing subnet in which {words}"
        for words, answer in (
            ("nobody acts (foundation.acts=no)", "no action"),
            ("consensus acts alone (foundation.acts=yes, attack.exit_on_action=no)",
             "consensus alone"),
            ("the attacker leaves too (foundation.acts=yes, attack.exit_on_action=yes)",
             "attacker leaves too"),
        )
        if (0.0, "existing", answer) not in starts
    ]
    lacking += [
        f"a single arm of day {day:g} on {article(kind)} {kind} subnet with {answer} (it has "
        f"{starts.count((day, kind, answer))})"
        for day, kind, answer in sorted({start for start in starts if start[0] is not None})
        if starts.count((day, kind, answer)) > 1
    ]
    acting = [start for start in starts if start[2] == "consensus alone"]
    if sum(kind == "fresh" for _, kind, _ in acting) < 2:
        lacking.append("two starts on fresh subnets with consensus alone")
    if sum(kind == "existing" for _, kind, _ in acting) < 2:
        lacking.append("a second start on existing subnets with consensus alone")
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


def check_arms(results):
    """FileProblem where the arms are not those of starts and answers."""
    refuse(results, "sn28", lacking_arms(results), "configs/sn28.ini", HINT)


def check_sweep(results):
    """FileProblem where the file is not a sweep that `sn28` can answer from."""
    outcomes = HARM + AT_ACTION + AFTER
    lacking = lacking_axes(results, (), DRAWN) + lacking_numbers(results)
    lacking += lacking_outcomes(results, outcomes) + lacking_series(results)
    refuse(results, "sn28", lacking, "configs/sn28.ini", HINT)
    own = [
        number
        for number, (day, kind, _) in enumerate(starts_of_arms(results))
        if (day, kind) == (0.0, "existing")
    ]
    hint = "time.days may be too short for what it measures, or every economy failed; " + HINT
    refuse(results, "sn28", undefined(results, own, outcomes), "configs/sn28.ini", hint)


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
