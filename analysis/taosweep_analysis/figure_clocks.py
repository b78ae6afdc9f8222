"""Three clocks read off separately: the subnet's age (control), the calendar (harm), the price average (speed)."""
import numpy

from . import closed_form, intervals, record, style

KINDS = (("existing", style.EXISTING, "o"), ("fresh", style.FRESH, "s"))
HARMS = (("takeover_ema_2", "-", "emission >= 2 %"), ("takeover_spot_10", "--", "price >= 10 %"),
         ("rank_le_7", ":", "rank <= 7 on day 12"))


def draw(results, rules=None):
    """-> (figure, lines of text). rules: results of sn28_rules.ini, or None; then its panel says so."""
    figure, axes = style.figure(3, rows=2, height=10)
    lines = ["Each share and median with its 95 % interval; n = economies of one cell."]
    lines += draw_contour(axes[0, 0], results)
    lines += draw_needed(axes[0, 1], results)
    lines += draw_control(axes[0, 2], results)
    lines += draw_harm(axes[1, 0], results)
    lines += draw_left_over(axes[1, 1], results)
    if rules is None:
        axes[1, 2].set_axis_off()
        axes[1, 2].text(0.5, 0.5, "price average: needs the file of\nsn28_rules.ini (--rules)", ha="center")
        lines.append("price average: not drawn, no file of sn28_rules.ini was given")
    else:
        lines += draw_rules(axes[1, 2], rules)
    return figure, lines


def draw_contour(axes, results):
    """Control against coalition share and alpha staked to validators at the action."""
    rows = results.of_arm(results.arm(foundation_acts="yes"))
    rows = rows[rows.root_controls.notna()]
    weight = closed_form.root_weight(results.config)
    alpha = rows.held_alpha * rows["validators.alpha_staked"]
    for value, colour, marker, name in ((1, style.CONTROLS, "o", "controls"), (0, style.LACKS, "x", "does not")):
        some = rows.root_controls == value
        axes.plot(alpha[some] / weight, rows["foundation.coalition_share"][some], marker, color=colour, markersize=3.2,
                  alpha=0.6, linestyle="", label=f"{name} (n = {some.sum()})")
    a = numpy.linspace(0, 3, 200)
    for abstain, style_of_line in ((0, "-"), (1, "--")):
        axes.plot(a, closed_form.phi_needed(closed_form.kappa(results.config), a, abstain), style_of_line,
                  color=style.BLACK, linewidth=1.3, label="rest of root " + ("abstains" if abstain else "opposes"))
    axes.set_xlim(0, 2.2)
    axes.set_ylim(0.25, 1.2)
    style.label(axes, "Control: draws, closed form", "alpha staked over root's weight [1]",
                "coalition share of root [1]")
    style.legend_below(axes)
    needed = closed_form.phi_needed(closed_form.kappa(results.config), alpha / weight,
                                    rows["foundation.abstain_share"])
    other = ((rows["foundation.coalition_share"] >= needed) != (rows.root_controls == 1)).sum()
    return [f"control: {other} of {len(rows)} economies lie on the other side of the closed-form contour "
            "phi = [kappa (1 - q) + kappa a]/(1 - kappa q) at their own abstention q"]


def rows_of(results, arm, day, kind):
    rows = results.of_arm(arm)
    return rows[(rows["attack.day"] == day) & (rows["attack.subnet"] == kind)]


def cells(results, arm):
    """For existing and fresh subnets: (kind, colour, marker, start days, rows of each day)."""
    for kind, colour, marker in KINDS:
        days = sorted(results.economies.loc[results.economies["attack.subnet"] == kind, "attack.day"].unique())
        yield kind, colour, marker, days, [rows_of(results, arm, day, kind) for day in days]


# Coalitions of the largest validators that the figure marks.
COALITIONS = (1, 3, 8)


def draw_needed(axes, results):
    lines = []
    for kind, colour, marker, days, rows in cells(results, results.arm(foundation_acts="yes")):
        opposed = [intervals.median(part.phi_needed_opposed) for part in rows]
        drawn = [intervals.median(part.phi_needed) for part in rows]
        spread = [part.phi_needed_opposed.quantile([0.1, 0.9]).to_numpy() for part in rows]
        axes.fill_between(days, *zip(*spread), color=colour, alpha=0.18, linewidth=0)
        style.bars(axes, days, opposed, colour, marker, f"{kind}: rest opposes")
        axes.plot(days, [e.value for e in drawn], "--", color=colour, linewidth=1.2, label=f"{kind}: rest as drawn")
        for day, worst, usual in zip(days, opposed, drawn):
            lines.append(f"share of root needed, {kind}, day {day:g}: {intervals.number(worst)} with the rest of root "
                         f"opposing, {intervals.number(usual)} as drawn")
            for largest in COALITIONS:
                held = record.coalition(largest)
                part = rows[days.index(day)].phi_needed_opposed
                enough = intervals.share((part <= held).astype(float).where(part.notna()))
                lines.append(f"  the {largest} largest validators of the launch ({100 * held:.0f} % of root) would control, "
                             f"all others opposing: {intervals.percent(enough)}")
    for level, words in [(1, "all of root")] + [(record.coalition(k), f"{k} largest") for k in COALITIONS]:
        axes.axhline(level, color="0.4", linewidth=0.8, linestyle="-" if level == 1 else ":")
        axes.text(axes.get_xlim()[1], level + 0.01, words, ha="right", fontsize=8, color="0.3")
    style.label(axes, f"Clock 1, subnet's age (n = {len(rows[0])})", "start of the attack [d]", "share of root needed [1]")
    style.legend_below(axes)
    return lines


def draw_control(axes, results):
    lines = []
    for kind, colour, marker, days, rows in cells(results, results.arm(foundation_acts="yes")):
        control = [intervals.share(part.root_controls) for part in rows]
        stopped = [intervals.share(part.stopped) for part in rows]
        style.bars(axes, days, control, colour, marker, f"{kind}: controls")
        style.bars(axes, numpy.array(days) + 5, stopped, colour, marker, f"{kind}: stopped")
        axes.containers[-1][0].set(linestyle="--", markerfacecolor="white")
        lines += [f"{kind}, day {day:g}: controls {intervals.percent(a)}; stopped {intervals.percent(b)}"
                  for day, a, b in zip(days, control, stopped)]
    axes.set_ylim(0, 1.03)
    style.label(axes, f"The veto (n = {len(rows[0])})", "start of the attack [d]",
                "share of economies [1]")
    style.legend_below(axes)
    return lines


def draw_harm(axes, results):
    lines = []
    for kind, colour, marker, days, rows in cells(results, results.arm(foundation_acts="no")):
        for outcome, line, words in HARMS:
            shares = [intervals.share(part[outcome]) for part in rows]
            shift = (HARMS.index((outcome, line, words)) - 1) * 3
            style.bars(axes, numpy.array(days) + shift, shares, colour, marker, f"{kind}: {words}")
            for artist in axes.containers[-1][:1]:
                artist.set_linestyle(line)
            lines += [f"harm without action, {kind}, day {day:g}, {words}: {intervals.percent(e)}"
                      for day, e in zip(days, shares)]
        pools = [intervals.median(part.pool_tao) for part in rows]
        lines += [f"TAO in the subnet's pool at the action, {kind}, day {day:g}: {intervals.number(e, 0)}"
                  for day, e in zip(days, pools)]
    axes.set_ylim(0, 1.03)
    style.label(axes, f"Clock 2, calendar (n = {len(rows[0])})", "start of the attack [d]",
                "harm, nobody acting: share of economies [1]")
    style.legend_below(axes)
    return lines


def draw_left_over(axes, results):
    lines = []
    for kind, colour, marker, days, rows in cells(results, results.arm(foundation_acts="yes")):
        medians = [intervals.median(part.harm_after) for part in rows]
        style.bars(axes, days, medians, colour, marker, f"{kind}: all economies")
        given = [intervals.median(part.harm_after[part.root_controls == 1]) for part in rows]
        style.bars(axes, numpy.array(days) + 4, given, colour, "^", f"{kind}: where it controls")
        axes.containers[-1][0].set_linestyle(":")
        lines += [f"harm left over by the action, {kind}, day {day:g}: {intervals.number(a)}; "
                  f"where it controls: {intervals.number(b)}" for day, a, b in zip(days, medians, given)]
    axes.axhline(1, color="0.4", linewidth=0.8)
    axes.set_ylim(0, 1.1)
    style.label(axes, f"Harm in the 60 d after (n <= {len(rows[0])})", "start of the attack [d]",
                "harm, acting over not acting, median [1]")
    style.legend_below(axes)
    return lines


def draw_rules(axes, rules):
    """Largest emission share under each price average: how fast a price becomes emission."""
    from .results import arm_settings
    lines, names, arms = [], [], []
    for number, name in enumerate(rules.arms):
        setting = arm_settings(name)
        if setting.get("protocol.dividend_bug") != "on":
            continue
        arms.append(number)
        warm = float(setting["protocol.ema_warmup_blocks"]) > 0
        names.append(f"{float(setting['protocol.ema_alpha']):.0e}\n{'slow start' if warm else 'at once'}")
    for place, (kind, colour, marker) in enumerate(KINDS):
        for outcome, fill in (("takeover_ema_2", colour), ("takeover_ema_5", "white")):
            parts = [rules.of_arm(number) for number in arms]
            shares = [intervals.share(part.loc[part["attack.subnet"] == kind, outcome]) for part in parts]
            x = numpy.arange(len(arms)) + (place - 0.5) * 0.3 + (0.1 if fill == "white" else 0)
            day = parts[0].loc[parts[0]["attack.subnet"] == kind, "attack.day"].iloc[0]
            style.bars(axes, x, shares, colour, marker, f"{kind}: emission >= {outcome[-1]} %")
            axes.containers[-1][0].set_linestyle("")
            axes.containers[-1][0].set_markerfacecolor(fill)
    for number, name in enumerate(rules.arms):
        for kind, _, _ in KINDS:
            part = rules.of_arm(number)
            part = part[part["attack.subnet"] == kind]
            lines.append(f"rules, {kind}, {name}: emission share >= 2 % for 7 d in "
                         f"{intervals.percent(intervals.share(part.takeover_ema_2))}, >= 5 % in "
                         f"{intervals.percent(intervals.share(part.takeover_ema_5))}; largest emission share "
                         f"{intervals.number(intervals.median(part.peak_ema_share), 3)}")
    count = len(part)
    axes.set_xticks(range(len(arms)), names)
    axes.set_ylim(-0.02, 1.03)
    style.label(axes, f"Clock 3, price average (n = {count})", "weight of the price in the average [1/block]",
                "share of economies [1]")
    style.legend_below(axes, 0.18)
    return lines
