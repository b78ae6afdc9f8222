"""table: what `taosweep compare` prints, as an SVG that can be read on light and on dark pages."""

import functools
import json
import re
import xml.etree.ElementTree as xml

import browser
import made_files
import pytest
from taosweep_analysis import __main__
from taosweep_analysis.draw import table as drawn
from taosweep_analysis.report import table_picture
from taosweep_analysis.sweep import Sweep

REGISTERED = """[contrasts]
prices move = sum_of_prices: foundation.acts=yes - foundation.acts=no > 0.5
prices stay = sum_of_prices: foundation.acts=yes - foundation.acts=no within 5
prices soar = sum_of_prices: foundation.acts=yes - foundation.acts=no > 5
"""
VARY = "yield.gain = uniform(0.3, 1.5)\nvalue.news = grid(0, 0.1)"
NAMES = ("sum_of_prices", "crash_12h", "root_controls", "control_days")
ASKED = [word for name in NAMES for word in ("--outcome", name)]
SVG = "{http://www.w3.org/2000/svg}"
BOXES = """[...document.querySelectorAll('text')].map(one => {
  const box = one.getBBox(); return [one.textContent, box.x, box.y, box.width, box.height]; })"""


once = functools.cache(Sweep)  # a file is looked at once, not for each picture of it


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    monkeypatch.setattr(table_picture, "Sweep", once)


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    """Two arms over twelve draws of two replicates in two cells, with registered contrasts."""
    out = tmp_path_factory.mktemp("tables") / "a.h5"
    return made_files.sweep(out, VARY, "foundation.acts = no, yes", 12, more=REGISTERED)


def table(path, out, *options):
    code = __main__.main(["table", str(path), "-o", str(out), *map(str, options)])
    return code, (xml.fromstring(out.read_bytes()) if code == 0 else None)


def texts(picture):
    return [one.text for one in picture.iter(f"{SVG}text")]


def rows_of_markdown(path, *options):
    said = made_files.taosweep("compare", path, "--markdown", *options).stdout
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in said.splitlines()
            if line.startswith("| ")]


@pytest.mark.parametrize("options", [[], ["--by-cell"], ["--scale", "ratio"]], ids=str)
def test_every_number_of_the_picture_is_one_that_compare_prints(path, tmp_path, options):
    code, picture = table(path, tmp_path / "a.svg", *ASKED, *options)
    assert code == 0
    words, rows, heads = texts(picture), 0, None

    for row in rows_of_markdown(path, *ASKED, *options):
        if row[0] in ("contrast", "outcome"):
            heads = row
            continue
        cells = dict(zip(heads, row))
        kept = [name for name in heads if name in (
            "contrast", "verdict", "outcome", "cell", "unit", "baseline", "arm", "difference",
            "ratio", "interval", "95 % interval", "at", "pairs")]
        found = [re.sub(r" \(.*\)", "", cells[name]) if name in ("baseline", "arm")
                 else cells[name] for name in kept]
        assert any(words[k : k + len(found)] == found for k in range(len(words))), found
        rows += 1
    assert rows >= (8 if "--by-cell" in options else 4)


def test_verdicts_stand_with_what_was_expected(path, tmp_path):
    code, picture = table(path, tmp_path / "a.svg")
    words = texts(picture)

    assert code == 0 and {"confirmed", "falsified", "inconclusive"} & set(words)
    said = json.loads(made_files.taosweep("compare", path, "--json").stdout)
    for row in said["registered"]:
        place = words.index(row["contrast"])
        assert words[place + 1] == row["verdict"]
        assert f"expected: {row['expected']}" in " ".join(words[place:])
    assert said["content_digest"][:16] in words[-1]
    assert all(word in picture.find(f"{SVG}desc").text for word in ("prices move", "confirmed"))


def test_without_a_name_few_rows_stand_those_that_were_registered_first(path, tmp_path):
    words = texts(table(path, tmp_path / "a.svg")[1])

    outcomes = words[words.index("outcome"):]
    assert outcomes[8:10] == ["sum_of_prices", "TAO/alpha"]
    (more,) = [word for word in words if "more in taosweep compare" in word]
    assert re.match(r"\d+ rows more", more)


def test_why_there_is_no_interval_stands_below_its_row(path, tmp_path):
    words = texts(table(path, tmp_path / "a.svg", "--outcome", "control_days")[1])

    said = json.loads(made_files.taosweep("compare", path, "--json", "--outcome",
                                          "control_days").stdout)["descriptive"]
    assert said[0]["low"] is None and "none" in words
    assert f"no interval: {said[0]['refusal']}" in " ".join(words)


def test_a_bar_lies_where_its_interval_does(tmp_path):
    rows = [drawn.Row([drawn.Text("a"), drawn.Bar(2, 1, 4)]),
            drawn.Row([drawn.Text("b"), drawn.Bar(0.5, 0.5, 1.5, 1.0)]),
            drawn.Row([drawn.Text("c"), drawn.Bar(1, float("nan"), float("nan"))])]
    picture = xml.fromstring(drawn.picture("t", [drawn.Table("t", ["n", "|0"], rows)], [], ""))

    middle, *_ = {float(one.get("x1")) for one in picture.iter(f"{SVG}line")
                  if one.get("class") == "muted"}
    bars = [(float(one.get("x1")) - middle, float(one.get("x2")) - middle)
            for one in picture.iter(f"{SVG}line") if one.get("class") == "bar"]
    points = [float(one.get("cx")) - middle for one in picture.iter(f"{SVG}circle")]
    assert bars == [pytest.approx((10, 40)), pytest.approx((-40, 40))]
    assert points == pytest.approx([20, -40])


def linear(colour):
    """Relative luminance of WCAG 2.1."""
    parts = [int(colour[k : k + 2], 16) / 255 for k in (1, 3, 5)]
    parts = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), parts))


@pytest.mark.parametrize("colours", [drawn.LIGHT, drawn.DARK], ids=["light", "dark"])
def test_words_and_bars_stand_out_from_the_ground(colours):
    role = dict(zip(drawn.ROLES, map(linear, colours)))
    ground = role["ground"] + 0.05

    for name in ("text", "muted", "confirmed", "falsified", "inconclusive", "bar"):
        other = role[name] + 0.05
        assert max(other, ground) / min(other, ground) >= 4.5, name
    assert all(f".{name}{{fill:{colour};" in drawn.style()
               for name, colour in zip(drawn.ROLES, colours))


def test_words_of_a_file_are_words_in_the_picture(tmp_path):
    arms = '[arm a]\nfoundation.acts = no\n[arm <b onload="x">&amp; ]]>]\nfoundation.acts = yes\n'
    out = tmp_path / "a.h5"
    config = made_files.BASE + arms + "[sweep]\nreplicates = 8\nseed = 1\n"
    made_files.run(out, config.replace("A small sweep", "<i>&lt;"))

    code, picture = table(out, tmp_path / "a.svg", "--outcome", "crash_12h")

    words = texts(picture)
    assert code == 0 and words[0] == "<i>&lt;"
    assert '<b onload="x">&amp; ]]> against a' in words


def test_letters_lie_within_the_frame_and_not_over_each_other(path, tmp_path):
    tab = browser.Browser(tmp_path / "browser")
    table(path, tmp_path / "a.svg", *ASKED, "--by-cell")
    try:
        tab.open(tmp_path / "a.svg", 1400)
        boxes = tab.value(BOXES)
        across = tab.value("document.documentElement.width.baseVal.value")
    finally:
        tab.close()

    assert len(boxes) > 60
    for words, x, _, wide, _ in boxes:
        assert 0 < x and x + wide < across, words
    for one, other in zip(boxes, boxes[1:]):
        same_line = abs(one[2] - other[2]) < 2
        assert not same_line or one[1] + one[3] < other[1], (one[0], other[0])


@pytest.mark.parametrize("options, said", [
    (["--program", "/no/where"], "/no/where: no program is there"),
    (["--outcome", "nothing"], "nothing"),
    (["--compared", "{answer}", "--by-cell"], "--by-cell cannot be taken beside --compared"),
    (["--compared", "{other}"], "it is about another file"),
    (["--compared", "{torn}"], "this is no answer of 'taosweep compare FILE --json'"),
], ids=["program", "outcome", "both", "other", "torn"])
def test_what_cannot_be_drawn_is_told_in_a_sentence(path, tmp_path, capsys, options, said):
    answer = made_files.taosweep("compare", path, "--json").stdout
    torn = json.loads(answer)
    torn["descriptive"][0]["low"] = "1"
    other = {**json.loads(answer), "content_digest": "0" * 64}
    for name, text in (("answer", answer), ("other", json.dumps(other)),
                       ("torn", json.dumps(torn))):
        (tmp_path / name).write_text(text)
    options = [word.format(**{name: tmp_path / name for name in ("answer", "other", "torn")})
               for word in options]

    code, _ = table(path, tmp_path / "a.svg", *options)

    assert code == 2 and said in capsys.readouterr().err
    assert not (tmp_path / "a.svg").exists()


def test_an_answer_that_was_kept_gives_the_same_picture(path, tmp_path):
    kept = tmp_path / "kept.json"
    kept.write_text(made_files.taosweep("compare", path, "--json", "--by-cell").stdout)

    table(path, tmp_path / "a.svg", "--by-cell")
    table(path, tmp_path / "b.svg", "--compared", kept)

    assert (tmp_path / "a.svg").read_bytes() == (tmp_path / "b.svg").read_bytes()


def test_a_page_takes_no_answer_by_cell(path, tmp_path, capsys):
    kept = tmp_path / "kept.json"
    kept.write_text(made_files.taosweep("compare", path, "--json", "--by-cell").stdout)

    code = __main__.main(["figure", str(path), "forest", "-o", str(tmp_path / "a.svg"),
                          "--compared", str(kept)])

    assert code == 2 and "which only a table takes" in capsys.readouterr().err


def test_two_files_are_named(path, tmp_path):
    made_files.sweep(tmp_path / "b.h5", VARY, "foundation.acts = no, yes", 12, more=REGISTERED)
    other = made_files.run(tmp_path / "c.h5", tmp_path / "b.ini", "sweep.seed=2")

    words = texts(table(path, tmp_path / "a.svg", "--outcome", "crash_12h")[1])
    both = __main__.main(["table", str(path), str(other), "-o", str(tmp_path / "b.svg"),
                          "--outcome", "crash_12h"])

    found = texts(xml.fromstring((tmp_path / "b.svg").read_bytes()))
    assert both == 0 and "foundation.acts=yes against foundation.acts=no" in words
    assert "foundation.acts=yes of c.h5 against foundation.acts=yes of a.h5" in found
