#!/usr/bin/python3
"""Prints the tables of BENCHMARKS.md from a report of tests/benchmark/compare.py.

Usage: benchmark_table.py REPORT.json

Of each program the batch size stands there that was fastest; "over it" is the fastest back end of
taosweep on as many cores, or on the card, over the row.
"""
import json
import pathlib
import statistics
import sys

# Fastest back end of taosweep on one core over .. at every block.
GOALS = {"numpy": 15, "plain C++ model": 20, "jax": 5}
WHERE = {"one": "one core", "all": "all cores", "card": "card"}


def is_ours(row):
    return row["program"].startswith("taosweep")


def speed(row):
    """Median [million subnet-blocks/s]."""
    return statistics.median(row["rates"]) / 1e6


def fastest_batches(rows):
    best = {}
    for row in rows:
        key = (row["program"], row["threads"])
        if key not in best or ("rates" in row and ("rates" not in best[key] or
                                                   speed(row) > speed(best[key]))):
            best[key] = row
    return list(best.values())


def fastest_of_ours(rows):
    """By where: the row of taosweep with the highest speed."""
    found = {}
    for row in rows:
        if is_ours(row) and "rates" in row:
            if row["threads"] not in found or speed(row) > speed(found[row["threads"]]):
                found[row["threads"]] = row
    return found


def spread(values, form):
    return f"{min(values):{form}} to {max(values):{form}}"


def table(*lines):
    print("|" + "|".join(lines[0]) + "|")
    print("|" + "---|" * len(lines[0]))
    for line in lines[1:]:
        print("|" + "|".join(f" {cell} " for cell in line) + "|")


def step_table(workload, rows, left_out):
    rows = fastest_batches(rows)
    ours = fastest_of_ours(rows)
    lines = [(" program ", " where ", " batch ", " million subnet-blocks/s ", " lowest to highest ",
              " first run [s] ", " of it compiling [s] ",
              f" fastest taosweep over it, both without {left_out} ")]
    for row in rows:
        if "absent" in row:
            lines.append((row["program"], WHERE[row["threads"]], "", "ABSENT", row["absent"], "",
                          "", "not measured"))
            continue
        best = ours.get(row["threads"])
        over = f"{speed(best) / speed(row):.1f}" if best else "not measured"
        compiling = row.get("compiling")
        lines.append((row["program"], WHERE[row["threads"]], row["batch"], f"{speed(row):.2f}",
                      spread([rate / 1e6 for rate in row["rates"]], ".2f"), f"{row['first']:.3g}",
                      f"{compiling:.1f}" if compiling else "", over))
    print(f"\n### {workload[0].upper() + workload[1:]}\n")
    table(*lines)
    return rows, ours


def wide_table(rows, economies, left_out):
    ours = {row["threads"]: statistics.median(row["wall"]) for row in rows
            if is_ours(row) and "wall" in row}
    lines = [(" program ", " where ", " wall time [s] ", " lowest to highest ", " CPU time [s] ",
              " economies/s ", f" over taosweep's wall time, both without {left_out} ")]
    for row in rows:
        if "absent" in row:
            lines.append((row["program"], WHERE[row["threads"]], "ABSENT", row["absent"], "", "",
                          "not measured"))
            continue
        wall = statistics.median(row["wall"])
        over = f"{wall / ours[row['threads']]:.1f}" if row["threads"] in ours else "not measured"
        lines.append((row["program"], WHERE[row["threads"]], f"{wall:.1f}",
                      spread(row["wall"], ".1f"), f"{statistics.median(row['cpu']):.1f}",
                      f"{economies / wall:.0f}", over))
    print(f"\n### Wide sweep: {economies} economies from config to file\n")
    table(*lines)


def heading(c, rows):
    versions = {}
    for row in rows:
        versions |= row.get("versions", {})
    device = versions.pop("device", None)
    where = f"{c['processor']}, {c['cores']} cores"
    if c["card"]:
        where += f", {c['card']}, driver {c['driver'] or 'unknown'}"
    packages = ", ".join(f"{name} {version}" for name, version in sorted(versions.items()))
    print(f"\n{c['date']}, commit {c['commit'] or 'unknown'}, {where}, load {c['load']:.1f}")
    print(f"\n- {c['program']}; {'; '.join(name for name in c['compilers'] if name)}")
    print(f"- Python {c['python']}, {packages or 'no peer'}")
    if device and c["card"]:
        print(f"- JAX ran on {device}")
    if c["quick"]:
        print("- QUICK: short horizons, one batch size each; not for BENCHMARKS.md")


def goals(rows, ours):
    best = ours.get("one")
    for name, goal in GOALS.items():
        speeds = [speed(row) for row in rows if row["threads"] == "one" and "rates" in row and
                  row["program"].startswith(name)]
        if not best or not speeds:
            print(f"- {name}: not measured")
            continue
        ratio = speed(best) / max(speeds)
        reached = "reached" if ratio >= goal else "NOT reached"
        print(f"- {best['program']} over {name} on one core: {ratio:.1f}; the goal of {goal} is "
              f"{reached}")


def main(report):
    read = json.loads(pathlib.Path(report).read_text())
    c, rows = read["context"], read["rows"]
    if not rows:
        sys.exit(f"error: {report} holds no row; did the benchmark end early?")
    heading(c, rows)
    for workload in dict.fromkeys(row["workload"] for row in rows):
        of_it = [row for row in rows if row["workload"] == workload]
        if workload == "wide sweep":
            wide_table(of_it, c["wide_economies"], c["left_out"])
            continue
        best, ours = step_table(workload, of_it, c["left_out"])
        if workload == "every block":
            print()
            goals(best, ours)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
