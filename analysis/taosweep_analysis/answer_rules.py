"""What each rule of the chain does to the emission share taken, in words that follow from paired ratios."""
from . import answer, intervals
from .results import arm_settings

WORDS = {"above": "raises", "below": "lowers", "inside": "leaves", "inconclusive": "inconclusive"}
NAMES = {"protocol.ema_alpha": "Weight of the price in the average", "protocol.ema_warmup_blocks": "Warm-up of that weight",
         "protocol.dividend_bug": "Dividend over-issue of the launch"}


def single_changes(results):
    """Arms that differ from the baseline in one setting: (number, key, baseline's value, value)."""
    baseline = arm_settings(results.arms[0])
    for number, label in enumerate(results.arms):
        changed = [(key, value) for key, value in arm_settings(label).items() if baseline.get(key) != value]
        if len(changed) == 1:
            key, value = changed[0]
            yield number, key, baseline.get(key), value


def ratio_of_arms(results, number, kind):
    """Paired ratio of the largest emission share, an arm over the baseline, on one kind of subnet."""
    upper, lower = (rows.loc[rows["attack.subnet"] == kind].set_index(["point", "replicate"]).peak_ema_share
                    for rows in (results.of_arm(number), results.of_arm(0)))
    return intervals.paired_ratio(upper, lower.reindex(upper.index))


def statements(results):
    """One statement for each rule that some arm changes alone."""
    said = []
    for number, key, before, after in single_changes(results):
        parts, verdicts = [], []
        for kind in sorted(results.economies["attack.subnet"].unique()):
            ratio = ratio_of_arms(results, number, kind)
            verdicts.append(WORDS[answer.ratio_side(ratio)])
            day = results.economies.loc[results.economies["attack.subnet"] == kind, "attack.day"].min()
            verb = {"leaves": "leaves the largest emission share as it is (within 5 %)",
                    "inconclusive": "is inconclusive for the largest emission share"}.get(
                        verdicts[-1], f"{verdicts[-1]} the largest emission share")
            parts.append(f"on {kind} subnets from day {day:g} it {verb}: x{intervals.number(ratio)}")
        said.append(answer.Statement(key, "/".join(verdicts),
                                     f"{NAMES.get(key, key)}, {after} in place of {before}: {'; '.join(parts)}."))
    return said
