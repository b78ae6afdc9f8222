"""A table as a picture of its own, for pages that show pictures alone: letters of one width, and a
ground of its own, so that it can be read on light and on dark pages."""

from __future__ import annotations

import dataclasses
import html
import math
import re
import textwrap

from ..words import shown_on_a_line, width

LETTER, NOTE = 13, 11.5  # heights of letters [pixel]
ADVANCE = 0.61  # width of a letter of one width, in its height: the widest such font in use
LINE, NOTE_LINE, GAP, EDGE, BAR = 22, 16, 18, 20, 90  # [pixel]
FONTS = "ui-monospace, SFMono-Regular, Menlo, Consolas, 'Liberation Mono', monospace"
# ground, frame, text, muted, of each verdict, bar: in a light and in a dark reader.
ROLES = ("ground", "frame", "text", "muted", "confirmed", "falsified", "inconclusive", "bar")
LIGHT = ("#ffffff", "#d0d7de", "#1f2328", "#59636e", "#116329", "#a40e26", "#59636e", "#0969da")
DARK = ("#0d1117", "#3d444d", "#f0f6fc", "#9198a1", "#3fb950", "#ff7b72", "#9198a1", "#4493f8")


@dataclasses.dataclass(frozen=True)
class Text:
    words: str
    role: str = "text"


@dataclasses.dataclass(frozen=True)
class Bar:
    """An interval and its estimate, on a scale of its row about the value of no difference."""

    value: float
    low: float
    high: float
    nothing: float = 0.0  # 1 of ratios
    role: str = "bar"


@dataclasses.dataclass(frozen=True)
class Row:
    cells: list
    note: str = ""


@dataclasses.dataclass(frozen=True)
class Table:
    """'>' before a head puts its column to the right, '|' the head itself into the middle."""

    title: str
    heads: list
    rows: list
    note: str = ""


def safe(text):
    """Words of a file in XML."""
    return html.escape(re.sub("[\ufffe\uffff]", "\ufffd", shown_on_a_line(text)))


def style():
    def rules(colours):
        paint = [
            f".{role}{{fill:{colour};stroke:{colour}}}" for role, colour in zip(ROLES, colours)
        ]
        return "".join(paint)

    return (
        f"text{{font:{LETTER}px {FONTS}}}text.note{{font-size:{NOTE}px}}text{{stroke:none!important"
        f"}}.head{{font-weight:bold}}{rules(LIGHT)}.ground{{stroke:none}}"
        f"@media(prefers-color-scheme:dark){{{rules(DARK)}.ground{{stroke:none}}}}"
    )


def columns_of(table):
    """Width of each column [pixel]."""
    found = []
    for place, head in enumerate(table.heads):
        cells = [row.cells[place] for row in table.rows]
        texts = [head.lstrip(">|")] + [cell.words for cell in cells if isinstance(cell, Text)]
        bar = BAR if any(isinstance(cell, Bar) for cell in cells) else 0
        found.append(max(bar, ADVANCE * LETTER * max(width(shown_on_a_line(t)) for t in texts)))
    return found


class Sheet:
    """Lines from top to bottom; y is where the next one begins."""

    def __init__(self, across):
        self.across, self.y, self.parts = across, EDGE, []

    def text(self, x, words, kind, anchored="start"):
        anchor = "" if anchored == "start" else f' text-anchor="{anchored}"'
        base = self.y + 0.7 * LINE
        self.parts.append(
            f'<text x="{x:.1f}" y="{base:.1f}" class="{kind}"{anchor}>{safe(words)}</text>'
        )

    def paragraph(self, words, kind="note muted"):
        """Words over as many lines as they need."""
        columns = int((self.across - 2 * EDGE) / (ADVANCE * NOTE))
        for line in textwrap.wrap(shown_on_a_line(words), columns):
            self.text(EDGE, line, kind)
            self.y += NOTE_LINE

    def title(self, words):
        columns = int((self.across - 2 * EDGE) / (ADVANCE * LETTER))
        for line in textwrap.wrap(shown_on_a_line(words), columns):
            self.text(EDGE, line, "head text")
            self.y += LINE

    def rule(self):
        self.parts.append(
            f'<line x1="{EDGE}" x2="{self.across - EDGE:.1f}" y1="{self.y}" y2="{self.y}" '
            'class="frame"/>'
        )

    def bar(self, x, bar):
        """Nothing is in the middle of its column; a bar reaches as far as its farther end."""
        middle, y = x + BAR / 2, self.y + LINE / 2
        self.parts.append(
            f'<line x1="{middle:.1f}" x2="{middle:.1f}" y1="{y - 8:.1f}" y2="{y + 8:.1f}" '
            'class="muted"/>'
        )
        ends = [bar.low - bar.nothing, bar.high - bar.nothing, bar.value - bar.nothing]
        if not all(map(math.isfinite, ends)):
            return
        scale = (BAR / 2 - 5) / (max(map(abs, ends)) or 1)
        low, high, value = (middle + scale * end for end in ends)
        self.parts.append(
            f'<line x1="{low:.1f}" x2="{high:.1f}" y1="{y:.1f}" y2="{y:.1f}" class="{bar.role}" '
            f'stroke-width="3"/><circle cx="{value:.1f}" cy="{y:.1f}" r="4" class="{bar.role}"/>'
        )

    def row(self, cells, heads, columns):
        x = EDGE
        for cell, head, column in zip(cells, heads, columns):
            if isinstance(cell, Bar):
                self.bar(x, cell)
            elif head.startswith(">"):
                self.text(x + column, cell.words, cell.role, "end")
            elif head.startswith("|"):
                self.text(x + column / 2, cell.words, cell.role, "middle")
            else:
                self.text(x, cell.words, cell.role)
            x += column + GAP
        self.y += LINE


def put(sheet, table):
    columns = columns_of(table)
    sheet.y += NOTE_LINE
    sheet.title(table.title)
    heads = [Text(head.lstrip(">|"), "note muted") for head in table.heads]
    sheet.row(heads, table.heads, columns)
    for row in table.rows:
        sheet.rule()
        sheet.row(row.cells, table.heads, columns)
        if row.note:
            sheet.y -= 3  # nearer to its row than to the next
            sheet.paragraph(row.note)
            sheet.y += 10
    sheet.rule()
    sheet.paragraph(table.note)


def picture(title, tables, notes, alternative):
    """The SVG: title, tables, notes below."""
    wide = [sum(columns) + GAP * (len(columns) - 1) for columns in map(columns_of, tables)]
    sheet = Sheet(max([560, *wide]) + 2 * EDGE)
    sheet.title(title)
    for table in tables:
        put(sheet, table)
    sheet.y += NOTE_LINE
    for note in notes:
        sheet.paragraph(note)
    across, down = math.ceil(sheet.across), math.ceil(sheet.y + EDGE)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{across}" height="{down}" '
        f'viewBox="0 0 {across} {down}" role="img" aria-labelledby="title words">\n'
        f'<title id="title">{safe(title)}</title>\n<desc id="words">{safe(alternative)}</desc>\n'
        f"<style>{style()}</style>\n"
        f'<rect width="{across}" height="{down}" rx="6" class="ground"/>\n'
        f'<rect x="0.5" y="0.5" width="{across - 1}" height="{down - 1}" rx="6" class="frame" '
        'style="fill:none"/>\n' + "\n".join(sheet.parts) + "\n</svg>\n"
    )
