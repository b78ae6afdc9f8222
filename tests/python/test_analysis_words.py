"""Texts from files reach a terminal without what would steer it."""

import pytest
from taosweep_analysis import words


@pytest.mark.parametrize(
    "text, seen",
    [
        ("plain größer 数", "plain größer 数"),
        ("a\x1b[2Jb", r"a\x1B[2Jb"),
        ("line\nand\ttab", "line\nand\ttab"),
        ("\x7f\x85", r"\x7F\u{0085}"),
        ("\u202e\u2066\u200f\u2028", r"\u{202E}\u{2066}\u{200F}\u{2028}"),
        (b"o\xe9", r"o\xE9"),
        ("o\udce9", r"o\xE9"),  # as names of files have it
        ("\u200d\u0301", "\u200d\u0301"),  # joins letters, an accent: language, not steering
    ],
)
def test_what_moves_the_reader_is_named(text, seen):
    assert words.shown(text) == seen


def test_a_line_stays_a_line():
    assert words.shown_on_a_line("a\nb\r") == r"a\x0Ab\x0D"


def test_widths_are_those_of_a_terminal():
    assert [words.width(text) for text in ("abc", "数", "e\u0301")] == [3, 2, 1]
    assert words.padded("数", 4) == "数  "
