"""Text from files and names on its way to a reader: nothing that would steer a terminal."""

import unicodedata

# Turn the direction of writing, or end a line or paragraph (Unicode 15, Bidi_Control, Zl, Zp); the
# program shows the same ones.
HIDDEN = {0x061C, 0x200E, 0x200F, *range(0x2028, 0x202F), *range(0x2066, 0x206A)}


def moves_the_reader(character):
    point = ord(character)
    return point < 0x20 or 0x7F <= point < 0xA0 or point in HIDDEN or 0xD800 <= point < 0xE000


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
    return "".join(name_of(c) if c not in kept and moves_the_reader(c) else c for c in str(text))


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
