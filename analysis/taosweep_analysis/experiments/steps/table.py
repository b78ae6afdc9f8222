"""The published table: settings with their cost and error, then every outcome that is defined."""

from . import paired, words

SETTINGS = (
    *("setting", "CPU [s] per economy", "of single blocks", "worst headline outcome", "off by"),
    *("in sd, at 95 % for all", "median size [sd]", "within", "open", "beyond", "intervals off 0"),
)
OUTCOMES = (
    *("outcome", "n", "bias (95 %)", "bias / sd (95 %)", "scatter / sd", "sd coarse / exact"),
    *("differ", "defined in one", "half-width / sd", "verdict"),
)


def setting_row(cost, exact_cpu):
    worst = cost.worst
    comparisons = len(cost.headlines)
    return (
        cost.setting.label,
        words.plain(cost.cpu, ".3f"),
        words.plain(cost.cpu / exact_cpu),
        worst.outcome if worst else "-",
        words.amount(worst) if worst else "-",
        words.relative(worst) if worst else "-",
        words.plain(cost.typical, ".3f"),
        f"{cost.count(paired.WITHIN, paired.EQUAL)} of {comparisons}",
        str(cost.unclear),
        str(cost.count(paired.BEYOND)),
        f"{cost.seen} of {len(cost.with_interval)}",
    )


def settings(steps, costs):
    exact = steps.exact
    row = (exact.setting.label, words.plain(exact.cpu_seconds, ".3f"), "1.00", *("-",) * 8)
    return words.markdown(
        [SETTINGS, row, *(setting_row(cost, exact.cpu_seconds) for cost in costs)]
    )


def outcome_row(d):
    return (
        d.outcome,
        str(d.n),
        words.bias(d),
        words.relative(d),
        words.plain(d.scatter / d.between if d.between > 0 else float("nan")),
        words.spread(d),
        str(d.differing),
        f"{d.only_exact} / {d.only_coarse}",
        words.plain(d.half / d.between if d.between > 0 else float("nan")),
        d.verdict,
    )


def outcomes(differences):
    return words.markdown([OUTCOMES, *map(outcome_row, differences)])


KEY = [
    "Columns: *bias* is the mean of the paired differences, coarse less exact, of shares in "
    "percentage points (interval of Agresti and Min), of outcomes on a logarithmic scale as the "
    "ratio of geometric means in %, of others in their unit (intervals of t, corrected for "
    "skewness after Hall). "
    "*sd* is the standard deviation between the exact economies, *scatter* that of the paired "
    "differences. *sd coarse / exact*: whether the spread is kept (jackknife). *differ*: pairs "
    "that are not equal; with fewer than "
    f"{paired.FEWEST_DIFFERING} of them a number gets no interval. *defined in one*: economies "
    "that have the outcome at exact / at coarse steps alone; they are in no difference. "
    "*half-width*: of the 95 % interval of a mean (or share) over a sweep of the size named above. "
    "*within*: the interval of the bias lies within the half-width on either side of 0; *beyond*: "
    "wholly outside; *open*: neither; *no spread*: exact economies are all equal in it. A wrong "
    "*within* or *beyond* happens in at most 2.5 % of comparisons, one by one."
]


def document(steps, costs, head):
    lines = [*head, "", *settings(steps, costs), "", *KEY]
    for cost in costs:
        lines += ["", f"## {cost.setting.label}"]
        for arm, cell, name in steps.exact.blocks():
            block = [d for d in cost.differences if d.block == (arm, cell)]
            lines += ["", f"### {name}", "", *outcomes(block)]
    return lines
