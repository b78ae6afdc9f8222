"""`facts` has a row for each outcome of each arm and cell, whatever the design, or says why not."""

import re

import h5py
import made_files
import pytest
import synthetic_results
from taosweep_analysis import facts, facts_table

HEADING = re.compile(r"outcome +n +value +low +high +unit")
ARMS = "foundation.acts = no, yes"
DRAWN = "attack.shock = loguniform(3, 100)"


def blocks(lines):
    """{heading of a block: {outcome: its columns}}"""
    found, at = {}, None
    for i, line in enumerate(lines):
        if i + 1 < len(lines) and HEADING.match(lines[i + 1]):
            at = found.setdefault(line, {})
        elif at is not None and line and not HEADING.match(line):
            at[line.split()[0]] = re.split(r" {2,}", line)
    return found


DESIGNS = {
    "no axis at all": ({}, ["all points"]),
    "drawn axes alone": ({"vary": DRAWN}, ["all points"]),
    "listed axes alone": (
        {"vary": "attack.day = grid(0, 1)"},
        ["attack.day=0", "attack.day=1"],
    ),
    "zip and a choice": (
        {"vary": "zip(attack.day, attack.subnet) = (0, existing), (1, fresh)"},
        ["attack.day=0, attack.subnet=existing", "attack.day=1, attack.subnet=fresh"],
    ),
    "a choice beside draws": (
        {"vary": f"protocol.dividends = list(reduced, over_issued)\n{DRAWN}"},
        ["protocol.dividends=reduced", "protocol.dividends=over_issued"],
    ),
    "one replicate": ({"vary": DRAWN, "replicates": 1}, ["all points"]),
    "enough for intervals": ({"vary": DRAWN, "points": 10}, ["all points"]),
}


# With arms: nothing varied, cells, and intervals.
ARMED = ("no axis at all", "zip and a choice", "enough for intervals")


@pytest.mark.parametrize("design, arms", [
    *((design, "") for design in DESIGNS), *((design, ARMS) for design in ARMED),
    *made_files.more(*((design, ARMS) for design in DESIGNS if design not in ARMED))])
def test_every_outcome_of_every_arm_and_cell_has_a_row(design, arms, tmp_path):
    settings, cells = DESIGNS[design]
    path = made_files.sweep(tmp_path / "a.h5", arms=arms, **settings)

    lines = facts.table(path)

    labels = ["; foundation.acts=no", "; foundation.acts=yes"] if arms else ["; base"]
    found = blocks(lines)
    assert list(found) == [cell + label for cell in cells for label in labels]
    with h5py.File(path) as file:
        outcomes = {name for name, data in file["outcomes"].items() if data.ndim == 3} - {"status"}
    missing = named_as_undefined(lines)
    for rows in found.values():
        assert set(rows) | missing == outcomes and not set(rows) & missing
    assert "nan" not in " ".join(lines)


def named_as_undefined(lines):
    said = [line for line in lines if line.startswith("Undefined in every economy")]
    return {name for line in said for name in line.split("): ")[1].split(", ")}


def test_numbers_are_those_of_the_file(tmp_path):
    path = made_files.sweep(tmp_path / "a.h5", DRAWN, points=10)

    row = next(iter(blocks(facts.table(path)).values()))["sum_of_prices"]

    with h5py.File(path) as file:
        low, high = file["intervals/sum_of_prices_quantiles_cells"][0, 0, 4]
        middle = file["distributions_cells/sum_of_prices_quantiles"][0, 0, 4]
    assert row[1:] == ["20", *(f"{value:.4g}" for value in (middle, low, high)), "TAO/alpha"]


def test_arms_that_are_the_same_are_said_so_and_shown_once(tmp_path):
    more = "[capital]\nburst_tao = 1000\n"
    path = made_files.sweep(
        tmp_path / "a.h5", arms="foundation.panic_rate=1,2", points=1, more=more
    )
    with h5py.File(path) as file:  # panic follows an action, and nobody acts
        assert (file["outcomes/sum_of_prices"][0] != file["outcomes/sum_of_prices"][1]).any()
    late = made_files.run(tmp_path / "b.h5", path.with_suffix(".ini"), "foundation.delay_days=30")

    lines = facts.table(late)

    assert any(line.startswith("All 2 arms are identical in every economy") for line in lines)
    assert len(blocks(lines)) == 1 and not any("arms are id" in line for line in facts.table(path))


def test_two_of_three_arms_that_are_the_same_are_named(tmp_path):
    path = synthetic_results.write(tmp_path / "a.h5")

    lines = facts.table(path)

    assert any(
        "consensus alone; existing day 0 attacker leaves too." in line
        for line in lines
    )
    assert len(blocks(lines)) == 11  # of 21 arms; nothing was made to happen where nobody acts


def test_outcomes_that_no_economy_has_are_named_with_the_reason(tmp_path):
    path = made_files.run(tmp_path / "a.h5", made_files.BASE, "attack.mode=none")

    lines = facts.table(path)

    line = next(line for line in lines if "no attack, or nothing spent" in line)
    assert line == "Undefined in every economy (no attack, or nothing spent): attacker_return"
    assert "crash_12h" not in next(iter(blocks(lines).values()))


def test_a_sweep_whose_economies_all_failed_says_so(tmp_path):
    path = made_files.sweep(tmp_path / "a.h5")

    def fail(file):
        file["outcomes/status"][...] = 1
        for name, data in file["distributions_cells"].items():
            if name.endswith("_n"):
                data[...] = 0

    synthetic_results.stamp(made_files.unsealed(path, fail))
    lines = facts.table(path)

    assert any("2 economies, 2 failed" in line for line in lines)
    assert any("every economy failed" in line and "sum_of_prices" in line for line in lines)


def test_a_time_that_few_reach_says_in_how_many_it_was_seen(tmp_path):
    path = made_files.sweep(tmp_path / "a.h5", DRAWN, arms="foundation.acts=no", points=10)

    row = next(iter(blocks(facts.table(path)).values()))["crash_hours_98"]

    assert row[2:5] == ["-", "-", "-"]
    assert re.fullmatch(r"h, seen in (under )?\d+ % of them", row[5])


def test_texts_of_a_file_steer_no_terminal(tmp_path, capsys):
    from taosweep_analysis import __main__

    path = synthetic_results.write(tmp_path / "a.h5")
    with h5py.File(path, "a") as file:
        file.attrs["title"] = "\x1b[31mred \u202eback"
        file["outcomes/run_up"].attrs["units"] = "1\x07"
    synthetic_results.stamp(path)

    assert __main__.main(["facts", str(path)]) == 0

    said = capsys.readouterr().out
    assert said.startswith(r"\x1B[31mred \u{202E}back") and r"1\x07" in said
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", said)


def test_columns_hold_their_width_whatever_stands_in_them():
    rows = [
        facts_table.FactRow("short", 3, 0.5, 0.1, 0.9, "1", "", float("nan")),
        facts_table.FactRow("x" * 40, 123456789, -1.234e-101, -5e-5, 1e300, "TAO/alpha", "", 0.2),
        facts_table.FactRow("数" * 4, 0, float("nan"), 0, 0, "1", "no attack", 0.2),
    ]

    lines = facts_table.lines_of_table([("one", rows[:2]), ("two", rows[2:])])

    assert lines[0] == "" and lines[1] == "one"
    table = [line for line in lines if line not in ("", "one", "two")]
    assert len({place_of_unit(line) for line in table}) == 1
    assert table[-1].endswith("undefined (no attack)")


def test_a_time_seen_in_1_of_8_is_not_seen_in_12_percent():
    nan = float("nan")
    row = facts_table.FactRow("x", 8, nan, nan, nan, "h", "", 0.125)
    assert row.cells()[-1] == "h, seen in 13 % of them"


def place_of_unit(line):
    """Column at which the last cell begins, as a terminal shows it."""
    from taosweep_analysis.words import width

    last = re.split(r" {2,}", line)[-1]
    return width(line) - width(last)


def test_notes_of_the_run_are_counted(tmp_path):
    idle = made_files.run(tmp_path / "a.h5", made_files.BASE, "attack.mode=none")
    without = synthetic_results.write(tmp_path / "b.h5")

    (line,) = [line for line in facts.table(idle) if "The run left" in line]
    assert re.match(r"The run left \d+ notes: 'taosweep info FILE' shows them", line)
    made_files.unsealed(idle, lambda file: file["run"].attrs.modify("notes", "one\n\n"))
    (line,) = [line for line in facts.table(idle) if "The run left" in line]
    assert line == "The run left 1 note: 'taosweep info FILE' shows it."
    assert not any("The run left" in line for line in facts.table(without))
