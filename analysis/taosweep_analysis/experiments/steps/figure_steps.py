"""Biases of headline outcomes in standard deviations between economies, setting by setting, and
cost beside error."""

import numpy

from ...draw import style
from .sweep import HEADLINES

COLOURS = (style.BLUE, style.ORANGE, style.GREEN, style.PINK, style.SKY, style.RED, style.BLACK)
MARKERS = ("o", "s", "^", "D", "v", "P", "X", "*", "<", ">")
PANELS = 2  # of biases
COLUMNS = 3  # of the legend


def chosen_blocks(steps, costs):
    """Those with most headline outcomes, the last of them where several have as many."""
    blocks = steps.exact.blocks()

    def defined(block):
        return len({d.outcome for d in costs[0].headlines if d.block == block[:2]})

    ranked = sorted(range(len(blocks)), key=lambda i: (-defined(blocks[i]), -i))
    return [blocks[i] for i in sorted(ranked[:PANELS])]


def look_of(number):
    return COLOURS[number % len(COLOURS)], MARKERS[number % len(MARKERS)]


def bias_panel(axes, costs, block, economies):
    """A row for each headline outcome, a mark for each setting."""
    arm, cell, name = block
    rows = [
        outcome
        for outcome in HEADLINES
        if any(d.outcome == outcome and d.block == (arm, cell) for d in costs[0].headlines)
    ]
    for number, cost in enumerate(costs):
        colour, marker = look_of(number)
        own = {d.outcome: d for d in cost.with_interval if d.block == (arm, cell)}
        shown = [i for i, outcome in enumerate(rows) if outcome in own]
        found = [own[rows[i]].relative for i in shown]
        value = numpy.array([e.value for e in found])
        low = numpy.array([e.low for e in found])
        high = numpy.array([e.high for e in found])
        axes.errorbar(
            value,
            numpy.array(shown) + 0.75 * ((number + 0.5) / len(costs) - 0.5),
            xerr=[(value - low).clip(0), (high - value).clip(0)],
            color=colour,
            marker=marker,
            markersize=4,
            linestyle="",
            elinewidth=1,
            label=f"{cost.setting.label} (n = {max((e.n for e in found), default=0)})",
        )
    half = 1.96 / numpy.sqrt(economies)
    axes.axvspan(
        -half, half, color="0.5", alpha=0.18, linewidth=0, label=f"mean of {economies} economies"
    )
    axes.axvline(0, color="0.3", linewidth=0.8)
    axes.set_yticks(range(len(rows)), rows, fontsize=8)
    axes.set_ylim(len(rows) - 0.5, -0.5)
    style.label(axes, name.replace("; ", "\n"), "bias / sd between economies [1]", "")
    axes.title.set_fontsize(8.5)


def cost_panel(axes, steps, costs, economies):
    for number, cost in enumerate(costs):
        colour, marker = look_of(number)
        worst = cost.worst
        if worst is None or not cost.cpu > 0:
            continue
        size = worst.size
        axes.errorbar(
            [cost.cpu],
            [size.value],
            yerr=[[size.value - size.low], [size.high - size.value]],
            color=colour,
            marker=marker,
            markersize=6,
            linestyle="",
        )
    if steps.exact.cpu_seconds > 0:
        axes.axvline(
            steps.exact.cpu_seconds,
            color="0.3",
            linewidth=0.8,
            linestyle="--",
            label=steps.exact.setting.label,
        )
    axes.axhspan(0, 1.96 / numpy.sqrt(economies), color="0.5", alpha=0.18, linewidth=0)
    axes.set_xscale("log")
    axes.set_ylim(0)
    style.label(
        axes,
        "Cost and worst error\n(95 % for all together)",
        "CPU time per economy [s]",
        "largest bias / sd between economies [1]",
    )


def draw(steps, costs, economies):
    """-> (figure, lines of text)"""
    blocks = chosen_blocks(steps, costs)
    figure, axes = style.figure(len(blocks) + 1, height=7.5)
    for panel, block in zip(axes[0], blocks):
        bias_panel(panel, costs, block, economies)
    cost_panel(axes[0, -1], steps, costs, economies)
    entries = [panel.get_legend_handles_labels() for panel in (axes[0, 0], axes[0, -1])]
    handles, labels = (sum(parts, []) for parts in zip(*entries))
    lines = -(-len(labels) // COLUMNS)
    figure.get_layout_engine().set(rect=(0, 0.03 + 0.022 * lines, 1, 0.97 - 0.022 * lines))
    figure.legend(
        handles, labels, loc="lower center", ncols=COLUMNS, fontsize=7.6
    ).set_in_layout(False)
    return figure, describe(costs, blocks, economies)


def describe(costs, blocks, economies):
    lines = [
        "bias of headline outcomes in standard deviations between economies, with 95 % intervals; "
        f"the band is the half-width of the interval of a mean over {economies} economies, "
        f"{1.96 / numpy.sqrt(economies):.3f}; an outcome without an interval is not drawn"
    ]
    for cost in costs:
        worst = cost.worst
        lines.append(
            f"{cost.setting.label}: {cost.cpu:.4g} s of CPU per economy"
            + (
                f"; largest bias {worst.size.value:.3f} ({worst.outcome}; {worst.size.low:.3f} to "
                f"{worst.size.high:.3f} for all together)"
                if worst
                else ""
            )
        )
        for arm, cell, name in blocks:
            lines.append(f"  {name}")
            lines += [
                f"    {d.outcome}: {d.relative.value:+.4f} ({d.relative.low:+.4f} to "
                f"{d.relative.high:+.4f}), n = {d.n}"
                for d in cost.with_interval
                if d.block == (arm, cell)
            ]
    return lines
