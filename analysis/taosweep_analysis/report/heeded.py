"""Which options a kind of figure heeds; one that it would pass over is refused."""

from ..problem import FileProblem
from ..report_options import KINDS

# Of each option the kinds that heed it, and what it names.
HEEDED_BY = {
    "cell": (("fan", "survival", "scatter", "record", "sensitivity"), "cell"),
    "arm": (tuple(kind for kind in KINDS if kind != "paths"), "arm"),
    "economy": (("paths",), "single economy"),
    "parameter": (("scatter",), "drawn parameter"),
    "record": (("record",), "recorded points"),
    "compared": (("forest",), "answer of taosweep compare"),
    "sensitivity": (("sensitivity",), "answer of taosweep sensitivity"),
}
OF_ONE_ARM = ("record", "sensitivity")

# Why, where a reader may have expected it to be heeded.
WHY = {
    ("forest", "cell"): "a forest is of differences over all cells together ('taosweep compare "
    "FILE --by-cell' has each cell's)",
    ("map", "cell"): "a map is of all cells",
    ("paths", "cell"): "--economy chooses what is drawn, and the caption says of which cell it is",
    ("paths", "arm"): "--economy chooses what is drawn, and the caption says of which arm it is",
}


def check(kind, options):
    """FileProblem at the first option that a figure of this kind would not heed."""
    for name, (kinds, what) in HEEDED_BY.items():
        given = getattr(options, name)
        if given is not None and kind not in kinds:
            why = WHY.get((kind, name), f"figure FILE {kind} takes no {what}")
            instead = f"leave it out, or draw {listed(kinds)}, where it counts"
            raise FileProblem(f"{written(name, given)}: {why}; {instead}")
    if kind in OF_ONE_ARM and options.arm is not None and len(options.arm) > 1:
        raise FileProblem(
            f"{written('arm', options.arm)}: figure FILE {kind} is of one arm; name one of them"
        )


def written(name, given):
    values = given if isinstance(given, list) else [given]
    return " ".join(f"--{name} {value}" for value in values)


def listed(kinds):
    """'fan, map or paths'"""
    *others, last = kinds
    return f"{', '.join(others)} or {last}" if others else last
