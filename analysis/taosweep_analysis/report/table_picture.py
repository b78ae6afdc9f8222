"""The command table: what `taosweep compare` says of a file, as a picture for a pull request. Every
number is the program's; none is computed here."""

from __future__ import annotations

import pathlib

from ..draw import table as drawn
from ..estimate import answer
from ..problem import FileProblem
from ..say import interest
from ..say.numbers import count
from ..sweep import Sweep
from ..words import shown

ROWS = 12  # of all tables together, where no outcome is named
COLUMN_GONE = "gain = "  # remarks on a column that the picture does not have


def number(value):
    """As the program writes it in its tables."""
    return "-" if value is None else f"{value + 0.0:.4g}"


def bounds(low, high):
    return "none" if low is None or high is None else f"{number(low)} to {number(high)}"


def pairs(row):
    """'48 from 12': pairs, from so many independent units."""
    def of(n, units):
        return f"{n}" if n == units else f"{n} from {units}"

    text = of(row["pairs"], row["units"])
    if row.get("baseline_n"):
        text += f", baseline {of(row['baseline_n'], row['baseline_units'])}"
    return text


def note(row):
    """Why there is no interval, and what there is instead."""
    parts = []
    if row["horizon"] is not None:
        parts.append(
            f"times count up to {number(row['horizon'])} {row['unit']}, where the first is censored"
        )
    if row["refusal"]:
        parts.append(f"no interval: {row['refusal']}")
    elif row["low"] is None and row["method"]:
        parts.append(row["method"])  # equal by construction
    if row["median"] is not None:
        of = "difference of medians" if row.get("baseline_n") else "median difference"
        inside = bounds(row["median_low"], row["median_high"])
        inside = "no interval" if inside == "none" else inside
        parts.append(f"{of} {number(row['median'])} ({inside})")
    return "; ".join(parts)


def bar(row, estimate, nothing, role="bar"):
    ends = (row[estimate], row["low"], row["high"])
    return drawn.Bar(*(float("nan") if end is None else end for end in ends), nothing, role)


def registered(rows):
    heads = ["contrast", "verdict", ">difference", "interval", "|0", "at", ">pairs"]
    made = []
    for row in rows:
        word = row["verdict"]
        role = word if word in drawn.ROLES else "text"
        words = [number(row["difference"]), bounds(row["low"], row["high"])]
        made.append(drawn.Row(
            [drawn.Text(row["contrast"]), drawn.Text(word, f"head {role}"),
             *map(drawn.Text, words), bar(row, "difference", 0.0, role),
             drawn.Text(f"{number(100 * row['level'])} %"), drawn.Text(pairs(row))],
            "; ".join(filter(None, [f"expected: {row['expected']}", note(row)])),
        ))
    return drawn.Table("registered before the run", heads, made)


def descriptive(title, rows, estimate, more):
    cells, nothing = any("cell" in row for row in rows), 1.0 if estimate == "ratio" else 0.0
    heads = ["outcome", *["cell"] * cells, "unit", ">baseline", ">arm", f">{estimate}",
             "95 % interval", f"|{nothing:.0f}", ">pairs"]
    made = []
    for row in rows:
        words = [row["outcome"], *[row.get("cell", "")] * cells, row["unit"],
                 number(row["baseline_value"]), number(row["arm_value"]), number(row[estimate]),
                 bounds(row["low"], row["high"])]
        picture = bar(row, estimate, nothing)
        made.append(drawn.Row([*map(drawn.Text, words), picture, drawn.Text(pairs(row))],
                              note(row)))
    below = f"{count(more, 'row')} more in taosweep compare; --outcome names which to show"
    below = below if more else ""
    return drawn.Table(title, heads, made, below)


def chosen(sweep, said, named):
    """The rows to show of each pair of arms: those of named outcomes, or the first of those that a
    reader wants first and that have an interval."""
    by_arms = {}
    for row in said["descriptive"]:
        by_arms.setdefault((row["arm"], row["baseline"]), []).append(row)
    if named:
        return {arms: (rows, 0) for arms, rows in by_arms.items()}
    first = [row["outcome"] for row in said["registered"]]
    names = list(dict.fromkeys([*first, *interest.outcomes(sweep)]))
    most = max(2, ROWS // max(1, len(by_arms)))
    found = {}
    for arms, rows in by_arms.items():
        there = [row for row in rows if row["outcome"] in names and row["low"] is not None]
        there.sort(key=lambda row: names.index(row["outcome"]))
        found[arms] = (there[:most], len(rows) - len(there[:most]))
    return found


def tables(sweep, said, named):
    estimate = said.get("scale", "difference")
    files = [pathlib.Path(part["file"]).name for part in (said.get("other"), said) if part]
    of = [f" of {name}" for name in files] if len(files) == 2 else ["", ""]
    found = [registered(said["registered"])] if said["registered"] else []
    for (arm, baseline), (rows, more) in chosen(sweep, said, named).items():
        title = f"{arm}{of[0]} against {baseline}{of[1]}"
        if rows:
            found.append(descriptive(title, rows, estimate, more))
    return found


def alternative(said, made):
    """The rows in words, for who cannot see them."""
    lines = []
    for table in made:
        for row in table.rows:
            words = [cell.words for cell in row.cells if isinstance(cell, drawn.Text)]
            lines.append(f"{table.title}: {', '.join(words)}")
    return "; ".join(lines)


def place_of(out, file):
    place = pathlib.Path(out or pathlib.Path(file).stem + ".svg")
    if place.suffix.lower() != ".svg":
        raise FileProblem(f"{place}: a table is drawn as .svg; name it so with -o")
    if not place.parent.is_dir():
        raise FileProblem(f"{place.parent}: there is no such folder; make it first")
    return place


def options_of(arguments):
    """What to ask the program, as it was asked here."""
    words = [arguments.other] if arguments.other else []
    for name in ("outcome", "arm"):
        for value in getattr(arguments, name) or []:
            words += [f"--{name}", value]
    words += ["--baseline", arguments.baseline] if arguments.baseline else []
    words += ["--by-cell"] if arguments.by_cell else []
    return words + (["--scale", arguments.scale] if arguments.scale else [])


def write(arguments, say):
    place = place_of(arguments.out, arguments.file)
    sweep = Sweep(arguments.file)
    said = answer.of_options(sweep, arguments.program, arguments.compared, options_of(arguments))
    made = tables(sweep, said, arguments.outcome)
    if not made:
        raise FileProblem(
            f"{sweep.path}: no difference in it has an interval; --outcome NAME shows one with the "
            "reason"
        )
    notes = [line for line in said["remarks"] if not line.startswith(COLUMN_GONE)]
    notes.append(f"taosweep compare; content digest {said['content_digest'][:16]}")
    text = drawn.picture(said["title"] or sweep.path, made, map(shown, notes),
                         alternative(said, made))
    try:
        place.write_text(text, encoding="utf-8")
    except OSError as error:
        raise FileProblem(f"{place}: it cannot be written ({error.strerror})") from None
    say(f"{place}")
