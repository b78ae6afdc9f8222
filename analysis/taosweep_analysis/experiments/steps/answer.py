"""What coarse steps cost, in sentences: the first is to be read first."""

import numpy

from . import order, paired, words


def place_of(steps, block):
    names = {(arm, cell): name for arm, cell, name in steps.exact.blocks()}
    return names[block]


def sentence(steps, cost, economies):
    """One setting in one sentence."""
    exact = steps.exact
    worst, count = cost.worst, len(cost.headlines)
    faster = exact.cpu_seconds / cost.cpu
    text = f"{cost.setting.label} against {exact.setting.label}"
    if numpy.isfinite(faster):
        text += f", {faster:.2g} times as fast"
    if worst is None:
        return f"{text}: no headline outcome has an interval."
    return (
        f"{text}: the headline outcome that is farthest off is {worst.outcome} "
        f"({place_of(steps, worst.block)}), by {words.amount(worst)} or {words.relative(worst)} of "
        "its standard deviation between economies, at 95 % for all of them together; the median is "
        f"{cost.typical:.3f}. Of {count} headline comparisons "
        f"{cost.count(paired.WITHIN, paired.EQUAL)} are shown to lie within the half-width of the "
        f"95 % interval of a mean over {economies} economies, {cost.count(paired.BEYOND)} beyond "
        f"it, {cost.unclear} neither. {cost.seen} of {len(cost.with_interval)} intervals do not "
        f"hold 0, where {0.05 * len(cost.with_interval):.1f} are to be expected of steps that cost "
        "nothing."
    )


def first(steps, costs, economies):
    """The sentence to read first: the cheapest setting that does no harm that is seen."""
    harmless = [c for c in costs if c.worst and not c.count(paired.BEYOND)]
    if not harmless and not all(c.count(paired.BEYOND) for c in costs):
        return "Of no setting it is shown what it does: no headline outcome has an interval."
    if not harmless:
        return (
            "Every setting puts some headline outcome off by more than the half-width of the 95 % "
            f"interval of a mean over {economies} economies."
        )
    cost = min(harmless, key=lambda c: c.cpu if c.cpu > 0 else -c.setting.step)
    left = cost.unclear
    puts = "is not shown to put any" if left else "puts no"
    return (
        f"The cheapest setting that {puts} headline outcome off by more than the half-width of the "
        f"95 % interval of a mean over {economies} economies is {cost.setting.label}: "
        + (f"{left} of its {len(cost.headlines)} headline comparisons stay open, " if left else "")
        + f"the largest bias is {words.amount(cost.worst)} ({cost.worst.outcome}), "
        f"{abs(cost.worst.relative.value):.2f} of the standard deviation between economies."
    )


def shared(steps):
    """What pairs have in common, and what not."""
    same = [s.setting.label for s in steps.coarse if s.setting.looks == steps.exact.setting.looks]
    lines = [
        "Pairs share their point, the state at the launch and all draws of days. Attention events "
        "are drawn at each look of the cohorts at the market: shared where looks come as often as "
        f"in the exact file ({'; '.join(same) or 'none'}), else drawn anew."
    ]
    if steps.exact.order_flow:
        lines.append(
            "The order flow of noise traders is drawn step by step and keyed by the length of the "
            "step, so that pairs share it only in windows of equal steps: most of the scatter of "
            "pairs is another draw of it, not an error, and the bias is seen through it."
        )
    else:
        lines.append("Noise traders' order flow is off: the scatter of pairs is the step's own.")
    return lines


def convergence(steps, costs):
    """Orders, where they can be seen; an error among draws that are not shared has none."""
    if steps.exact.order_flow:
        return []
    settings = [cost.setting for cost in costs]
    found = order.orders(steps.exact.setting, settings, [cost.differences for cost in costs])
    return [
        f"From {settings[longer].step:g} to {settings[shorter].step:g} blocks the root mean square "
        f"of the differences falls with order {middle:.2f} (median over {count} outcomes and "
        f"cells; quartiles {low:.2f} to {high:.2f}; 1: half the step, half the error)."
        for longer, shorter, (low, middle, high), count in found
    ]


def definedness(costs):
    """Where an outcome is defined at one length of a step alone."""
    lines = []
    for cost in costs:
        changed = [d for d in cost.differences if d.only_exact or d.only_coarse]
        if changed:
            worst = max(changed, key=lambda d: d.only_exact + d.only_coarse)
            lines.append(
                f"{cost.setting.label}: {len(changed)} of {len(cost.differences)} comparisons have "
                "economies in which the outcome is defined at one length of a step alone, most "
                f"{worst.outcome} ({worst.only_exact} at exact steps, {worst.only_coarse} at "
                f"coarse ones, {worst.n} at both)."
            )
    return lines


def provenance(steps, economies):
    exact = steps.exact
    with exact.open() as file:
        attributes = dict(file.attrs)
        run = dict(file["run"].attrs)
    failed = [int((s.economies.status != 0).sum()) for s in (exact, *steps.coarse)]
    pairs = len(exact.of_arm(0)) // exact.economies.cell.nunique()
    seed, model = attributes.get("seed", "?"), attributes.get("model_version", "?")
    return [
        f"{pairs} pairs in each cell and arm, {len(exact.economies)} economies at each setting, "
        f"failed: {', '.join(map(str, failed))}; half-widths are those of {economies} economies; "
        f"seed {seed}, model version {model}, commit {run.get('git_commit', '?')}, "
        f"{run.get('isa', '?')}.",
        f"Hypothesis as registered before the run: {exact.attributes['hypothesis']}",
    ]


def lines(steps, costs, economies):
    return [
        steps.exact.attributes["title"],
        "",
        first(steps, costs, economies),
        "",
        *(sentence(steps, cost, economies) for cost in reversed(costs)),
        "",
        *shared(steps),
        *convergence(steps, costs),
        *definedness(costs),
        "",
        *provenance(steps, economies),
    ]
