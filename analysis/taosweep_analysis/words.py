"""Text from files and names on its way to a reader: nothing that would steer a terminal."""

import re
import unicodedata

# Steer a terminal, turn the direction of writing, end a line or paragraph, or are no character by
# themselves (Unicode 15: Cc, Bidi_Control, Zl, Zp, Cs); the program shows the same ones.
MOVES_THE_READER = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"
)


def name_of(character):
    """'\\x1B', '\\u{202E}'; a byte that is no UTF-8 is a lone surrogate here, as in file names."""
    point = ord(character)
    if 0xDC80 <= point <= 0xDCFF:
        return f"\\x{point - 0xDC00:02X}"
    return f"\\x{point:02X}" if point < 0x80 else f"\\u{{{point:04X}}}"


def shown(text, kept="\n\t"):
    """The text with what would move the reader named instead, but for the characters kept."""
    if isinstance(text, bytes):
        text = text.decode(errors="surrogateescape")
    return MOVES_THE_READER.sub(lambda c: c[0] if c[0] in kept else name_of(c[0]), str(text))


def shown_on_a_line(text):
    return shown(text, kept="\t")


def width(text):
    """Columns of a terminal that a text takes."""
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1
        for c in text
    )


def padded(text, columns):
    """The text with blanks behind it up to a width."""
    return text + " " * (columns - width(text))
