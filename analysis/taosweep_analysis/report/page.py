"""A whole page from a sweep and what compare says of it."""

from __future__ import annotations

from ..facts import UNSEALED
from ..file.config_text import is_vary, lines_of
from ..say import interest, limits, stopped
from ..say.numbers import count
from ..say.summary import registered, summary
from . import figures, html, own, tables

NO_TITLE = "A sweep without a title"


def made(sweep, compared, drivers):
    """The text of the page. compared and drivers are calls that wait for what the program says:
    they come after what is read and drawn without it."""
    title = sweep.title or NO_TITLE
    known = own.of(sweep, lambda: compared().verdicts) or own.Own()
    compared = compared()
    lead = html.paragraph(known.lead or summary(sweep, compared), "lead")
    figure = known.figures[0] if known.figures else figures.headline(sweep, compared)
    but = figure.name if figure else ""
    top = f'<div class="top">{lead}{first(figure)}{question(sweep)}</div>'
    top += "" if sweep.results.sealed else html.paragraph(UNSEALED)
    stop = stopped.sentence(sweep.results)
    top += html.paragraph(stop) if stop else ""
    sections = [
        ("own", "This experiment's own figures", of_experiment(known)),
        ("registered", "What was registered", statements(sweep, compared, bool(known.figures))),
        ("differences", "Differences between arms", differences(sweep, compared)),
        ("cells", "Over the cells of the design", drawn(figures.maps(sweep, compared, but))),
        ("series", "Through time", series(sweep, compared, but)),
        ("times", "How long it took", drawn(figures.times(sweep, compared))),
        ("drawn", "Against what was drawn", drawn(figures.scatters(sweep, compared))),
        ("drivers", "What drives it", driven(sweep, drivers(), compared)),
        ("economies", "Single economies", economies(sweep)),
        ("outcomes", "Every outcome", outcomes(sweep)),
        ("failed", "What failed or is undefined", failed(sweep)),
        ("design", "Design and prior", design(sweep)),
        ("limits", "What this does not show", html.items(limits.limits(sweep, compared))),
        ("provenance", "Where it comes from", provenance(sweep)),
        ("again", "The same again", again(sweep)),
    ]
    return html.page(title, top, [one for one in sections if one[2]])


def question(sweep):
    words = (("Question", "question"), ("Hypothesis", "hypothesis"))
    said = [(term, sweep.attributes[key]) for term, key in words if sweep.attributes.get(key)]
    return html.pairs(said) if said else ""


def first(figure):
    if figure is None:
        return html.paragraph("No outcome, difference or series of this file varies.")
    figure.name = f"first-{figure.name}"
    return f'<div class="first">{html.figure(figure, level=2)}</div>'


def of_experiment(known):
    """Its figures but the first, and why others are missing."""
    return drawn(known.figures[1:]) + (html.items(known.lacking) if known.lacking else "")


def statements(sweep, compared, beside):
    """beside: the figure of the verdicts stands here, another one being the first."""
    if compared.verdicts:
        picture = figures.headline(sweep, compared) if beside else None
        shown = html.figures([picture]) if picture else ""
        return tables.verdicts(compared) + shown + html.items(compared.remarks)
    if registered(sweep):
        return html.paragraph(f"Contrasts were registered; no verdict here: {compared.lacking}.")
    return html.paragraph("Nothing was registered before the run: all below is descriptive.")


def drawn(many):
    return html.figures(many) if many else ""


def differences(sweep, compared):
    if not compared.differences:
        return html.paragraph(f"None: {compared.lacking or 'no outcome is defined in pairs'}.")
    lead = f"Numbers and intervals by {compared.source}. Descriptive: each interval by itself."
    if compared.lacking:
        lead += f" By the file and not by the program: {compared.lacking}."
    table = html.details("Every difference as a table", tables.differences(compared))
    return html.paragraph(lead) + drawn(figures.forests(sweep, compared)) + table


def series(sweep, compared, but=""):
    many = figures.fans(sweep, compared, but)
    if not many:
        return ""
    more = len(sweep.cells) - 1
    words = f"Of the first cell, {sweep.cells[0]}; {count(more, 'cell')} more: figure FILE fan "
    note = html.paragraph(words + "--cell N draws them.") if more else ""
    return note + drawn(many)


def driven(sweep, found, compared):
    if not sweep.results.sampled:
        return ""
    if found.lacking:
        return html.paragraph(f"Not known: {found.lacking}.")
    more = len(sweep.cells) - 1
    lead = f"Arm '{found.arm}', by taosweep sensitivity."
    if more:
        lead += f" Of the cell {found.cell}; {count(more, 'cell')} more: figure FILE sensitivity "
        lead += "--cell N draws them."
    table = html.details("Every outcome and parameter as a table", tables.drivers(found))
    bars = drawn(figures.driven(sweep, found, compared))
    return html.paragraph(lead) + html.items(found.remarks) + bars + table


def economies(sweep):
    shown, kept = figures.economies(sweep)
    if not kept:
        return html.paragraph("No economy was kept (keep.paths, keep.economies).")
    lead = html.paragraph(
        f"{count(kept, 'economy')} kept, {len(shown)} here. Each is one draw, not what is likely. "
        "taosweep replay runs any other again."
    )
    return lead + "".join(html.details(words, html.figure(figure)) for words, figure in shown)


def outcomes(sweep):
    names = interest.outcomes(sweep)
    same = [
        name
        for name in sweep.results.outcomes
        if name not in names and sweep.outcomes[name].notnull().any()
    ]
    table = tables.outcomes(sweep, names + same)
    return html.details("Table of every outcome, arm and cell", table)


def failed(sweep):
    bad = int((sweep.results.economies.status != 0).sum())
    total = count(len(sweep.results.economies), "economy")
    lead = html.paragraph(f"{bad or 'None'} of {total} failed.")
    table = html.details("What is undefined, and when", tables.undefined(sweep))
    return lead + (tables.failed(sweep) if bad else "") + table


def design(sweep):
    data = sweep.results
    cells = count(len(sweep.cells), "cell")
    points = count(data.economies["point"].nunique(), "point")
    replicates = count(data.replicates, "replicate")
    lead = (
        f"{count(len(data.economies), 'economy')}: {points} in {cells}, {replicates} each, "
        f"{count(len(sweep.arms), 'arm')} on the same draws and shocks."
    )
    text = sweep.attributes["config"]
    varied = [(key, value + section.replace("vary ", ", in ").removeprefix("vary"))
              for section, key, value in lines_of(text) if is_vary(section)]
    parts = [html.paragraph(lead), tables.design(sweep, varied) if data.varied else ""]
    return "".join(parts) + (tables.arms(sweep) if len(sweep.arms) > 1 else "")


OF_FILE = ("taosweep_version", "git_commit", "model_version", "schema_version", "seed",
           "config_hash", "design_hash", "content_digest", "overrides")
OF_RUN = ("command_line", "device", "isa", "threads", "started", "finished", "wall_seconds",
          "compiler")


def provenance(sweep):
    rows = [(name, sweep.attributes[name]) for name in OF_FILE if sweep.attributes.get(name)]
    run = sweep.group("run").attrs
    rows += [(f"run: {name}", run[name]) for name in OF_RUN if name in run]
    inputs = [
        [attributes["file_name"], attributes["size"], attributes["sha256"]]
        for attributes in sweep.inputs
    ]
    table = html.table("Files that were read", ["file", "bytes", "SHA-256"], inputs, (1,))
    notes = [line for line in str(run.get("notes", "")).splitlines() if line.strip()]
    said = html.details(f"{count(len(notes), 'note')} of the run", html.items(notes))
    return html.pairs(rows) + table + (said if notes else "")


def again(sweep):
    name = sweep.path
    commands = (
        f"taosweep rerun {name} -o again.h5        # the whole sweep, from the file alone\n"
        f"taosweep verify {name} --against again.h5\n"
        f"taosweep compare {name} --json           # differences and verdicts\n"
        f"taosweep sensitivity {name} --json       # what drives an outcome\n"
        f"taosweep-analysis report {name} -o page.html"
    )
    words = html.paragraph(
        "The same config, inputs, seed and model version give the same data, bit for bit, on any "
        "machine; content_digest above is what to compare."
    )
    config = html.details("The resolved config", html.code(sweep.attributes["config"]))
    return words + html.code(commands) + config
