#!/usr/bin/python3
"""Writes what follows from host/store/schema.def: the table of datasets in docs/file_format.md and
that of the reader in Python, analysis/taosweep_analysis/file/datasets.py.

Usage: scripts/schema_page.py [--check]   (--check: only say whether both are up to date)
"""
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parents[1]
FOLDER = ROOT / "host" / "store"
PAGE = ROOT / "docs" / "file_format.md"
MODULE = ROOT / "analysis" / "taosweep_analysis" / "file" / "datasets.py"
BEGIN, END = "<!-- datasets: made by scripts/schema_page.py -->\n", "<!-- end of datasets -->\n"
WHEN = {"always": "", "several_arms": "two arms and more", "several_replicates": "R >= 2",
        "paired_points": "two arms and more, R >= 8", "several_cells": "C >= 2",
        "few_cells": "C <= 65536",
        "kept": "a path is kept", "shard": "the file is a shard"}
ITEM = {"once": "", "varied": "KEY", "input": "file_K", "outcome": "NAME", "flag": "NAME",
        "duration": "NAME", "number": "NAME", "series": "NAME", "path": "QUANTITY"}
OF = {"flag": "outcomes that are 0 or 1", "duration": "times with NAME_observed",
      "number": "all other outcomes"}


def arguments(row):
    row = re.sub(r'"\s*\n\s*"', "", row)  # pieces of one text
    found = re.findall(r'\s*(?:"([^"]*)"|([^,"]+))\s*(?:,|$)', row)
    return [quoted if not bare else bare.strip() for quoted, bare in found]


def rows(text, macro):
    """Arguments of each MACRO(...) that begins a line, however many lines it takes."""
    return [arguments(row) for row in re.findall(rf"^{macro}\((.*?)\)$", text, flags=re.M | re.S)]


def table(text):
    axes = {axis: name for axis, name, *_ in rows(text, "AXIS")}
    lines = ["| dataset | axes | type | units | meaning | where |", "|---|---|---|---|---|---|"]
    for group, name, per, over, kind, unit, when, _, sentence in rows(text, "DATASET"):
        item = ITEM[per]
        stored = [axes.get(axis, axis).replace("*", item) for axis in over.split()]
        meaning = sentence if sentence != "=" else f"of {item}"
        if per in OF:
            meaning += f"; {OF[per]}"
        lines.append(f"| `/{group}/{name.replace('*', item)}` | {', '.join(stored)} | {kind} | "
                     f"{unit if unit != '=' else 'of ' + item} | {meaning} | {WHEN[when]} |")
    return "\n".join(lines) + "\n"


def page(text):
    head, rest = PAGE.read_text().split(BEGIN)
    return head + BEGIN + table(text) + END + rest.split(END)[1]


def python_table(name, columns, rows_of_it):
    lines = [" | ".join(row) for row in rows_of_it]
    return f'# {columns}\n{name} = """\\\n' + "\n".join(lines) + '\n"""\n'


def module(text):
    header = (FOLDER / "schema.hpp").read_text()
    newest, oldest = (re.search(rf"int {name} = (\d+);", header)[1]
                      for name in ("schema_version", "oldest_schema_read"))
    return ('"""Every dataset of a results file.\n\n'
            'Made by scripts/schema_page.py from host/store/schema.def."""\n\n'
            f"OLDEST_SCHEMA, NEWEST_SCHEMA = {oldest}, {newest}\n"
            + python_table("AXES", "axis | stored name | type",
                           [row[:3] for row in rows(text, "AXIS")])
            + python_table("GROUPS", "group | when it holds datasets",
                           [row[:2] for row in rows(text, "GROUP")])
            + python_table("DATASETS", "group | name | per | axes | type | when",
                           [[*row[:5], row[6]] for row in rows(text, "DATASET")])
            + python_table("LATER", "group | name, of what files from before may lack",
                           rows(text, "LATER")))


def main():
    text = (FOLDER / "schema.def").read_text()
    for path, new in ((PAGE, page(text)), (MODULE, module(text))):
        old = path.read_text() if path.exists() else ""
        if "--check" in sys.argv[1:]:
            if new != old:
                sys.exit(f"{path.name} does not follow from schema.def: run scripts/schema_page.py")
        else:
            path.write_text(new)


if __name__ == "__main__":
    main()
