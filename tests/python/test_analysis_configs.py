"""Every config that is shipped, cut small, through every command of the analysis: it works, or says
in one sentence what is missing."""

import functools
import re

import made_files
import pytest
from taosweep_analysis import __main__
from taosweep_analysis.draw import style
from taosweep_analysis.draw.drawn import Drawn
from taosweep_analysis.report import one_figure, write
from taosweep_analysis.sweep import Sweep

pytestmark = pytest.mark.filterwarnings("error::UserWarning")

CONFIGS = sorted((made_files.ROOT / "configs").glob("*.ini"))
WORKS = {
    *((config.stem, "facts") for config in CONFIGS),
    *(("sn28", "sn28"), ("sn28", "sn28 --rules"), ("eras", "eras")),
}  # steps needs a second file: test_step_error.py
# Pages of these are drawn: own words and figures, days kept, arms, cells; of the others in the long
# run, and foreign ones below.
DRAWN = ("sn28", "sn28_rules", "eras", "markets", "gate_rank")
KEEPS_EACH_DAY = ("markets", "markets_2026")  # prices of whole economies
ERAS = ("time.days=182",)  # beyond the day on which its arms part

# What a config needs besides where there are few subnets.
CUT = {
    "eras": {"settings": ERAS, "points": 8, "subnets": 12},
    "bitcoin_mining": {"subnets": 14},
    "no_intervention": {"settings": ("attack.every=2", "time.days=60"), "subnets": 12},
    "step_error": {"settings": ("time.days_after_start=20",)},  # steps of one block
}


@pytest.fixture(scope="module", autouse=True)
def once():
    with pytest.MonkeyPatch.context() as patch:
        made_files.once(patch)
        yield


class Small(dict):
    """Results of a shipped config by its name, made when asked for."""

    def __init__(self, folder):
        super().__init__()
        self.folder = folder

    def __missing__(self, name):
        config = made_files.ROOT / f"configs/{name}.ini"
        self[name] = cut_small(self.folder / f"{name}.h5", config, **CUT.get(name, {}))
        return self[name]


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    """Few points a cell, few subnets."""
    return Small(tmp_path_factory.mktemp("small"))


def of_size(points, subnets):
    return f"sweep.points={points}", f"network.subnets={subnets}", "attack.netuid=3"


def cut_small(out, config, settings=(), points=2, subnets=6):
    """A run of a config, or of its text, with few points, few subnets and no kept paths."""
    text = config if isinstance(config, str) else config.read_text()
    paths = ["keep.economies="] if re.search(r"^economies", text, flags=re.M) else []
    if not re.search(r"^[\w.]+ *= *(log)?(uniform|normal)\(", text, flags=re.M):  # none is drawn
        sizes = "sweep.replicates=2", "keep.paths=2", f"network.subnets={subnets}"
        return made_files.run(out, config, *sizes, *paths, *settings)
    return made_files.run(out, config, *of_size(points, subnets), *paths, *settings)


def arguments(command, name, small, out):
    if command == "facts":
        return ["facts", str(small[name])]
    if command == "eras":
        return ["eras", str(small[name]), "--out", str(out)]
    if command == "steps":
        return ["steps", str(small[name]), str(small[name]), "--out", str(out)]
    rules = ["--rules", str(small["sn28_rules"])] if "--rules" in command else []
    return ["sn28", str(small[name]), *rules, "--out", str(out)]


@pytest.mark.parametrize("command", ["facts", "sn28", "sn28 --rules", "eras", "steps"])
@pytest.mark.parametrize("name", [config.stem for config in CONFIGS])
def test_every_shipped_config_through_every_command(name, command, small, tmp_path, capsys):
    out = tmp_path / "out"

    code = __main__.main(arguments(command, name, small, out))

    said = capsys.readouterr()
    if (name, command) in WORKS:
        assert code == 0 and said.err == "" and said.out
        assert out.exists() == (command != "facts")
    else:
        assert code == 2 and said.out == "" and said.err.count("\n") == 1
        assert "this file lacks" in said.err and not out.exists()


@pytest.mark.parametrize("days", [1, 30, *made_files.more(12)])
def test_a_horizon_that_is_too_short_is_said_before_anything_is_written(days, tmp_path, capsys):
    config = made_files.ROOT / "configs/sn28.ini"
    path = cut_small(tmp_path / "a.h5", config, (f"time.days_after_start={days}",), points=1)

    code = __main__.main(["sn28", str(path), "--out", str(tmp_path / "out")])

    said = capsys.readouterr()
    assert code == 2 and "is defined" in said.err and "time.days may be too short" in said.err
    assert said.err.count("\n") == 1 and not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    "line, instead, words",
    [
        ("foundation.abstain_share   = uniform(0, 1)", "", "draws of foundation.abstain_share"),
        ("[arm fresh day 45 no action]", "[arm the same again]", None),
        (
            "[arm fresh day 45 no action]",
            "[arm the same again]\nattack.day = 0\nattack.subnet = existing\nfoundation.acts = no\n"
            "attack.exit_on_action = no\n[arm fresh day 45 no action]",
            "lacks a single arm of day 0 on an existing subnet with no action (it has 2)",
        ),
        ("mode          = meme_holders", "mode          = none", "is defined"),
        ("attack.day            = 0\n", "attack.day            = 5\n", "an arm of day 0 on an"),
        (
            "attack.shock          = loguniform(3, 100)",
            "network.root_tao = uniform(5e6, 6e6)",
            "one value of network.root_tao for all economies",
        ),
    ],
)
def test_a_changed_experiment_works_or_names_what_it_lacks(line, instead, words, tmp_path, capsys):
    text = (made_files.ROOT / "configs/sn28.ini").read_text()
    assert line in text
    path = cut_small(tmp_path / "a.h5", text.replace(line, instead), points=1)

    code = __main__.main(["sn28", str(path), "--out", str(tmp_path / "out")])

    said = capsys.readouterr()
    if words is None:
        assert code == 0, said.err
    else:
        assert code == 2 and words in said.err and said.err.count("\n") == 1


@pytest.mark.parametrize("name", ["sn28", "sn28_rules"])
def test_rules_of_another_sweep_are_named_before_anything_is_written(name, small, tmp_path, capsys):
    rules = small["sn28"] if name == "sn28" else tmp_path
    out = tmp_path / "out"

    assert (
        __main__.main(["sn28", str(small["sn28"]), "--rules", str(rules), "--out", str(out)]) == 2
    )
    assert capsys.readouterr().out == "" and not out.exists()


FOREIGN = {
    "one axis": ("yield.gain = grid(0.3, 0.9, 1.5)", "foundation.acts = no, yes"),
    "no arms": ("attack.day = grid(0, 1)\nyield.gain = uniform(0.3, 1.5)", ""),
    "three axes": (
        "attack.day = grid(0, 1)\nattack.subnet = list(existing, fresh)\nyield.gain = grid(1, 2)",
        "",
    ),
    "one economy": ("", ""),
}
# What the experiments that have a folder of their own say first.
OWN = {
    "sn28": ("Until when there is a veto", "of root controls subnet 28"),
    "eras": ("The hypothesis is ", "The gate by rank", "under each rule"),
    "sn28_rules": ("Hypothesis on the rules as registered: ",),
}
COMMANDS = ("facts", "sn28", "eras", "steps", "table", "markets")
KEPT = "[keep]\npaths = 1\n"


def touched(drawn, place, kind):
    """Stands for what takes its time."""
    style.pyplot.close(drawn.figure)
    place.touch()


def page_and_figures(path, folder, capsys, monkeypatch, drawn):
    """-> kinds of figures that the file has. Every command ends in a file or in one sentence."""
    read = functools.lru_cache(None)(Sweep)
    for command in (write, one_figure):
        monkeypatch.setattr(command, "Sweep", read)
    if not drawn:
        monkeypatch.setattr(Drawn, "save", touched)
    had = set()
    for kind in one_figure.KINDS:
        out = folder / f"{kind}.svg"
        by_program = kind in ("forest", "sensitivity")
        options = ["--program", made_files.program()] if by_program else []
        code = __main__.main(["figure", str(path), kind, "-o", str(out), *options])
        said = capsys.readouterr()
        if code == 0:
            assert out.exists() and out.with_suffix(".txt").read_text() and said.err == ""
            had.add(kind)
        else:
            assert code == 2 and said.out == "" and said.err.count("\n") == 1, said.err
            assert not out.exists()
    monkeypatch.undo()
    made_files.few_figures(monkeypatch)
    monkeypatch.setattr(write, "Sweep", read)
    page = folder / "page.html"
    program = ["--program", made_files.program()]
    code = __main__.main(["report", str(path), "-o", str(page), *program])
    said = capsys.readouterr()
    assert code == 0 and said.err == "", said.err
    assert "<figure>" in page.read_text() and page.stat().st_size < 6e6
    return had


def others_that_work(path, folder, capsys, commands):
    """Which of these commands work on a file; each of the others says in one sentence why not."""
    found = set()
    for command in commands:
        out = folder / f"{command}.svg"
        options = {
            "table": ["-o", str(out), "--outcome", "sum_of_prices", "--program",
                      made_files.program()],
            "facts": [],
            "markets": [],
            "steps": [str(path), "--out", str(folder / "out")],
        }.get(command, ["--out", str(folder / "out")])
        code = __main__.main([command, str(path), *options])
        said = capsys.readouterr()
        if code == 0:
            assert said.out and said.err == "" and (command != "table" or out.exists())
            found.add(command)
        else:
            assert code == 2 and said.out == "" and said.err.count("\n") == 1, said.err
            assert str(path) in said.err and not (folder / "out").exists()
    return found


def has_arms(name):
    return "[arm" in (made_files.ROOT / f"configs/{name}.ini").read_text()


@pytest.mark.parametrize("name", [*DRAWN, *made_files.more(
    *(config.stem for config in CONFIGS if config.stem not in DRAWN))])
def test_every_shipped_config_has_a_page(name, small, tmp_path, capsys, monkeypatch):
    had = page_and_figures(small[name], tmp_path, capsys, monkeypatch, drawn=False)

    assert "fan" in had
    works = others_that_work(small[name], tmp_path, capsys, ("table", "markets"))
    assert ("table" in works) == has_arms(name)
    assert ("markets" in works) == (name in KEEPS_EACH_DAY)
    text = (tmp_path / "page.html").read_text()
    assert ('<section id="own"' in text) == (name in ("sn28", "eras"))  # have figures of their own
    top = text[: text.index("<nav")]
    assert all(words in top for words in OWN.get(name, ()))


@pytest.mark.parametrize("name, kinds", [
    ("one axis", {"fan", "map", "survival", "paths"}),
    ("no arms", {"fan", "map", "survival", "scatter", "paths"}),
    ("three axes", {"fan", "map", "survival", "paths"}),
    ("one economy", {"fan", "survival", "paths"}),
])
def test_a_foreign_config_has_a_page(name, kinds, tmp_path, capsys, monkeypatch):
    vary, arms = FOREIGN[name]
    replicates = 1 if name == "one economy" else 2
    path = made_files.sweep(tmp_path / "a.h5", vary, arms, 8, replicates, KEPT)

    had = page_and_figures(path, tmp_path, capsys, monkeypatch, drawn=name != "three axes")

    assert had == kinds
    works = others_that_work(path, tmp_path, capsys, COMMANDS)
    assert works == {"facts"} | ({"table"} if arms else set())
