"""All that a card can show, in under nine minutes: see scripts/gpu_check.sh, which calls it."""
import argparse
import datetime
import pathlib
import re
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))

import bits  # noqa: E402
import counters  # noqa: E402
import speed  # noqa: E402
from limits import Clock  # noqa: E402

ALL_TIME = 525  # [s]


def asked():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--program", required=True, type=pathlib.Path)
    parser.add_argument("--config", required=True)
    parser.add_argument("--gpu", required=True)
    parser.add_argument("--driver", default="unknown")
    parser.add_argument("--sanitizer", default="")
    parser.add_argument("--ncu", default="")
    parser.add_argument("--jax-python", default="")
    parser.add_argument("--seconds", type=float, default=ALL_TIME, help="for everything")
    return parser.parse_args()


def commit():
    done = subprocess.run("git describe --always --dirty --abbrev=12", shell=True, text=True,
                          capture_output=True, cwd=speed.ROOT)
    return done.stdout.strip() or "unknown"


def title(text):
    print(f"\n== {text}", flush=True)


def told(rows):
    for row in rows:
        print("  " + ": ".join(str(word) for word in row if word), flush=True)
    return rows


def same_run(clock, options, folder):
    """The config on the card and on the processor: seconds of each, bits, digest."""
    seconds, files = {}, {}
    for device in ("cuda:0", "cpu"):
        files[device] = folder / f"{device.replace(':', '')}.h5"
        ended = bits.run(clock, options.program, options.config, files[device], device, 60)
        if ended.code not in (0, 3):
            return {}, f"FAILED on {device}, {ended.reason()}", ""
        seconds[device] = ended.seconds
    return (seconds, bits.verdict(clock, options.program, *files.values()),
            bits.digest(clock, options.program, files["cuda:0"]))


def main():
    options = asked()
    options.program = options.program.resolve()
    clock = Clock(options.seconds)
    with tempfile.TemporaryDirectory() as place:
        folder = pathlib.Path(place)
        title(f"Same bits on the card and the processor: {options.config}, then every era")
        seconds, equal, digest = same_run(clock, options, folder)
        told([(options.config, equal, digest)])
        compared = told(bits.compare(clock, options.program, folder))
        title("Checkers")
        checked = told(bits.memory(clock, options.program, options.sanitizer, folder))
        title("Workloads")
        loads = told(speed.workloads(clock, options.program, options.config, folder))
        title("Hardware counters")
        measured = told(counters.rows(clock, options.ncu, options.program, folder))
        title("JAX on the same card")
        ratio = speed.against_jax(clock, options.jax_python, options.program, folder)
        told([("every block", ratio)])

    results = [equal, *(row[1] for row in compared)]
    same = all(result == "equal" for result in results)
    clean = all(row[1] == "none" for row in checked)
    found = any(row[1].startswith("FOUND") for row in checked)
    title("Result")
    version = clock.run([options.program, "--version"], 10).out
    version = (re.search(r"taosweep (\S+)", version) or ["", "unknown"])[1]
    today = datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%d")
    print("| what | value |\n|---|---|")
    for row in [("date", today), ("card", options.gpu), ("driver", options.driver),
                ("commit", commit()), ("content digest on the GPU", digest),
                (f"bits of {options.config}", equal),
                *((f"bits of {row[0]}", row[1]) for row in compared),
                *checked, *loads, *measured, ("every block, against JAX on the card", ratio)]:
        print(f"| {row[0]} | {row[1]} |")
    cells = [version, commit(), today, options.gpu, options.driver, options.config,
             "equal" if same else "DIFFER", f"{seconds.get('cuda:0', float('nan')):.2f}",
             f"{seconds.get('cpu', float('nan')):.2f}"]
    print('\nThe row for the table "GPU" of BENCHMARKS.md:\n| ' + " | ".join(cells) + " |")
    print(f"\n{options.seconds - clock.left():.0f} s in all")
    memory = "none" if clean else "FOUND" if found else "NOT CHECKED"
    word = "equal" if same else "DIFFER"
    print(f"bits of GPU and CPU: {word}; errors that checkers see: {memory}")
    return 1 if not same or found else 0 if clean else 3


if __name__ == "__main__":
    sys.exit(main())
