"""What a page does not show."""

from .numbers import count
from .summary import registered


def limits(sweep, compared):
    data, config = sweep.results, sweep.results.config
    lines = [
        "Intervals are sampling error of this model. That the model, its rates and the ranges "
        "that it was given are right, no interval here says.",
        "Cohorts are aggregates with fitted and assumed rates, not observed accounts.",
    ]
    if data.sampled:
        lines.append(
            f"What was drawn ({count(len(data.sampled), 'parameter')}) follows assumed ranges: "
            "with others the same numbers may come out otherwise."
        )
    if not data.varied and len(sweep.arms) == 1:
        lines.append("Nothing was varied: how much the answer leans on one value is not known.")
    if data.replicates == 1 and data.sampled:
        lines.append(
            "One replicate a point: how much of the spread is chance and how much is what was "
            "drawn is not known."
        )
    if len(data.economies) < 8 * len(sweep.arms):
        lines.append("Fewer than 8 economies an arm: no interval can be trusted to say much.")
    if compared.differences:
        lines.append(
            "Differences that were not registered are descriptive: each interval holds by itself, "
            "and of twenty about one misses."
        )
    if registered(sweep) and not compared.verdicts:
        lines.append(f"No verdict on what was registered: {compared.lacking}.")
    if len(sweep.cells) > 1:
        lines.append(
            f"Differences are pooled over {count(len(sweep.cells), 'cell')} that somebody chose, "
            "and depend on that choice; maps give each cell with its interval."
        )
    step = config.get("time.step_blocks", "")
    if step not in ("", "1"):
        lines.append(
            f"Economies ran in steps of {step} blocks, not of one: docs/steps.md says what that "
            "costs in each outcome."
        )
    return lines
