#!/usr/bin/python3
"""Writes the table of datasets in host/store/schema.md from host/store/schema.def.

Usage: scripts/schema_page.py [--check]   (--check: only say whether the page is up to date)
"""
import pathlib
import re
import sys

FOLDER = pathlib.Path(__file__).resolve().parents[1] / "host" / "store"
BEGIN, END = "<!-- datasets: made by scripts/schema_page.py -->\n", "<!-- end of datasets -->\n"
WHEN = {"always": "", "several_arms": "two arms and more", "several_replicates": "R >= 2",
        "paired_points": "two arms and more, R >= 8", "few_cells": "C <= 65536", "kept": "a path is kept",
        "shard": "the file is a shard"}
ITEM = {"once": "", "varied": "KEY", "input": "file_K", "outcome": "NAME", "flag": "NAME", "duration": "NAME",
        "number": "NAME", "series": "NAME", "path": "QUANTITY"}
OF = {"flag": "outcomes that are 0 or 1", "duration": "times with NAME_observed", "number": "all other outcomes"}


def arguments(line):
    found = re.findall(r'\s*(?:"([^"]*)"|([^,"]+))\s*(?:,|$)', line)
    return [quoted if not bare else bare.strip() for quoted, bare in found]


def table():
    text = (FOLDER / "schema.def").read_text()
    axes = {}
    for line in re.findall(r"^AXIS\((.*)\)$", text, flags=re.M):
        axis, name, *_ = arguments(line)
        axes[axis] = name
    lines = ["| dataset | axes | type | units | meaning | where |", "|---|---|---|---|---|---|"]
    for line in re.findall(r"^DATASET\((.*)\)$", text, flags=re.M):
        group, name, per, over, kind, unit, when, _, sentence = arguments(line)
        item = ITEM[per]
        stored = [axes.get(axis, axis).replace("*", item) for axis in over.split()]
        meaning = sentence if sentence != "=" else f"of {item}"
        if per in OF:
            meaning += f"; {OF[per]}"
        lines.append(f"| `/{group}/{name.replace('*', item)}` | {', '.join(stored)} | {kind} | "
                     f"{unit if unit != '=' else 'of ' + item} | {meaning} | {WHEN[when]} |")
    return "\n".join(lines) + "\n"


def main():
    page = FOLDER / "schema.md"
    old = page.read_text()
    head, rest = old.split(BEGIN)
    new = head + BEGIN + table() + END + rest.split(END)[1]
    if "--check" in sys.argv[1:]:
        if new != old:
            sys.exit(f"{page.name} does not follow from schema.def: run scripts/schema_page.py")
        return
    page.write_text(new)


if __name__ == "__main__":
    main()
