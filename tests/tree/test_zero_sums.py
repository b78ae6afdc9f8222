"""The table of sums that can be zero speaks of lines and tests that exist."""
import pathlib
import re

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
TABLE = ROOT / "kernels" / "zero_sums.md"
ROWS = [[cell.strip() for cell in line.strip("|\n").split("|")]
        for line in TABLE.read_text().splitlines() if line.startswith("| ") and "`" in line]
TESTS = "\n".join(path.read_text() for path in sorted((ROOT / "tests").rglob("*_test.cpp")))


def words(text):
    return re.sub(r"\s+", " ", text)


def test_the_table_is_read():
    assert len(ROWS) > 20
    assert {len(row) for row in ROWS} == {6}


@pytest.mark.parametrize("row", ROWS, ids=[row[0] for row in ROWS])
def test_row_names_a_line_and_a_test(row):
    _, where, line, _, _, shown = (cell.replace("`", "") for cell in row)
    assert words(line) in words((ROOT / "kernels" / where).read_text())
    suite, name = shown.split(".")
    assert re.search(rf"TEST(_[FP])?\({suite},\s*{name}\)", TESTS), shown
