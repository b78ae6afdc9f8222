"""What the runners of all peers share: options, clocks, and a line of JSON per batch size."""
import argparse
import json
import pathlib
import resource
import time

import numpy

from config import phases, read_config


def arguments(about):
    parser = argparse.ArgumentParser(description=about)
    parser.add_argument("config", help="ini file of the economy, as for taosweep run")
    parser.add_argument("--program", required=True, help="taosweep, whose defaults hold")
    parser.add_argument("--set", action="append", default=[], metavar="KEY=VALUE")
    parser.add_argument("--economies", type=int, nargs="+", default=[64],
                        help="batch sizes, one after the other")
    parser.add_argument("--repeats", type=int, default=3, help="warm runs of each")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", help="run sweep.replicates economies once, in batches of the size "
                        "given, and leave their outcomes in this .npz")
    return parser


def clocks():
    return time.perf_counter(), time.process_time()


def since(start):
    wall, cpu = clocks()
    return {"wall": wall - start[0], "cpu": cpu - start[1]}


def work(p):
    """Per economy: living subnets times blocks, and times steps."""
    subnets = int(p.network_subnets)
    return {"subnet_blocks": subnets * sum(ticks * blocks for _, ticks, blocks, _ in phases(p)),
            "subnet_steps": subnets * sum(ticks * blocks // k for _, ticks, blocks, k in phases(p))}


def versions(*modules):
    return {module.__name__: module.__version__ for module in modules}


def measured(options, peer, run, more):
    """Prints a line per batch size. run(economies, seed) -> outcomes of that many."""
    p, sweep = read_config(options.program, options.config, options.set)
    if options.out:
        whole_sweep(options, p, sweep, run)
        return
    for economies in options.economies:
        start = clocks()
        done = len(run(p, economies, options.seed)["sum_of_prices"])
        line = {"peer": peer, "batch": economies, "economies": done, **work(p),
                "first": since(start), "warm": [], "versions": more()}
        for i in range(options.repeats):
            start = clocks()
            run(p, economies, options.seed + 1 + i)
            line["warm"].append(since(start))
        line["memory_kb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        print(json.dumps(line), flush=True)


def whole_sweep(options, p, sweep, run):
    """As many economies as the config says, from it to a file."""
    total, batch, parts = int(sweep["sweep.replicates"]), options.economies[0], []
    while sum(len(part["sum_of_prices"]) for part in parts) < total:
        parts.append(run(p, batch, options.seed + len(parts)))
    joined = {name: numpy.concatenate([numpy.asarray(part[name]) for part in parts])[:total]
              for name in parts[0]}
    numpy.savez(options.out, **joined)
    print(json.dumps({"economies": total, "file_bytes": pathlib.Path(options.out).stat().st_size}))
