"""Damaged and hostile results files: no command crashes, hangs, takes them for whole, reads another
file, or sends what steers a terminal.

Every crafted file goes to one command of six, the next to the next, and 24 damaged files to two;
under TAOSWEEP_LONG two commands get each of either, and 128 files are damaged.
scripts/fault_check.sh tries thousands, crafted ones by all commands."""
import os

import pytest

import campaign
import craft
import damage
from trial import COMMANDS, make_base, try_file

LONG = bool(os.environ.get("TAOSWEEP_LONG"))
COMMANDS_OF_A_CRAFT, DAMAGES = (2, 128) if LONG else (1, 24)


@pytest.fixture(scope="module")
def base(tmp_path_factory):
    return make_base(tmp_path_factory.mktemp("faults"))


def _bad(results):
    return [str(result) for result in results if result.faults]


def test_whole_files_pass_all_commands(base, tmp_path):
    for command in COMMANDS:
        file = base.shards[1] if command == "merge" else base.whole
        ended = try_file(command, file, base, tmp_path)
        assert ended.code == 0 and not ended.faults(), ended


@pytest.fixture(scope="module")
def crafted(base):
    return campaign.run(campaign.crafted(campaign.in_turn(COMMANDS_OF_A_CRAFT)), base)


def test_crafted_files_do_no_harm(crafted):
    assert _bad(crafted[0]) == []


def test_no_byte_of_another_file_is_read(crafted):
    assert crafted[1] == 0


@pytest.mark.parametrize("name", sorted(craft.HARMLESS))
def test_what_says_nothing_false_is_read(crafted, name):
    results = [result for result in crafted[0] if result.case.what == name]
    assert results and all(result.code == 0 for result in results), results


def test_damaged_files_do_no_harm(base):
    pick = campaign.in_turn(2)
    damages = damage.some(DAMAGES, base.whole.stat().st_size, seed=6)
    results, _ = campaign.run([campaign.Case(what, pick(i)) for i, what in enumerate(damages)],
                              base)
    assert len(results) > 1.5 * DAMAGES and _bad(results) == []
