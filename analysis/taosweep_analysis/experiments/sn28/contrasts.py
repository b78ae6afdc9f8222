"""What the config registered beforehand in [contrasts], and what came of it."""

import re

from ...estimate import intervals
from ...problem import FileProblem

FORM = re.compile(r"(\w+): (.+) - (.+) (>|<|within) (\S+)")


def registered(results):
    """[(name, outcome, upper arm, lower arm, aim, margin)] of the config."""
    found = []
    for key, text in results.config.items():
        if not key.startswith("contrasts."):
            continue
        parts = FORM.fullmatch(text)
        if not parts or not {parts[2], parts[3]} <= set(results.arms):
            raise FileProblem(f"{results.path}: the contrast '{text}' is not understood")
        outcome, upper, lower, aim, margin = parts.groups()
        arms = results.arms.index(upper), results.arms.index(lower)
        found.append((key.removeprefix("contrasts."), outcome, *arms, aim, float(margin)))
    return found


def difference(results, outcome, upper, lower, confidence):
    """Paired difference of two arms, of flags by Agresti and Min, else by Student's t."""
    key = ["point", "replicate"]
    first, second = (results.of_arm(arm).set_index(key)[outcome] for arm in (upper, lower))
    if first.dropna().isin([0, 1]).all() and second.dropna().isin([0, 1]).all():
        return intervals.paired_share(first, second.reindex(first.index), confidence)
    return intervals.paired_mean(first - second, confidence)


def verdict(estimate, aim, margin):
    """confirmed, falsified or inconclusive: where the whole interval lies against the margin."""
    low, high = (-margin, margin) if aim == "within" else (margin, margin)
    place = intervals.side(estimate, low, high)
    if aim == "within":
        return {"inside": "confirmed", "inconclusive": "inconclusive"}.get(place, "falsified")
    right, wrong = ("above", "below") if aim == ">" else ("below", "above")
    return {right: "confirmed", wrong: "falsified"}.get(place, "inconclusive")


def decided(results):
    """[(contrast, estimate, verdict)], all of them right together with 95 % (Bonferroni)."""
    found = []
    all_of_them = registered(results)
    for contrast in all_of_them:
        _, outcome, upper, lower, aim, margin = contrast
        confidence = 1 - 0.05 / len(all_of_them)
        estimate = difference(results, outcome, upper, lower, confidence)
        found.append((contrast, estimate, verdict(estimate, aim, margin)))
    return found


def undecided(results, *outcomes):
    """Names of the registered contrasts in these outcomes of which it is open whether they hold: no
    headline may say more than they do."""
    return [
        contrast[0]
        for contrast, _, word in decided(results)
        if contrast[1] in outcomes and word == "inconclusive"
    ]


def lines(results):
    """The registered contrasts in words."""
    all_of_them = decided(results)
    if not all_of_them:
        return ["Registered contrasts: none, this file's config has no [contrasts]."]
    said = [
        "Registered contrasts, all right together with 95 % (Bonferroni; `taosweep compare` steps "
        "down by Holm, with intervals of its own):"
    ]
    for (name, outcome, upper, lower, aim, margin), estimate, word in all_of_them:
        said.append(
            f"  {name}: {word}; {outcome}, {results.arms[upper]} less {results.arms[lower]}, {aim} "
            f"{margin:g}: {intervals.number(estimate, 3)}"
        )
    return said + ["All that follows is descriptive: each interval holds by itself."]
