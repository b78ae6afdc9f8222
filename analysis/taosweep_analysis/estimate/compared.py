"""What `taosweep compare` says of a file: verdicts on what was registered, differences of arms with
their intervals. The analysis computes none of them again."""

from __future__ import annotations

import dataclasses

from ..problem import FileProblem
from ..words import shown
from .answer import NOWHERE, asked, checked, kept, noise_of, program_at, read_as


@dataclasses.dataclass(frozen=True)
class Difference:
    """Arm - baseline in one outcome. NaN where there is none, and why."""

    outcome: str
    unit: str
    arm: str
    baseline: str
    pairs: int
    units: int  # independent ones
    value: float
    low: float
    high: float
    method: str = ""
    why: str = ""
    median: float = float("nan")
    median_low: float = float("nan")
    median_high: float = float("nan")
    better: float = float("nan")  # share of pairs in which the arm is better

    @property
    def shown(self):
        """(estimate, low, high, what it is): the mean, or the median where that has no interval."""
        if self.low != self.low and self.median_low == self.median_low:
            return self.median, self.median_low, self.median_high, "median"
        return self.value, self.low, self.high, "mean"


@dataclasses.dataclass(frozen=True)
class Verdict:
    name: str
    word: str  # confirmed, falsified, inconclusive
    expected: str
    level: float
    found: Difference


@dataclasses.dataclass(frozen=True)
class Compared:
    """lacking: why there is nothing by the program; its verdicts are then missing."""

    verdicts: list[Verdict]
    differences: list[Difference]
    remarks: list[str]
    source: str
    lacking: str = ""


def of_sweep(sweep, program=None, answer=None):
    """By the program, or from its answer as a JSON file; else the file's own differences."""
    return or_of_file(sweep, by_program(sweep, program, answer))


def or_of_file(sweep, found):
    """What the program said, or where it said nothing the file's own differences."""
    return of_file(sweep, found.lacking) if found.lacking and len(sweep.arms) > 1 else found


def by_program(sweep, program=None, answer=None):
    """The same, or why the program says nothing; sweep: anything with path, arms, attributes."""
    if len(sweep.arms) < 2:
        return Compared([], [], [], "", "there is one arm, and so nothing to compare it with")
    if answer:
        return parsed(sweep, kept(answer), str(answer))
    place = program_at(program)
    if place is None:
        return Compared([], [], [], "", NOWHERE)
    text, problem = asked(place, sweep.path)
    if problem:
        return Compared([], [], [], "", problem)
    return parsed(sweep, text, f"{place} compare")


def parsed(sweep, text, place):
    """The answer of the program, of differences of arms over all cells."""
    found = read_as(compared_in, sweep, text, place)
    if found is None:
        raise FileProblem(
            f"{place}: it was made with --scale, --by-cell or a second file, which only a table "
            f"takes; make it again with: taosweep compare {sweep.path} --json"
        )
    return found


def compared_in(said):
    """None of an answer that has other rows than differences of arms over all cells."""
    rows = checked(said)["descriptive"]
    if "scale" in said or "other" in said or any("cell" in row for row in rows):
        return None
    return Compared(
        [verdict(row) for row in said["registered"]],
        [difference(row) for row in rows],
        [shown(line) for line in said["remarks"]],
        "taosweep compare",
    )


def real(value):
    return float("nan") if value is None else float(value)


def difference(row):
    return Difference(
        outcome=shown(row["outcome"]),
        unit=shown(row["unit"]),
        arm=shown(row["arm"]),
        baseline=shown(row["baseline"]),
        pairs=int(row["pairs"]),
        units=int(row["units"]),
        value=real(row["difference"]),
        low=real(row["low"]),
        high=real(row["high"]),
        method=shown(row["method"] or ""),
        why=shown(row["refusal"] or ""),
        median=real(row["median"]),
        median_low=real(row["median_low"]),
        median_high=real(row["median_high"]),
        better=real(row["better"]),
    )


def verdict(row):
    words = (shown(row[key]) for key in ("contrast", "verdict", "expected"))
    return Verdict(*words, real(row["level"]), difference(row))


def told(low, n, refused, how):
    """How an interval of the file came about, why there is none; files from before do not say."""
    if low == low:
        before = "flags: Tango, else Student, too narrow where skewed"
        return f"of the file: {how or before}", ""
    if n == 0:
        return "", "in no pair both are defined"
    skewed = how is not None and "independent units" not in how
    return "", how.removeprefix("refused: ") if skewed else refused


def of_file(sweep, lacking):
    """The differences and intervals that stand in the file."""
    found = sweep.paired()
    stored = {name: found[name].values for name in ("mean", "n", "low", "high", "share_better")}
    units = found["clusters"].values if "clusters" in found else found["n"].values
    refused = found.attrs.get("refused", "too few pairs")
    how = found["how"].values if "how" in found else None
    rows = []
    for i, outcome in enumerate(found["outcome"].values):
        unit = str(found["units"].values[i])
        noise = noise_of(unit, float(abs(sweep.outcomes[outcome]).max()))
        for j, arm in enumerate(found["compared_arm"].values):
            mean, n, low, high, better = (float(stored[name][i, j]) for name in stored)
            mean, low, high = (0.0 if abs(end) <= noise else end for end in (mean, low, high))
            rows.append(
                Difference(
                    str(outcome),
                    unit,
                    str(arm),
                    sweep.arms[0],
                    int(n),
                    int(units[i, j]),
                    mean,
                    low,
                    high,
                    *told(low, n, refused, how[i, j] if how is not None else None),
                    better=better,
                )
            )
    return Compared([], rows, [], "/differences_all and /intervals of the file", lacking)
