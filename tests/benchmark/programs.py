"""The programs of a benchmark: how each is started, on one core or on all, and timed."""
import json
import os
import pathlib
import re
import subprocess
import sys
import time

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]
VENV = ROOT / "build/peers-venv/bin/python"

CORES = sorted(os.sched_getaffinity(0))
ONE, ALL, CARD = "one", "all", "card"
CARD_ECONOMIES = 16384  # of taosweep that a card runs together
# Pools of threads that libraries open by themselves.
POOLS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMBA_NUM_THREADS")
# Libraries come compiled with their environment, wherever the caller keeps what it compiles.
OWN_CACHES = {"PYTHONPYCACHEPREFIX": "", "PYTHONDONTWRITEBYTECODE": "1"}
ONE_XLA = "--xla_cpu_multi_thread_eigen=false intra_op_parallelism_threads=1"


def environment(threads, device="cpu"):
    changed = {**os.environ, **OWN_CACHES, "JAX_PLATFORMS": device}
    count = 1 if threads == ONE else len(CORES)
    changed |= {name: str(count) for name in POOLS}
    if threads == ONE:
        changed["XLA_FLAGS"] = ONE_XLA
    return changed


def pinned(threads):
    return ["taskset", "-c", str(CORES[-1])] if threads == ONE else []


def tell(text):
    print(text, file=sys.stderr, flush=True)


class Failed(Exception):
    pass


def finished(command, **options):
    """Standard output of a command; Failed says why there is none."""
    tell("  " + " ".join(str(word) for word in command[-8:]))
    done = subprocess.run([str(word) for word in command], capture_output=True, text=True,
                          **options)
    if done.returncode != 0:
        lines = (done.stderr.strip() or f"exit code {done.returncode}").splitlines()
        raise Failed(lines[-1])
    return done.stdout


def timed(command, **options):
    """(wall, cpu) [s] of a command from its start to its end, and those of its children."""
    before, start = os.times(), time.perf_counter()
    finished(command, **options)
    after = os.times()
    return (time.perf_counter() - start,
            after.children_user + after.children_system - before.children_user -
            before.children_system)


# name -> runner, options, whether numba or JAX. The system's numpy serves where there is no other.
PEERS = {"numpy": ("run_numpy.py", ()), "numba": ("run_numba.py", ()),
         "jax vmap": ("run_jax.py", ("--form", "vmap")),
         "jax batch": ("run_jax.py", ("--form", "batch"))}


def python_of(peer):
    module = peer.split()[0]
    for python in [VENV] + ([pathlib.Path("/usr/bin/python3")] if module == "numpy" else []):
        if python.exists() and subprocess.run([python, "-c", f"import {module}"],
                                              capture_output=True).returncode == 0:
            return python
    raise Failed(f"{module} is not installed; scripts/install_peers.sh does it")


def peer_command(peer, program, config, more):
    runner, options = PEERS[peer]
    return [python_of(peer), HERE / "peers" / runner, HERE / config, "--program", program, *options,
            *more]


def peer_lines(peer, program, config, threads, batches, repeats, sets, device="cpu"):
    """What a runner measured, a line per batch size."""
    more = ["--economies", *batches, "--repeats", repeats]
    more += [word for change in sets for word in ("--set", change)]
    if threads == ALL and not peer.startswith("jax"):
        more += ["--threads", len(CORES)]
    command = pinned(threads) + peer_command(peer, program, config, more)
    return [json.loads(line) for line in
            finished(command, env=environment(threads, device)).splitlines()]


def back_ends(build, config, repeats, sets):
    """Repetitions of the plain model and of every back end: [(name, where, rate, seconds)]."""
    out = pathlib.Path(build) / "back_ends.json"
    finished([pathlib.Path(build) / "taosweep_benchmark", f"--config={HERE / config}",
              f"--threads={len(CORES)}", f"--economies={CARD_ECONOMIES}",
              f"--repetitions={repeats}", f"--benchmark_out={out}",
              "--benchmark_out_format=json", *(f"--set={change}" for change in sets)])
    rows = []
    for row in json.loads(out.read_text())["benchmarks"]:
        if row.get("run_type") == "iteration" and "items_per_second" in row:
            name = re.sub(r"/.*", "", row["name"])
            where = CARD if " cuda " in name else ALL if name.endswith(" all") else ONE
            rows.append((name.removesuffix(" all"), where, row["items_per_second"],
                         row["real_time"] / 1e3))
    return rows
