"""A figure heeds an option or refuses it, before it looks at the file."""

import re

import pytest
from taosweep_analysis import __main__
from taosweep_analysis.problem import FileProblem
from taosweep_analysis.report import heeded, one_figure
from taosweep_analysis.report_options import KINDS

GIVEN = {"cell": "1", "arm": "a", "economy": "0", "parameter": "yield.gain", "record": "own.csv",
         "compared": "said.json", "sensitivity": "said.json"}
HEED = {
    "forest": {"arm", "compared"},
    "fan": {"arm", "cell"},
    "map": {"arm"},
    "survival": {"arm", "cell"},
    "scatter": {"arm", "cell", "parameter"},
    "paths": {"economy"},
    "record": {"arm", "cell", "record"},
    "sensitivity": {"arm", "cell", "sensitivity"},
}


@pytest.fixture
def said(tmp_path, monkeypatch, capsys):
    """said(kind, option, ..) -> how figure refuses a file that there is not, or the options."""
    monkeypatch.chdir(tmp_path)

    def refuse(kind, *options):
        assert __main__.main(["figure", "none.h5", kind, *options]) == 2
        words = capsys.readouterr()
        assert words.out == "" and words.err.count("\n") == 1 and not list(tmp_path.iterdir())
        return words.err

    return refuse


def test_every_kind_and_every_choice_of_what_to_draw_is_tried_here():
    assert set(HEED) == set(KINDS) and set(GIVEN) == set(heeded.HEEDED_BY)


@pytest.mark.parametrize("kind, name", [(kind, name) for kind in HEED for name in GIVEN])
def test_an_option_is_heeded_or_refused_with_the_kinds_that_heed_it(said, kind, name):
    words = said(kind, f"--{name}", GIVEN[name])

    if name in HEED[kind]:
        assert "none.h5: there is no such file" in words
    else:
        assert words.startswith(f"error: --{name} {GIVEN[name]}: ")
        assert all(other in words for other in HEED if name in HEED[other])


@pytest.mark.parametrize("kind, options, words", [
    ("fan", ("--economy", "3"), "--economy 3: figure FILE fan takes no single economy; leave it "
     "out, or draw paths, where it counts"),
    ("forest", ("--cell", "1"), "a forest is of differences over all cells together"),
    ("map", ("--cell", "1"), "or draw fan, survival, scatter, record or sensitivity, where"),
    ("paths", ("--arm", "a", "--arm", "b"), "--arm a --arm b: --economy chooses what is drawn"),
    ("record", ("--arm", "a", "--arm", "b"), "figure FILE record is of one arm; name one of them"),
    ("sensitivity", ("--arm", "a", "--arm", "b"), "sensitivity is of one arm; name one of them"),
])
def test_a_refusal_says_why_and_what_to_do(said, kind, options, words):
    assert words in said(kind, *options)


def test_an_option_that_is_given_twice_is_refused(capsys):
    with pytest.raises(SystemExit) as left:
        __main__.main(["figure", "none.h5", "map", "--outcome", "restored", "--outcome", "run_up"])
    assert left.value.code == 2
    assert "--outcome is given twice; it takes one value" in capsys.readouterr().err


@pytest.mark.parametrize("wanted, words", [
    ("restord", "it has no outcome 'restord'; near it: restored"),
    ("O_1", "it has no outcome 'O_1'; near it: o_1"),
    ("zzqq", "it has no outcome 'zzqq'; it has 30: `taosweep-analysis facts a.h5` lists them"),
])
def test_a_name_that_is_not_there_is_told_with_the_nearest_or_with_where_all_stand(wanted, words):
    class File:
        path = "a.h5"

    with pytest.raises(FileProblem, match=re.escape(words)):
        one_figure.of_list(["restored", *(f"o_{i}" for i in range(29))], wanted, "outcome", File)
