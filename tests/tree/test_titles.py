"""Every outcome and every series has a title in words, its own or by its sentence."""

import pathlib
import re

from taosweep_analysis.say import titles

REGISTER = pathlib.Path(__file__).resolve().parents[2] / "kernels/register"


def declared():
    """{name: meaning} of every outcome and series of the program."""
    text = "".join((REGISTER / f"{name}.def").read_text()
                   for name in ("outcomes", "usual_outcomes", "series"))
    rows = re.findall(r'^(?:OUTCOME|SERIES)\((\w+),.*?((?:"[^"]*"\s*)+)\)$', text, re.M | re.S)
    return {name: "".join(re.findall(r'"([^"]*)"', meaning)) for name, meaning in rows}


def test_every_outcome_and_series_has_a_title_that_leans_on_nothing():
    rows = declared()
    assert rows["rank_le_7"] == "that rank is 7 or better" and len(rows) > 150
    assert set(titles.TITLES) <= set(rows)
    found = {name: titles.title_of(name, meaning) for name, meaning in rows.items()}
    lacking = [name for name, words in found.items() if words == name]
    assert lacking == [], "give these a title in analysis/taosweep_analysis/say/titles.py"
    assert not [words for words in found.values() if titles.leans(words)]
    assert all(len(words) <= titles.LONGEST for words in found.values())
