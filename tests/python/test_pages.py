"""report: one page of any results file, which says what the file and compare say, and needs nothing
from outside."""

import contextlib
import html
import html.parser
import io
import json
import re

import made_files
import numpy
import pytest
from taosweep_analysis import __main__, open_sweep
from taosweep_analysis.estimate import compared
from taosweep_analysis.report import figures, tables
from taosweep_analysis.say import numbers, summary

pytestmark = pytest.mark.filterwarnings("error::UserWarning")

REGISTERED = """[contrasts]
prices move = sum_of_prices: foundation.acts=yes - foundation.acts=no > 0.5
prices stay = sum_of_prices: foundation.acts=yes - foundation.acts=no within 5
prices soar = sum_of_prices: foundation.acts=yes - foundation.acts=no > 5
[keep]
paths = 2
"""
VARY = "yield.gain = uniform(0.3, 1.5)\nattack.budget_tao = loguniform(100, 20000)"


class Page(html.parser.HTMLParser):
    """Elements with their attributes; raises where tags do not close in order."""

    def __init__(self, text):
        super().__init__()
        self.open, self.found, self.words = [], [], []
        self.feed(text)
        assert self.open == []

    def handle_starttag(self, tag, attributes):
        self.found.append((tag, dict(attributes)))
        if tag not in ("meta", "br"):
            self.open.append(tag)

    def handle_startendtag(self, tag, attributes):
        self.found.append((tag, dict(attributes)))

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.words.append(data)

    def of(self, tag):
        return [attributes for name, attributes in self.found if name == tag]


@pytest.fixture
def few(monkeypatch):
    """One figure of each kind, for what is not about figures."""
    made_files.few_figures(monkeypatch)


def report(path, out, *options):
    code = __main__.main(["report", str(path), "-o", str(out), *map(str, options)])
    return code, (out.read_text() if code == 0 else "")


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    """Two arms over twelve draws of two replicates, with registered contrasts and kept paths."""
    out = tmp_path_factory.mktemp("pages") / "a.h5"
    return made_files.sweep(out, VARY, "foundation.acts = no, yes", 12, more=REGISTERED, seed=2)


@pytest.fixture(scope="module")
def text(path):
    code, text = report(path, path.with_suffix(".html"), "--program", made_files.program())
    assert code == 0
    return text


@pytest.fixture(scope="module")
def bare(path):
    """What is said, and the page, without the program."""
    with pytest.MonkeyPatch.context() as patch:
        made_files.few_figures(patch)
        patch.setattr(compared, "program_at", lambda named: None)
        with contextlib.redirect_stdout(io.StringIO()) as said:
            code, text = report(path, path.with_name("bare.html"))
    assert code == 0
    return said.getvalue(), text


@pytest.fixture(scope="module")
def said(path):
    return json.loads(made_files.taosweep("compare", path, "--json").stdout)


def test_a_page_asks_nothing_of_the_network(text):
    page = Page(text)
    refers = [value for _, attributes in page.found for name, value in attributes.items()
              if name in ("src", "href", "xlink:href", "action", "data", "srcset")]

    assert refers and all(value.startswith(("#", "data:")) for value in refers)
    assert not re.search(r"@import|url\((?!#)", text)
    assert "script" not in {tag for tag, _ in page.found}
    policy = [a["content"] for a in page.of("meta")
              if a.get("http-equiv") == "Content-Security-Policy"]
    assert policy and policy[0].startswith("default-src 'none'")


def test_a_page_has_landmarks_headings_in_order_and_names_for_its_figures(text):
    page = Page(text)
    names = [attributes["id"] for _, attributes in page.found if "id" in attributes]
    levels = [int(tag[1]) for tag, _ in page.found if re.fullmatch("h[1-6]", tag)]

    assert len(names) == len(set(names))
    assert all(len(page.of(tag)) == 1 for tag in ("main", "header", "footer", "nav", "h1"))
    assert page.of("html")[0]["lang"] == "en" and levels[0] == 1 and levels.count(1) == 1
    assert all(below - above <= 1 for above, below in zip(levels, levels[1:]))
    pictures = [a for a in page.of("svg") if a.get("role") == "img"]
    assert len(pictures) == len(page.of("figure")) >= 8
    labels = [a["aria-labelledby"] for tag, a in page.found if "aria-labelledby" in a]
    assert all(name in names for label in labels for name in label.split())
    links = [a["href"][1:] for a in page.of("a")]
    assert set(links) <= set(names) and "main" in links
    assert all(a.get("tabindex") == "0" for a in page.of("div") if a.get("class") == "wide")


def test_verdicts_and_differences_of_a_page_are_those_of_compare(text, said):
    rows = re.findall(r"<tr>(.*?)</tr>", text, flags=re.S)
    cells = [re.sub(r"<[^>]*>", "", re.sub(r"</t[hd]>", "|", row)).split("|") for row in rows]
    by_name = {row[0]: row for row in cells}

    words = {row["verdict"] for row in said["registered"]}
    assert words == {"confirmed", "falsified", "inconclusive"}
    for row in said["registered"]:
        shown = by_name[row["contrast"]]
        assert shown[1] == row["verdict"]
        assert shown[3] == numbers.interval(row["low"], row["high"])
    wanted = next(row for row in said["descriptive"] if row["outcome"] == "sum_of_prices")
    found = next(row for row in cells if row[0] == "sum_of_prices" and row[3] == wanted["baseline"])
    assert found[4] == numbers.number(wanted["difference"]) != "-"
    assert found[5] == numbers.interval(wanted["low"], wanted["high"])
    assert found[8] == str(wanted["pairs"])


def test_page_compare_and_xarray_have_one_difference(path, said):
    sweep = open_sweep(path)
    by_program = compared.of_sweep(sweep, made_files.program())
    by_file = compared.of_file(sweep, "asked not to")
    wanted = next(row for row in said["descriptive"] if row["outcome"] == "sum_of_prices")

    for rows in (by_program.differences, by_file.differences):
        row = next(row for row in rows if row.outcome == "sum_of_prices")
        assert (row.value, row.pairs) == (pytest.approx(wanted["difference"], rel=1e-9), 24)
    assert float(sweep.paired()["mean"].sel(outcome="sum_of_prices")[0]) == row.value


def test_medians_of_a_page_are_those_of_the_file(path, text):
    found = open_sweep(path).quantiles().sel(outcome="sum_of_prices", quantile=0.5)
    for arm in range(2):
        shown = numbers.number(float(found["value"][arm, 0]))
        bounds = numbers.interval(float(found["low"][arm, 0]), float(found["high"][arm, 0]))
        assert f'<td class="n">{shown}</td><td class="n">{bounds}</td>' in text


def test_the_top_of_a_page_has_at_most_120_words_and_one_number_first(path, text):
    top = html.unescape(re.search(r'<p class="lead">(.*?)</p>', text, flags=re.S)[1])
    assert "1 confirmed, 1 falsified, 1 inconclusive" in top and len(top.split()) <= 120
    assert "sum of alpha prices at the end, \u2018foundation.acts=yes\u2019 less" in top
    assert len(re.findall(r"\d+ pairs", top)) == 1  # the others by their words alone
    assert text.index('class="lead"') < text.index("<figure") < text.index("<dt>Question")

    many = summary.within("one two", ["a b c " * 20] * 9, "the end")
    assert summary.words_in(many) <= 120 and many.endswith("the end")


def test_six_statements_carry_a_verdict_and_others_are_descriptive(path, said):
    answer = {**said, "registered": said["registered"][:1] * 8}
    found = compared.parsed(open_sweep(path), json.dumps(answer), "made up")
    table = tables.verdicts(found)
    assert table.count('<span class="') == 6 and table.count("<td>descriptive</td>") == 2
    shown = figures.headline(open_sweep(path), found)
    assert len(shown.figure.axes) == 6


def test_the_first_figure_is_not_drawn_again(bare):
    names = re.findall(r'<title id="(?:first-)?(forest-[^"]*)-title">', bare[1])
    assert len(names) == 2 and len(set(names)) == 2


def test_a_page_says_what_it_does_not_show_where_it_comes_from_and_how_to_make_it_again(path, text):
    words = " ".join(Page(text).words)
    attributes = open_sweep(path).attributes
    for said in ("What this does not show", "steps of 300 blocks", "uniform(0.3, 1.5)",
                 attributes["content_digest"], attributes["config_hash"], "taosweep rerun",
                 "no action reached", "point 0, replicate 0"):
        assert said in words, said


def test_without_the_program_a_page_has_the_numbers_of_the_file(path, bare):
    said, text = bare

    assert "no program taosweep was found" in said
    assert "no verdict here: no program taosweep was found" in text
    row = next(r for r in compared.of_file(open_sweep(path), "").differences
               if r.outcome == "sum_of_prices")
    assert numbers.interval(row.low, row.high) in text and numpy.isfinite(row.low)


def test_an_answer_of_compare_serves_instead_of_the_program(path, said, tmp_path, few, capsys):
    answer = tmp_path / "said.json"
    answer.write_text(json.dumps(said))
    _, page = report(path, tmp_path / "a.html", "--program", made_files.program())
    code, same = report(path, tmp_path / "a.html", "--compared", answer)
    assert code == 0 and same == page  # to the byte: a page follows from its file

    answer.write_text(json.dumps({**said, "content_digest": "f" * 64}))
    assert report(path, tmp_path / "b.html", "--compared", answer)[0] == 2
    assert "it is about another file" in capsys.readouterr().err
    answer.write_text("{}")
    assert report(path, tmp_path / "b.html", "--compared", answer)[0] == 2
    assert "this is no answer of" in capsys.readouterr().err


@pytest.mark.parametrize("name, reason", [
    ("a.h5", "a page ends in .html"), ("none/a.html", "no such folder")])
def test_a_page_goes_to_a_page_alone(path, name, reason, tmp_path, capsys):
    assert report(path, tmp_path / name)[0] == 2
    said = capsys.readouterr().err
    assert reason in said and said.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


def test_words_of_a_file_are_words_on_its_page(tmp_path, few):
    nasty = '<script src="//x">alert(1)</script> $\\frac{$ & "quotes"'
    out = tmp_path / "a.h5"
    config = made_files.BASE.replace("A small sweep", nasty).replace(
        "What does the analysis say?", nasty)
    arms = f"[arm {nasty[:8]}$x$]\nfoundation.acts = no\n[arm $]\nfoundation.acts = yes\n"
    made_files.run(out, config + arms + "[sweep]\nreplicates = 8\nseed = 1\n")

    code, text = report(out, tmp_path / "a.html", "--program", made_files.program())

    assert code == 0 and "<script" not in text and "&lt;script src=" in text
    assert "$x$" in text
    Page(text)
