"""What drives an outcome: bars and tables say what taosweep sensitivity says, and nothing else."""

import json
import re

import made_files
import pytest
from taosweep_analysis import __main__
from taosweep_analysis.draw import drivers as bars
from taosweep_analysis.estimate import drivers
from taosweep_analysis.say import numbers

ARMS = "foundation.acts = no, yes"
RANKS = "yield.gain = uniform(0.3, 1.5)\nattack.budget_tao = loguniform(100, 20000)"
ROWS = RANKS + "\nnoise.target = uniform(0, 1)"
SALTELLI = "[sweep]\ndesign = saltelli\ngroups = money(yield.gain, attack.budget_tao)\n" \
           "second_order = yes\npoints = 768\n"


@pytest.fixture(scope="module")
def ranks(tmp_path_factory):
    return made_files.sweep(tmp_path_factory.mktemp("ranks") / "a.h5", RANKS, ARMS, 96)


@pytest.fixture(scope="module")
def rows(tmp_path_factory):
    out = tmp_path_factory.mktemp("rows") / "a.h5"
    return made_files.run(out, made_files.BASE + f"[vary]\n{ROWS}\n" + SALTELLI, "time.days=1")


def said_of(path, *options):
    return json.loads(made_files.taosweep("sensitivity", path, "--json", *options).stdout)


def figure(path, folder, *options):
    out = folder / "f.svg"
    code = __main__.main(["figure", str(path), "sensitivity", "-o", str(out), *map(str, options)])
    return (out.read_text(), out.with_suffix(".txt").read_text()) if code == 0 else (code, "")


def in_words(row, names):
    ends = [(row.get(f"{name}_low", row.get("low")), row.get(f"{name}_high", row.get("high")))
            for name in names]
    parts = [f"{name} {numbers.number(row[name])} ({numbers.interval(*end)})"
             for name, end in zip(names, ends)]
    return f"{row['key']}: {', '.join(parts)}"


def test_a_figure_of_ranks_has_the_coefficients_of_the_last_arm(ranks, tmp_path):
    said = said_of(ranks, "--arm", "foundation.acts=yes")
    row = next(one for one in said["outcomes"] if one["outcome"] == "sum_of_prices")
    svg, words = figure(ranks, tmp_path, "--program", made_files.program(), "--outcome",
                        "sum_of_prices")

    assert len(row["parameters"]) == 2
    assert all(in_words(one, ["coefficient"]) in words for one in row["parameters"])
    assert "96 points, arm 'foundation.acts=yes'" in words and "yield.gain" in svg
    other = figure(ranks, tmp_path, "--program", made_files.program(), "--outcome",
                   "sum_of_prices", "--arm", "foundation.acts=no")
    assert "arm 'foundation.acts=no'" in other[1]


def test_a_figure_of_rows_has_first_and_total_indices_of_groups(rows, tmp_path):
    answer = tmp_path / "said.json"
    answer.write_text(made_files.taosweep("sensitivity", rows, "--json").stdout)
    said = json.loads(answer.read_text())
    row = next(one for one in said["outcomes"] if one["outcome"] == "sum_of_prices")
    svg, words = figure(rows, tmp_path, "--sensitivity", answer, "--outcome", "sum_of_prices")

    assert [one["key"] for one in row["parameters"]] == ["money", "noise.target"]
    assert all(in_words(one, ["first", "total"]) in words for one in row["parameters"])
    idle = [one["key"] for one in row["parameters"] if one["idle"]]
    assert ("Shown to change nothing by 5 %" in words) == bool(idle)
    assert "128 rows" in words and "money" in svg


def page(path, folder, *options):
    out = folder / "page.html"
    code = __main__.main(["report", str(path), "-o", str(out), *map(str, options)])
    text = out.read_text() if code == 0 else ""
    found = re.search(r'<section id="drivers".*?</section>', text, flags=re.S)
    return code, found.group() if found else ""


def cells_in(section):
    rows_of = re.findall(r"<tr>(.*?)</tr>", section, flags=re.S)
    return [re.sub(r"<[^>]*>", "", re.sub(r"</t[hd]>", "|", row)).split("|") for row in rows_of]


def test_a_page_has_every_parameter_and_pair_as_the_program_says_them(rows, tmp_path, monkeypatch):
    made_files.few_figures(monkeypatch)
    said = said_of(rows)
    code, section = page(rows, tmp_path, "--program", made_files.program())
    told = next(one for one in said["outcomes"] if one["outcome"] == "sum_of_prices")
    cells = {row[1]: row for row in cells_in(section) if row[0] == "sum_of_prices"}

    assert code == 0 and section.count("<figure>") == 1
    assert "groups and parameters change no outcome by 5 %" in section
    for one in told["parameters"]:
        assert cells[one["key"]][2] == numbers.number(one["first"])
        assert cells[one["key"]][5] == numbers.interval(one["total_low"], one["total_high"])
        assert cells[one["key"]][8] == ("changes nothing" if one["idle"] else "")
    (pair,) = told["pairs"]
    assert cells["money x noise.target"][6] == numbers.number(pair["second"]) != "-"


def test_a_page_without_the_program_says_why(ranks, tmp_path, monkeypatch):
    made_files.few_figures(monkeypatch)
    monkeypatch.setattr(drivers, "program_at", lambda named: None)
    code, section = page(ranks, tmp_path)

    assert code == 0 and "Not known: no program taosweep was found" in section


def test_what_is_no_answer_of_this_file_is_refused(ranks, rows, tmp_path, capsys):
    answer = tmp_path / "other.json"
    answer.write_text(made_files.taosweep("sensitivity", rows, "--json").stdout)
    assert figure(ranks, tmp_path, "--sensitivity", answer)[0] == 2
    assert "it is about another file" in capsys.readouterr().err
    answer.write_text('{"outcomes": []}')
    assert figure(ranks, tmp_path, "--sensitivity", answer)[0] == 2
    assert "this is no answer of 'taosweep sensitivity FILE --json'" in capsys.readouterr().err


def test_too_few_points_have_no_figure(tmp_path, capsys):
    few = made_files.sweep(tmp_path / "few.h5", RANKS, ARMS, 8)
    assert figure(few, tmp_path, "--program", made_files.program())[0] == 2
    assert "8 points" in capsys.readouterr().err


def test_idle_parameters_are_named_and_grey():
    nan = float("nan")
    rows_of = [drivers.Driver("a.b", {"total": (0.9, 0.8, 1.0)}),
               drivers.Driver("c.d", {"total": (0.01, 0.0, 0.02)}, True)]
    told = drivers.Told("x", 200, nan, rows_of, [])
    found = drivers.Found("saltelli", ("total",), "total", "rows", "one", "all points")

    def caption(*shown, cells=1):
        return bars.caption_of(found, told, "", ("total",), shown, cells)

    assert bars.bars_of(found) == ("total",)
    assert "Shown to change nothing by 5 %: c.d." in caption(*rows_of)
    assert "Lines are intervals" in caption(*rows_of) and "one cell of" not in caption(*rows_of)
    bare = drivers.Driver("a.b", {"total": (0.9, nan, nan)})
    assert "Lines are" not in caption(bare)
    assert "one cell of 4: all points" in caption(bare, cells=4)
    assert bars.label_of(rows_of[1]) == "c.d\nchanges nothing by 5 %"
    assert "1 weaker one not drawn" in caption(rows_of[0])
