"""Sweeps of one experiment that differ in the lines of [time] which set steps and looks."""

import dataclasses
import math

from ...file.cells import cell_names
from ...file import results, values
from ...problem import FileProblem
from ...words import shown_on_a_line

STEPS = ("step_blocks", "fine_step_blocks", "fine_days", "opening_blocks", "signal_blocks")
OPENING = 1200  # the usual time.opening_blocks
FEWEST = 8  # pairs, for an interval
# What the questions and hypotheses of the shipped configs speak of.
HEADLINES = (
    *("takeover_ema_2", "peak_ema_share", "run_up", "root_controls", "phi_needed"),
    *("crash_12h", "crash_48h", "stopped", "harm_after", "share_30d_after"),
    *("attacker_return", "sum_of_prices", "top_10_share", "effective_subnets"),
    "root_dividend_share",
)


@dataclasses.dataclass(frozen=True)
class Setting:
    """Lengths in blocks but for fine_days, as they take effect."""

    step: float
    fine: float  # in the windows
    fine_days: float  # 0 where there are none
    opening: float
    looks: float  # between two looks of the cohorts at the market, outside the windows
    fine_looks: float  # in the windows

    @property
    def label(self):
        steps = "single blocks" if self.step == 1 else f"{self.step:g} blocks"
        looks = f"looks every {self.looks:g}"
        if self.fine_days > 0:
            steps += f" ({self.fine:g} for {self.fine_days:g} d)"
            if self.fine_looks != self.looks:
                looks += f" ({self.fine_looks:g})"
        if self.step > 1 and self.opening != OPENING:
            looks += f", opening of {self.opening:g}"
        return f"{steps}, {looks}"


def setting_of(config):
    """From the resolved lines of [time]."""
    step, fine, days, opening, signal = (float(config[f"time.{name}"]) for name in STEPS)
    fine = min(fine, step)
    if days == 0 or fine == step:
        fine, days = step, 0.0
    return Setting(step, fine, days, opening, max(step, signal), max(fine, signal))


class Stepped(results.Results):
    @property
    def setting(self):
        return setting_of(self.config)

    @property
    def cpu_seconds(self):
        """Of an economy, on the machine that ran the sweep; NaN where the file does not say, as
        after a run that went on from a part of it."""
        with self.open() as file:
            run = values.member(file, "run")
            spent = values.attribute_or(run, "economy_cpu_seconds", float, math.nan)
            command = values.attribute_or(run, "command_line", values.text, "")
        return math.nan if "--resume" in command.split() else spent / len(self.economies)

    @property
    def order_flow(self):
        """Whether noise traders trade, whose draws are those of a step."""
        return any(
            float(self.config.get(f"noise.{key}", "1")) > 0 for key in ("base_sd", "attention_sd")
        )

    def kinds(self):
        """Outcome -> (unit, whether it is 1 or 0, whether its scale is logarithmic)."""
        found = {}
        with self.open() as file:
            for name in self.outcomes:
                item = file["outcomes"][name]
                found[name] = (
                    values.attribute(item, "units"),
                    values.attribute_or(item, "bins", int, 0) == 2,
                    values.attribute_or(item, "scale", values.text, "") == "log",
                )
        return found

    def blocks(self):
        """[(arm, cell, words)], in the order of arms and cells."""
        with self.open() as file:
            cells = cell_names(self, file)
        return [
            (arm, cell, f"{place}; {label}" if len(cells) > 1 else label)
            for arm, label in enumerate(self.arms)
            for cell, place in enumerate(cells)
        ]


@dataclasses.dataclass
class Steps:
    """The exact sweep and the coarser ones, all of the same economies."""

    exact: Stepped
    coarse: list


def lacking(sweep):
    missing = [
        f"one value of time.{name} for all economies"
        for name in STEPS
        if f"time.{name}" not in sweep.config
    ]
    draws = sweep.economies["sample"].nunique()
    if draws > 1 and sweep.replicates > 1:
        missing.append("one replicate of each draw, or replicates of a single one")
    if draws > 1 and sweep.config.get("sweep.common_shocks") == "points":
        missing.append("shocks of its own for each draw")
    if max(draws, sweep.replicates) < FEWEST:
        missing.append(f"{FEWEST} draws or replicates of each cell")
    return missing


def is_free(key):
    """Whether a key may differ between two sweeps whose economies are compared in pairs."""
    return key.startswith("keep.") or key in (
        *(f"time.{name}" for name in STEPS),
        *("title", "question", "hypothesis"),
    )


def unlike(exact, other):
    """What makes the economies of another sweep other ones, in words; '' where they are the
    same."""
    keys = [key for key in {**exact.config, **other.config} if not is_free(key)]
    for key in keys:
        if exact.config.get(key) != other.config.get(key):
            return f"{key} is {other.config.get(key)}, not {exact.config.get(key)}"
    if (exact.arms, exact.settings) != (other.arms, other.settings):
        return "it has other arms"
    if exact.attributes.get("model_version") != other.attributes.get("model_version"):
        return "it was made by another version of the model"
    columns = ["arm", "point", "replicate", *exact.varied]
    if exact.varied != other.varied or not exact.economies[columns].equals(
        other.economies[columns]
    ):
        return "it has other points"
    if exact.outcomes != other.outcomes:
        return "it has other outcomes"
    return ""


def read(first, others):
    """FileProblem where the files are not one experiment in several steps."""
    sweeps = [results.read(path, Stepped) for path in (first, *others)]
    for sweep in sweeps:
        if missing := lacking(sweep):
            raise FileProblem(
                f"{sweep.path}: steps needs the sweep of an experiment such as "
                f"configs/step_error.ini, and this file lacks {'; '.join(missing[:3])}; run it "
                "with other --set, or see 'taosweep-analysis facts FILE'"
            )
    exact, coarse = sweeps[0], sweeps[1:]
    seen = {exact.setting: exact.path}
    for sweep in coarse:
        if difference := unlike(exact, sweep):
            raise FileProblem(
                f"{sweep.path}: its economies are not those of {exact.path}: "
                f"{shown_on_a_line(difference)}; run one config twice, with other lines of [time] "
                "by --set"
            )
        if sweep.setting in seen:
            raise FileProblem(
                f"{sweep.path}: this file lacks other steps than {seen[sweep.setting]}: both are "
                f"of {sweep.setting.label}; run it with another --set time.step_blocks"
            )
        if sweep.setting.step < exact.setting.step:
            raise FileProblem(
                f"{sweep.path}: its steps of {sweep.setting.step:g} blocks are shorter than those "
                f"of {exact.path}; name the file of the shortest steps first"
            )
        seen[sweep.setting] = sweep.path
    return Steps(exact, coarse)
