"""What each rule of the chain does to the emission share taken, in words that follow from paired
differences, and the verdict on the hypothesis of configs/sn28_rules.ini as it was registered."""

import numpy

from ...estimate import intervals
from . import answer
from .compared_rules import AS_THE_CHAIN, DIVIDENDS, EMA, WARM

WORDS = {
    "above": "raises it",
    "below": "lowers it",
    "inside": "leaves it (within 5 %)",
    "inconclusive": "inconclusive",
}
NAMES = {
    EMA: "Weight of the price in the average",
    WARM: "Warm-up of that weight",
    DIVIDENDS: "Dividend over-issue of the launch",
}
# The registered hypothesis: rule, its value in question, kinds of subnets, sign of its effect on
# the share of emission taken, and words.
REGISTERED = (
    (EMA, "other", ("existing", "fresh"), 1, "a faster price average raises it"),
    (WARM, "other", ("fresh",), -1, "the warm-up lowers it on a fresh subnet"),
    (DIVIDENDS, AS_THE_CHAIN, ("existing",), -1, "the over-issue lowers it at launch"),
)


def text_of(key, value):
    if key == WARM:
        return "warm-up" if float(value) > 0 else "no warm-up"
    if key == DIVIDENDS:
        return "over-issue " + plain(key, value)
    return f"{float(value):.0e}".replace("e-0", "e-")


def word(ratio):
    """What a ratio says of the emission share; where it is open against the 5 %, the sign that is
    not."""
    side = answer.ratio_side(ratio)
    if side == "inconclusive" and (ratio.low > 1 or ratio.high < 1):
        return f"inconclusive ({'raises' if ratio.low > 1 else 'lowers'} it, perhaps by under 5 %)"
    return WORDS[side]


def plain(key, value):
    """The same beside the rule's name, which says what is on or off."""
    if key == WARM:
        return "on" if float(value) > 0 else "off"
    if key == DIVIDENDS:
        return "on" if value == AS_THE_CHAIN else "off"
    return text_of(key, value)


def number_of(results, settings):
    """The arm with exactly these settings, or None."""
    return results.settings.index(settings) if settings in results.settings else None


def other_value(results, key):
    """The value of a rule that the baseline does not have; None where it is not compared."""
    base = results.settings[0][key]
    return next((own[key] for own in results.settings if own[key] != base), None)


def peaks(results, number, kind):
    """Largest emission share of each economy on one kind of subnet."""
    rows = results.of_arm(number)
    rows = rows[rows["attack.subnet"] == kind]
    return rows.set_index(["point", "replicate"]).peak_ema_share


def ratio_of_arms(results, upper, lower, kind):
    """Paired ratio of the largest emission share, arm over arm, on one kind of subnet."""
    below = peaks(results, lower, kind)
    return intervals.paired_ratio(peaks(results, upper, kind).reindex(below.index), below)


def interaction(results, pairs, kind):
    """How the ratio of one pair of arms differs from that of another: (a/b)/(c/d), paired."""
    (a, b), (c, d) = pairs
    x = [peaks(results, number, kind) for number in (a, b, c, d)]
    return intervals.paired_ratio(
        x[0] * x[3].reindex(x[0].index), (x[1] * x[2]).reindex(x[0].index)
    )


def contexts(results, key):
    """Pairs of arms (changed, unchanged) that differ in one rule alone: at the baseline, then with
    one other rule changed -> (words, pair)."""
    base, value = results.settings[0], other_value(results, key)
    found = []
    for other in [None] + [name for name in base if name != key]:
        start = dict(base) if other is None else {**base, other: other_value(results, other)}
        pair = number_of(results, {**start, key: value}), number_of(results, start)
        if None not in pair:
            found.append(("" if other is None else f"with {text_of(other, start[other])} ", pair))
    return found


def kinds_of(results):
    return sorted(results.economies["attack.subnet"].unique())


def start_day(results, kind):
    return results.start_days(kind)[0]


def rule(results, key):
    """What one rule does, at the baseline of the others and where they are otherwise if that
    differs."""
    base, value = results.settings[0][key], other_value(results, key)
    found = contexts(results, key)
    verdicts, parts = [], []
    for kind in kinds_of(results):
        said = []
        for words, pair in found:
            ratio = ratio_of_arms(results, *pair, kind)
            verdict = word(ratio)
            if not words:
                verdicts.append(verdict.split()[0])
            else:
                change = answer.ratio_side(interaction(results, (pair, found[0][1]), kind))
                if verdict.split()[0] == verdicts[-1] and change in ("inside", "inconclusive"):
                    continue
            said.append(f"{words}{intervals.times(ratio)}, {verdict}")
        parts.append(f"on {kind} subnets from day {start_day(results, kind):g} {'; '.join(said)}")
    return answer.Statement(
        key,
        "/".join(verdicts),
        f"{NAMES.get(key, key)}, {plain(key, value)} in place of {plain(key, base)}, on the "
        f"largest emission share: {'. '.join(p[0].upper() + p[1:] for p in parts)}.",
    )


def dated(results):
    """The average that mainnet had from March 2025 against the launch; None where not compared."""
    changed = {
        **results.settings[0],
        EMA: other_value(results, EMA),
        WARM: other_value(results, WARM),
    }
    number = number_of(results, changed)
    if number is None:
        return None
    parts, verdicts = [], []
    for kind in kinds_of(results):
        ratio = ratio_of_arms(results, number, 0, kind)
        verdicts.append(word(ratio))
        parts.append(f"{kind} {intervals.times(ratio)}, {verdicts[-1]}")
    return answer.Statement(
        "dated",
        "/".join(verdict.split()[0] for verdict in verdicts),
        f"Both as mainnet had them from March 2025 ({text_of(EMA, changed[EMA])} with warm-up) "
        f"over the launch's rules: {'; '.join(parts)}.",
    )


def registered(results):
    """The hypothesis as registered: falsified for a rule whose paired difference has the other
    sign or an interval that holds 0."""
    parts, verdicts = [], []
    for key, value, kinds, sign, words in REGISTERED:
        base, other = results.settings[0], other_value(results, key)
        changed = number_of(results, {**base, key: other})
        if changed is None:
            continue
        upper, lower = (0, changed) if value == base[key] else (changed, 0)
        for kind in kinds:
            below = peaks(results, lower, kind)
            change = intervals.paired_mean(peaks(results, upper, kind).reindex(below.index) - below)
            holds = sign * change.low > 0 and sign * change.high > 0
            told = "stands" if holds else "falsified" if numpy.isfinite(change.low) else "open"
            verdicts.append(told)
            on = f", {kind}" if len(kinds) > 1 else ""
            parts.append(
                f"{words}{on}: {told}, "
                f"{intervals.number(change.scaled(100))}"
            )
    verdict = next((word for word in ("falsified", "open") if word in verdicts), "stands")
    return answer.Statement(
        "registered hypothesis",
        verdict,
        f"Hypothesis on the rules as registered: {verdict} (paired difference of the largest "
        "emission share in percentage points, other rules as at the launch): "
        f"{'; '.join(parts)}.",
    )


def statements(results):
    """One statement for each rule that some arm changes alone, the dated rules, the hypothesis."""
    said = [
        rule(results, key)
        for key in results.settings[0]
        if other_value(results, key) is not None and contexts(results, key)
    ]
    return said + [s for s in (dated(results),) if s] + [registered(results)]
