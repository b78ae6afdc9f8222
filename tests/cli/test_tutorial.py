"""docs/tutorial.md, from its first line to its last as a newcomer follows it: files are saved as
it says, commands run line by line where it says, and what it quotes is what they print."""
import os
import pathlib
import re
import shlex
import subprocess

import h5py
import pytest

from program import PROGRAM

ROOT = pathlib.Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs/tutorial.md").read_text()
BLOCKS = list(re.finditer(r"^```(\w*)\n(.*?)^```", PAGE, flags=re.S | re.M))


def saved_as(block):
    """The file that the sentence before a block names: "Save ... as `mine/NAME`"."""
    names = re.findall(r"[Ss]ave (?:it|this) as `(mine/[\w.]+)`", PAGE[:block.start()])
    assert names, "nothing says where to save " + block[2][:40]
    return names[-1]


def run(line, folder):
    done = subprocess.run(shlex.split(line), cwd=folder, capture_output=True, text=True,
                          env={**os.environ, "TAOSWEEP_BINARY": PROGRAM})
    assert done.returncode == 0, f"{line}\n{done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def followed(tmp_path_factory):
    """The folder of somebody who has followed the page, and for each block what its commands
    printed."""
    folder = tmp_path_factory.mktemp("newcomer")
    (folder / "build/cpu").mkdir(parents=True)
    (folder / "build/cpu/taosweep").symlink_to(PROGRAM)
    for name in ("configs", "analysis"):
        (folder / name).symlink_to(ROOT / name)
    printed = {}
    for number, block in enumerate(BLOCKS):
        kind, text = block.groups()
        if kind in ("csv", "ini"):
            (folder / saved_as(block)).write_text(text)
        elif kind == "":
            printed[number] = [run(line, folder) for line in text.splitlines()]
    return folder, printed


def lines_of(texts):
    return {line.rstrip() for text in texts for line in text.splitlines()}


def test_every_command_ends_well_and_every_quote_is_what_was_just_printed(followed):
    """Numbers are the same on every machine (README, Determinism); with a new model_version, quote
    anew."""
    quotes = [number for number, block in enumerate(BLOCKS) if block[1] == "text"]
    assert len(quotes) >= 3
    for number in quotes:
        before = max(n for n in followed[1] if n < number)
        quoted = [line.rstrip() for line in BLOCKS[number][2].splitlines() if line.strip()]
        missing = [line for line in quoted if line not in lines_of(followed[1][before])]
        assert missing == []


def test_no_block_is_of_a_kind_that_is_not_tried():
    assert {block[1] for block in BLOCKS} == {"", "csv", "ini", "text"}


def test_the_answer_is_a_verdict_on_the_readers_own_question(followed):
    folder, _ = followed
    with h5py.File(folder / "mine/answer.h5") as answer:
        arms = answer["design/arm"].asstr()[...].tolist()
        assert arms == ["rule in force", "root of price", "gentler"]
        assert (answer["outcomes/status"][()] == 0).all()
    page = (folder / "mine/answer.html").read_text()
    assert "Does a root of the price feed" in page and "confirmed" in page
    assert page.count("http://") + page.count("https://") == page.count("http://www.w3.org")
    assert "<svg" in (folder / "mine/spreads.svg").read_text()
    assert "root of price less rule in force" in (folder / "mine/spreads.txt").read_text()


def test_the_table_for_a_pull_request_has_the_numbers_of_the_race(followed):
    _, printed = followed
    table = next(text for texts in printed.values() for text in texts if text.startswith("# Does"))
    (row,) = [line for line in table.splitlines() if line.startswith("| spreads |")]
    (quoted,) = [line for block in BLOCKS for line in block[2].splitlines()
                 if line.startswith("spreads   ")]
    assert re.split(r"\s{2,}", quoted.strip()) == [cell.strip() for cell in row.split("|")[1:-1]]


def test_the_limits_come_before_the_first_command():
    first = BLOCKS[0].start()
    assert 0 < PAGE.index("## What it cannot tell you") < first
    assert PAGE[:first].count("\n- ") >= 5


def test_what_it_says_besides_of_commands_and_keys_is_there(followed):
    """Subcommands and keys that the prose names."""
    known = subprocess.run([PROGRAM, "params"], capture_output=True, text=True, check=True).stdout
    keys = set(re.findall(r"^([a-z_]+\.[a-z0-9_]+) ", known, flags=re.M))
    named = set(re.findall(r"`([a-z_]+\.[a-z0-9_]+) = ", PAGE))
    named |= {f"{group}.{key}" for _, text in [block.groups() for block in BLOCKS]
              for group, key in re.findall(r"^(\w+)\.(\w+) +=", text, flags=re.M)}
    assert named and named <= keys
    outcomes = subprocess.run([PROGRAM, "outcomes"], capture_output=True, text=True,
                              check=True).stdout
    for name in set(re.findall(r"--outcome (\w+)|outcome `(\w+)`", PAGE)):
        assert re.search(rf"^{name[0] or name[1]} ", outcomes, flags=re.M), name
