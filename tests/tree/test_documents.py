"""What the pages of docs/ say of the code and of the program is so."""
import os
import pathlib
import re
import subprocess

import pytest

from test_tree import ROOMS

ROOT = pathlib.Path(__file__).resolve().parents[2]
PAGES = sorted(ROOT.glob("docs/*.md"))
PROGRAM = os.environ["TAOSWEEP_BINARY"]


def page(name):
    return (ROOT / "docs" / name).read_text()


def said(*arguments):
    return subprocess.run([PROGRAM, *arguments], capture_output=True, text=True, check=True).stdout


def comments(path):
    """Lines of the comments of a file, as they stand, without spaces at the ends."""
    return {re.sub(r"^\s*///?", "", line).strip() for line in path.read_text().splitlines()
            if re.match(r"\s*//", line)}


def test_every_equation_of_the_model_stands_over_the_code_that_it_names():
    quotes = re.findall(r"^\[`[^`]*`\]\(\.\./([^)]*)\)\n\n```\n(.*?)^```", page("model.md"),
                        flags=re.S | re.M)
    assert len(quotes) > 50
    assert len(quotes) == page("model.md").count("\n```\n") // 2
    wrong = [f"{file}: {line}" for file, text in quotes for line in text.splitlines()
             if line.strip() not in comments(ROOT / file)]
    assert wrong == []


def test_the_model_quotes_every_cohort_and_every_share_of_emission():
    quoted = set(re.findall(r"\(\.\./kernels/(?:cohorts|chain/share)/(\w+)\.hpp\)",
                            page("model.md")))
    lists = [(ROOT / f"kernels/{name}").read_text()
             for name in ("cohorts/all.hpp", "chain/share/share.hpp")]
    listed = {name for text in lists
              for name in re.findall(r'include "kernels/(?:cohorts|chain/share)/(\w+)', text)}
    # Quoted where they are told; validators have no equation but a constant hazard.
    assert listed - quoted - {"validators", "run_formula"} == set()


def test_the_order_of_a_day_is_that_of_the_code():
    run = (ROOT / "kernels/economy/run.hpp").read_text()
    text = run[run.index("while (block < end)"):]
    stages = (ROOT / "kernels/economy/stages/stages.hpp").read_text()
    rows = re.findall(r"^\| each (\w+)[^|]*\|(.*)\|$", page("model.md"), flags=re.M)
    assert [when for when, _ in rows] == ["day", "tick", "step", "tick"]
    for when, row in rows:
        named = re.findall(r"`(\w+)`", row)
        body = stages[stages.index("using OneBlock"):] if when == "step" else text
        places = [body.find(name) for name in named if name != "start_day"]
        assert -1 not in places, (when, named, places)
        assert places == sorted(places), (when, named)


def test_the_rooms_of_the_architecture_are_those_of_the_tree():
    text = page("architecture.md")
    kernels, host = text.split("| room of `kernels/` |")[1].split("| room of `host/` |")
    assert tuple(re.findall(r"^\| `([\w.]+)` \|", kernels, flags=re.M)) == ROOMS
    rows = re.findall(r"^\| `(\w+)` \|[^|]*\|([^|]*)\|$", host, flags=re.M)
    rooms = {path.name for path in (ROOT / "host").iterdir() if path.is_dir()}
    assert {room for room, _ in rows} == rooms
    for room, told in rows:
        asked = {found for path in (ROOT / "host" / room).rglob("*")
                 if path.suffix in {".hpp", ".cpp", ".def"}
                 for found in re.findall(r'#include "host/(\w+)/', path.read_text())} - {room}
        words = {word.strip() for word in told.split(",") if word.strip()}
        if told.strip().startswith("all but "):
            words = rooms - {room} - set(told.strip()[8:].split(" and "))
        assert words == asked, room


@pytest.mark.parametrize("name", ["architecture.md", "statistics.md", "tutorial.md", "model.md",
                                  "file_format.md"])
def test_files_that_a_page_names_exist(name):
    named = re.findall(r"`((?:kernels|host|tests|scripts|configs|analysis|docs)/[\w./]*)`",
                       page(name))
    assert [path for path in named if not (ROOT / path).exists()] == []


def test_keys_and_outcomes_that_pages_name_are_known_to_the_program():
    keys = set(re.findall(r"^([a-z_]+\.[a-z0-9_]+) = ", said("params"), flags=re.M))
    groups = {key.split(".")[0] for key in keys}
    assert len(keys) > 100
    unknown = []
    for path in PAGES:
        for key in re.findall(r"`([a-z]+\.[a-z][a-z0-9_]*)(?: = [^`]*)?`", path.read_text()):
            group, end = key.split(".")
            if group in groups and end not in ("md", "csv", "hpp", "h5") and key not in keys:
                unknown.append(f"{path.name}: {key}")
    assert unknown == []


def test_commands_that_pages_name_are_those_of_the_program():
    commands = set(re.findall(r"^  ([a-z]+) {2,}", said("--help").split("Subcommands:")[1],
                              flags=re.M))
    named = {command for path in PAGES
             for command in re.findall(r"(?:^|`|/)taosweep ([a-z]+)", path.read_text(), flags=re.M)}
    assert named and named <= commands


def test_the_page_of_the_file_has_every_dataset_and_attribute_of_a_file(tmp_path):
    """Of a small sweep with arms, replicates and a kept path."""
    h5py = pytest.importorskip("h5py")
    out = tmp_path / "smoke.h5"
    subprocess.run([PROGRAM, "run", ROOT / "tests/configs/smoke.ini", "-o", out, "--quiet",
                    "--device", "cpu"], check=True, capture_output=True)
    text = page("file_format.md")
    names = re.findall(r"^([a-z0-9_]+) {2,}", said("outcomes"), flags=re.M)
    outcomes = f"(?:{'|'.join(names)})"
    patterns = {}
    for group, name, axes in re.findall(r"^\| `/(\w+)/([\w*]+)` \| ([^|]*) \|", text, flags=re.M):
        pattern = name.replace("file_K", r"file_\d+").replace("KEY", r"\w+\.\w+")
        pattern = pattern.replace("QUANTITY", r"\w+").replace(
            "NAME", r"\w+" if group.startswith("series") or "time" in axes else outcomes)
        patterns.setdefault((group, len(axes.split(","))), []).append(pattern)
    lost = []
    with h5py.File(out) as results:
        for group, members in results.items():
            for name, item in members.items():
                known = patterns.get((group, item.ndim), [])
                is_axis = item.attrs.get("CLASS") == b"DIMENSION_SCALE"
                if not is_axis and not any(re.fullmatch(one, name) for one in known):
                    lost.append(f"{group}/{name}")
        attributes = set(results.attrs)
    head = text.split("## Attributes of the root")[1].split("## Groups")[0]
    told = set(re.findall(r"\w+", " ".join(re.findall(r"^\| ([^|]*) \|", head, flags=re.M))))
    assert lost == [] and attributes <= told


def registered_units():
    """name -> unit of every outcome, as the program prints them; 1 is not printed."""
    found = re.findall(r"^([a-z0-9_]+) {2,}\d+ (?:logarithmic )?bins \[[^\]]*\]([^,\n]*)",
                       said("outcomes"), flags=re.M)
    return {name: unit.strip() or "1" for name, unit in found}


def test_the_page_of_metrics_names_outcomes_in_their_units():
    units = registered_units()
    assert len(units) > 100
    rows = re.findall(r"^\| (?!metric|-)[^|]* \| ([^|]*) \| [^|]* \| ([^|]*) \|$",
                      page("metrics.md"), flags=re.M)
    assert len(rows) == page("metrics.md").count("\n| ") - page("metrics.md").count("| metric |")
    wrong = [f"{name} [{unit}]" for names, unit in rows for name in re.findall(r"`(\w+)`", names)
             if units.get(name) != unit]
    assert wrong == []


def test_the_page_of_metrics_has_every_outcome_that_is_a_usual_one():
    rows = (ROOT / "kernels/register/usual_outcomes.def").read_text()
    names = [name for name in re.findall(r"^OUTCOME\((\w+)", rows, flags=re.M)
             if not name.endswith("_observed")]
    assert len(names) > 30
    assert [name for name in names if f"`{name}`" not in page("metrics.md")] == []
