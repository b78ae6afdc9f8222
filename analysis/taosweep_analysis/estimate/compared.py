"""What `taosweep compare` says of a file: verdicts on what was registered, differences of arms with
their intervals. The analysis computes none of them again."""

from __future__ import annotations

import dataclasses
import json
import os
import pathlib
import shutil
import subprocess

from ..problem import FileProblem
from ..words import shown, shown_on_a_line

PROGRAM = "TAOSWEEP_BINARY"  # where the program is, if it is not on the path
BUILDS = pathlib.Path(__file__).resolve().parents[3] / "build"  # of a source tree
LONGEST = 600  # [s]


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


def program_at(named):
    """Where the program is; None without one."""
    if named:
        if not shutil.which(named):
            raise FileProblem(f"{named}: no program is there; name the taosweep that you built")
        return named
    places = [os.environ.get(PROGRAM, ""), "taosweep", *map(str, sorted(BUILDS.glob("*/taosweep")))]
    return next((place for place in places if place and shutil.which(place)), None)


def of_sweep(sweep, program=None, answer=None):
    """By the program, or from its answer as a JSON file; else the file's own differences."""
    if len(sweep.arms) < 2:
        return Compared([], [], [], "", "there is one arm, and so nothing to compare it with")
    if answer:
        return parsed(sweep, _answer_of(answer), str(answer))
    place = program_at(program)
    if place is None:
        return of_file(
            sweep,
            f"no program taosweep was found (on the path, in {PROGRAM}, in build/); --program "
            "names one, --compared a file made by 'taosweep compare FILE --json'",
        )
    return by_program(sweep, place)


def by_program(sweep, place):
    try:
        done = subprocess.run(
            [place, "compare", sweep.path, "--json"],
            capture_output=True,
            text=True,
            errors="replace",
            timeout=LONGEST,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        return of_file(sweep, f"{place} compare did not answer ({shown_on_a_line(str(error))})")
    if done.returncode != 0:
        return of_file(sweep, shown_on_a_line(done.stderr.strip()[:400].replace("\n", " ")))
    return parsed(sweep, done.stdout, f"{place} compare")


def _answer_of(path):
    try:
        return pathlib.Path(path).read_text(encoding="utf-8")
    except (OSError, UnicodeError) as error:
        raise FileProblem(
            f"{path}: it cannot be read ({shown_on_a_line(str(error))}); make it with: taosweep "
            "compare FILE --json"
        ) from None


def parsed(sweep, text, place):
    """The answer of the program, which must be about this file."""
    try:
        said = json.loads(text)
        digest = said["content_digest"]
        verdicts = [verdict(row) for row in said["registered"]]
        differences = [difference(row) for row in said["descriptive"]]
        remarks = [shown(line) for line in said["remarks"]]
    except (ValueError, KeyError, TypeError, AttributeError):
        raise FileProblem(
            f"{place}: this is no answer of 'taosweep compare FILE --json'; make it again"
        ) from None
    if digest != sweep.attributes["content_digest"]:
        raise FileProblem(
            f"{place}: it is about another file (content digest {shown_on_a_line(digest)[:12]}), "
            f"not {sweep.path}; make it again with: taosweep compare {sweep.path} --json"
        )
    return Compared(verdicts, differences, remarks, "taosweep compare")


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


def of_file(sweep, lacking):
    """The differences and intervals that stand in the file."""
    found = sweep.paired()
    stored = {name: found[name].values for name in ("mean", "n", "low", "high", "share_better")}
    units = found["clusters"].values if "clusters" in found else found["n"].values
    refused = found.attrs.get("refused", "too few pairs")
    rows = []
    for i, outcome in enumerate(found["outcome"].values):
        for j, arm in enumerate(found["compared_arm"].values):
            mean, n, low, high, better = (float(stored[name][i, j]) for name in stored)
            rows.append(
                Difference(
                    str(outcome),
                    str(found["units"].values[i]),
                    str(arm),
                    sweep.arms[0],
                    int(n),
                    int(units[i, j]),
                    mean,
                    low,
                    high,
                    "of the file: Tango's of flags, else Student's t" if low == low else "",
                    "" if low == low else "in no pair both are defined" if n == 0 else refused,
                    better=better,
                )
            )
    return Compared([], rows, [], "/differences_all and /intervals of the file", lacking)
