"""Numbers, intervals and counts as readers see them."""

import math

MINUS = "\u2212"


def number(value):
    """Three digits or so; '-' where there is none."""
    if value is None or not math.isfinite(value):
        return "-"
    size = abs(value)
    if size == 0:
        return "0"
    if size >= 1e7 or size < 1e-4:
        text = f"{value:.2e}".replace("e+0", "e").replace("e-0", "e-").replace("e+", "e")
    elif size >= 1000:
        text = f"{value:,.0f}"
    else:
        text = f"{float(f'{value:.3g}'):g}"
    return text.replace("-", MINUS)


def with_unit(value, unit):
    """'3.2 TAO', '0.41'; '-' where there is none"""
    text = number(value)
    return text if unit in ("", "1") or text == "-" else f"{text} {unit}"


def interval(low, high):
    """'0.2 to 0.4'; 'none' where an end is missing"""
    ends = [number(end) for end in (low, high)]
    return "none" if "-" in ends else " to ".join(ends)


def count(number_of, what):
    """'1 arm', '1,024 economies'"""
    many = what if number_of == 1 else what[:-1] + "ies" if what.endswith("y") else what + "s"
    return f"{number_of:,} {many}"


def percent(share):
    return f"{100 * share:.4g} %"


def rounded(value, digits=0):
    """Half away from 0, as people round: 12.5 becomes 13, also where the machine has a bit less."""
    if not math.isfinite(value):
        return value
    scale = 10**digits
    return math.copysign(math.floor(abs(value) * scale + 0.5 + 1e-9) / scale, value) + 0.0


def whole_percent(share):
    """'13 %' of 1 in 8; where a whole number would say none or all, and it is not: 'under 1 %'."""
    whole = rounded(100 * share)
    if whole == 0 and share > 0:
        return "under 1 %"
    return "over 99 %" if whole == 100 and share < 1 else f"{whole:.0f} %"


def shortened(text, most):
    """A text of a file for a label: at most so many letters."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "\u2026"
