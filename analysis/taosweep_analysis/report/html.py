"""Pieces of a page: every text of a file is escaped here, and nothing refers to the outside."""

import html

from ..words import shown

CSS = """
:root { color-scheme: light; }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 84rem; padding: 0 1rem 3rem; background: #fff; color: #1a1a1a;
  font: 1rem/1.5 system-ui, "DejaVu Sans", Arial, sans-serif; overflow-wrap: anywhere; }
.skip { position: absolute; left: -99rem; }
.skip:focus { position: static; }
h1 { font-size: 1.5rem; line-height: 1.25; margin: 1.2rem 0 .5rem; }
h2 { font-size: 1.2rem; margin: 2.2rem 0 .5rem; border-top: 1px solid #bbb; padding-top: .8rem; }
h3 { font-size: 1rem; margin: 0 0 .3rem; }
p, ul, dl { max-width: 48rem; }
.lead { font-size: 1.08rem; }
nav ul { display: flex; flex-wrap: wrap; gap: .2rem 1.1rem; padding: 0; list-style: none;
  max-width: none; }
a { color: #004a99; }
a, summary { padding: .15rem 0; }
:focus-visible { outline: 3px solid #004a99; outline-offset: 2px; }
.figures { display: grid; gap: 1.6rem 2rem;
  grid-template-columns: repeat(auto-fill, minmax(min(100%, 23rem), 1fr)); }
figure { margin: 0; max-width: 34rem; }
.top { display: grid; gap: 0 2.5rem; grid-template-columns: minmax(0, 1fr); }
@media (min-width: 62rem) {
  .top { grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); grid-template-rows: auto 1fr; }
  .top .first { grid-column: 2; grid-row: 1 / span 2; }
}
.top h2 { font-size: 1rem; margin: .3rem 0; border: 0; padding: 0; }
.first figure { max-width: 44rem; }
#own figure { max-width: 40rem; }
#own .figures { grid-template-columns: repeat(auto-fill, minmax(min(100%, 30rem), 1fr)); }
figure svg { display: block; width: 100%; height: auto; }
figcaption { font-size: .88rem; color: #333; }
.wide { overflow-x: auto; max-width: 100%; }
table { border-collapse: collapse; font-size: .9rem; overflow-wrap: normal; }
caption { text-align: left; font-size: .88rem; color: #333; padding-bottom: .3rem; }
th, td { text-align: left; vertical-align: top; padding: .25rem .7rem .25rem 0;
  border-bottom: 1px solid #ddd; }
td.n { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
summary { cursor: pointer; font-weight: 600; }
details { margin: .6rem 0; }
pre { overflow-x: auto; background: #f4f4f4; padding: .7rem; font-size: .85rem; }
dt { font-weight: 600; }
dd { margin: 0 0 .4rem 1rem; }
.confirmed { color: #00603f; font-weight: 700; }
.falsified { color: #a33b00; font-weight: 700; }
.inconclusive { color: #444; font-weight: 700; }
@media print { nav, .skip { display: none; } details > * { display: block; } }
"""


def text(words):
    """Words as HTML shows them."""
    return html.escape(shown(words), quote=True)


def paragraph(words, kind=""):
    return f"<p{named(kind)}>{text(words)}</p>"


def named(kind):
    return f' class="{kind}"' if kind else ""


def items(lines):
    return "<ul>" + "".join(f"<li>{text(line)}</li>" for line in lines) + "</ul>"


def pairs(rows):
    """A list of terms and what they are."""
    inside = "".join(f"<dt>{text(term)}</dt><dd>{text(what)}</dd>" for term, what in rows)
    return f"<dl>{inside}</dl>"


class Marked(str):
    """HTML already, where a cell of a table is more than words."""


def table(caption, heads, rows, numeric=()):
    """numeric: numbers of the columns that are set to the right. Wide ones scroll, by keyboard
    too."""
    head = "".join(f'<th scope="col">{text(cell)}</th>' for cell in heads)
    body = "".join(f"<tr>{''.join(cells_of(row, numeric))}</tr>" for row in rows)
    return (
        f'<div class="wide" role="region" aria-label="{text(caption)}" tabindex="0"><table>'
        f"<caption>{text(caption)}</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody>"
        "</table></div>"
    )


def cells_of(row, numeric):
    for place, cell in enumerate(row):
        inside = cell if isinstance(cell, Marked) else text(cell)
        if place == 0:
            yield f'<th scope="row">{inside}</th>'
        else:
            yield f"<td{named('n' if place in numeric else '')}>{inside}</td>"


def verdict(word):
    """With the word itself, so that colour says nothing alone."""
    return Marked(f'<span class="{text(word)}">{text(word)}</span>')


def figure(drawn, level=3):
    """An inline picture with a title, of this level of headings, and a text alternative."""
    marks = f'role="img" aria-labelledby="{drawn.name}-title {drawn.name}-words" focusable="false"'
    inside = (
        f'<title id="{drawn.name}-title">{text(drawn.title)}</title>'
        f'<desc id="{drawn.name}-words">{text(drawn.alternative)}</desc>'
    )
    svg = drawn.svg()
    end = svg.index(">") + 1
    svg = f"{svg[: end - 1]} {marks}>{inside}{svg[end:]}"
    return (
        f"<figure><h{level}>{text(drawn.title)}</h{level}>{svg}"
        f"<figcaption>{text(drawn.caption)}</figcaption></figure>"
    )


def figures(many):
    return f'<div class="figures">{"".join(map(figure, many))}</div>'


def details(summary, inside):
    return f"<details><summary>{text(summary)}</summary>{inside}</details>"


def code(lines):
    return f'<pre tabindex="0"><code>{text(lines)}</code></pre>'


def section(name, heading, inside):
    return (
        f'<section id="{name}" aria-labelledby="{name}-heading"><h2 id="{name}-heading">'
        f"{text(heading)}</h2>{inside}</section>"
    )


def page(title, top, sections):
    """sections: [(name, heading, inside)]"""
    contents = "".join(f'<li><a href="#{name}">{text(head)}</a></li>' for name, head, _ in sections)
    body = "".join(section(*one) for one in sections)
    policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        f"<title>{text(title)}</title><style>{CSS}</style></head><body>"
        '<a class="skip" href="#main">Skip to the answer</a>'
        f'<header><h1>{text(title)}</h1></header><main id="main">{top}'
        f'<nav aria-label="Contents"><ul>{contents}</ul></nav>{body}</main>'
        "<footer><p>Made by taosweep-analysis report from the results file alone; this page asks "
        "nothing of the network.</p></footer></body></html>\n"
    )
