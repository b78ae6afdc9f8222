"""Numbers of a difference as a reader meets them."""

import numpy

from . import paired


def unit_of(d):
    return {"ratio": " %", "flag": " points"}.get(d.kind, "" if d.unit == "1" else f" {d.unit}")


def number(d, value):
    """Per cent of a ratio, percentage points of a share, the unit of anything else."""
    if d.kind == "ratio":
        return signed(100 * numpy.expm1(value))
    return signed(100 * value if d.kind == "flag" else value)


def amount(d):
    """'+0.31 %', '-1.6 points' or '+0.042 d'"""
    return number(d, d.bias.value) + unit_of(d) if numpy.isfinite(d.bias.value) else "-"


def signed(value):
    return "0" if value == 0 else f"{value:+.2g}"


def bias(d):
    """The bias with its interval, or why it has none."""
    if d.n < 2:
        return "too few"
    if d.verdict == paired.EQUAL:
        return f"0 (equal in all {d.n})"
    if d.verdict == paired.FEW:
        return f"{amount(d)} ({d.differing} of {d.n} differ)"
    low, high = (number(d, end) for end in (d.bias.low, d.bias.high))
    return f"{number(d, d.bias.value)} ({low} to {high}){unit_of(d)}"


def relative(d):
    """The bias in standard deviations between economies, with its interval."""
    found = d.relative
    if d.verdict == paired.EQUAL:
        return "0"
    if not numpy.isfinite(found.value):
        return "-"
    if not numpy.isfinite(found.low):
        return f"{found.value:+.3f}"
    return f"{found.value:+.3f} ({found.low:+.3f} to {found.high:+.3f})"


def plain(value, form=".2f"):
    return format(value, form) if numpy.isfinite(value) else "-"


def spread(d):
    found = d.spread
    if d.kind == "flag" or not numpy.isfinite(found.value):
        return "-"
    return f"{found.value:.3f} ({found.low:.3f} to {found.high:.3f})"


def markdown(rows):
    """A table of rows of texts, the first its headings."""
    lines = ["| " + " | ".join(row) + " |" for row in rows]
    return [lines[0], "|" + "---|" * len(rows[0]), *lines[1:]]
