"""Asking the program, as `taosweep compare FILE --json`, or reading what it answered before."""

from __future__ import annotations

import json
import math
import os
import pathlib
import shutil
import subprocess

from ..problem import FileProblem
from ..words import shown_on_a_line

PROGRAM = "TAOSWEEP_BINARY"  # where the program is, if it is not on the path
BUILDS = pathlib.Path(__file__).resolve().parents[3] / "build"  # of a source tree
LONGEST = 600  # [s]
NOWHERE = (
    f"no program taosweep was found (on the path, in {PROGRAM}, in build/); --program names one, "
    "--compared a file made by 'taosweep compare FILE --json'"
)
WORDS = ("outcome", "unit", "arm", "baseline")
VERDICTS = ("contrast", "verdict", "expected")
COUNTS = ("pairs", "units")
NUMBERS = ("baseline_value", "arm_value", "low", "high", "median", "median_low", "median_high",
           "horizon")


def program_at(named):
    """Where the program is; None without one."""
    if named:
        if not shutil.which(named):
            raise FileProblem(f"{named}: no program is there; name the taosweep that you built")
        return named
    places = [os.environ.get(PROGRAM, ""), "taosweep", *map(str, sorted(BUILDS.glob("*/taosweep")))]
    return next((place for place in places if place and shutil.which(place)), None)


def asked(place, path, options=(), command="compare"):
    """(what the program answered, why it did not)"""
    try:
        done = subprocess.run(
            [place, command, path, *options, "--json"],
            capture_output=True,
            text=True,
            errors="replace",
            timeout=LONGEST,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        return "", f"{place} {command} did not answer ({shown_on_a_line(str(error))})"
    if done.returncode != 0:
        return "", shown_on_a_line(done.stderr.strip()[:400].replace("\n", " "))
    return done.stdout, ""


def kept(path, command="compare"):
    try:
        return pathlib.Path(path).read_text(encoding="utf-8")
    except (OSError, UnicodeError) as error:
        raise FileProblem(
            f"{path}: it cannot be read ({shown_on_a_line(str(error))}); make it with: taosweep "
            f"{command} FILE --json"
        ) from None


def noise_of(unit, *values):
    """What is no number but rounding: where values are equal but for the order of a sum."""
    there = [abs(value) for value in values if value is not None and math.isfinite(value)]
    return max([1e-12 * value for value in there] + [1e-15 if unit == "1" else 0.0])


def without_noise(row, estimate):
    """A row of differences in which those that are rounding alone are 0."""
    noise = noise_of(row["unit"], row["baseline_value"], row["arm_value"])
    names = (estimate, "low", "high", "median", "median_low", "median_high")
    return row | {
        name: 0.0 for name in names if row[name] is not None and abs(row[name]) <= noise
    }


def whole(row, estimate):
    """Whether a row has what a reader of it takes."""
    numbers = [row[name] for name in (*NUMBERS, estimate)]
    return (
        all(isinstance(row[name], str) for name in WORDS)
        and all(isinstance(row[name], int) for name in COUNTS)
        and all(n is None or isinstance(n, (int, float)) and math.isfinite(n) for n in numbers)
        and all(row[name] is None or isinstance(row[name], str) for name in ("method", "refusal"))
    )


def read_as(made, sweep, text, place, command="compare"):
    """made(answer) of an answer of the program, which must be whole and about this file."""
    try:
        said = json.loads(text)
        digest = said["content_digest"]
        found = made(said)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise FileProblem(
            f"{place}: this is no answer of 'taosweep {command} FILE --json'; make it again"
        ) from None
    if digest != sweep.attributes["content_digest"]:
        raise FileProblem(
            f"{place}: it is about another file (content digest {shown_on_a_line(digest)[:12]}), "
            f"not {sweep.path}; make it again with: taosweep {command} {sweep.path} --json"
        )
    return found


def checked(said):
    """The answer of compare without rounding noise. ValueError where it is not whole."""
    estimate = said.get("scale", "difference")
    rows = [*said["registered"], *said["descriptive"]]
    words = [said["content_digest"], estimate, said["title"], *said["remarks"]]
    words += [row[name] for row in said["registered"] for name in VERDICTS]
    words += [row.get("cell", "") for row in rows]
    levels = [row["level"] for row in said["registered"]]
    good = (
        all(whole(row, estimate) for row in rows)
        and all(isinstance(word, str) for word in words)
        and all(isinstance(level, (int, float)) for level in levels)
    )
    if not good:
        raise ValueError
    if estimate == "difference":
        for part in ("registered", "descriptive"):
            said[part] = [without_noise(row, estimate) for row in said[part]]
    return said


def of_options(sweep, program, answer, options):
    """What the program says of the file under these options, or said before."""
    if answer:
        if options:
            raise FileProblem(
                f"{answer}: it was made with options of its own, so {options[0]} cannot be taken "
                "beside --compared; give it to taosweep compare"
            )
        return read_as(checked, sweep, kept(answer), str(answer))
    place = program_at(program)
    if place is None:
        raise FileProblem(NOWHERE)
    text, problem = asked(place, sweep.path, options)
    if problem:
        raise FileProblem(problem)
    return read_as(checked, sweep, text, f"{place} compare")
