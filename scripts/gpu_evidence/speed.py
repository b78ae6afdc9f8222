"""How fast the card is: the three workloads, and JAX on the same card."""
import json
import pathlib
import re

ROOT = pathlib.Path(__file__).resolve().parents[2]
PEERS = ROOT / "tests/benchmark"

CONFIG = """title = {title}
question = How fast?
hypothesis = As BENCHMARKS.md has it.
[network]
subnets = {subnets}
[time]
days = {days}
step_blocks = {step}
{more}
[sweep]
points = 1
replicates = {economies}
"""
DAY = 7200
ONE_RUN, AIM, ECONOMIES = 75, 30, 10000  # [s] at most, [s] aimed at, at every block


def run_seconds(clock, program, config, folder, device="cuda:0", limit=ONE_RUN):
    """(seconds of economies, seconds from config to file, reason where it failed)."""
    out = folder / "speed.h5"
    ended = clock.run([program, "run", config, "-o", out, "--force", "--quiet", "--device", device],
                      limit)
    if ended.code not in (0, 3):
        return None, None, ended.reason()
    said = clock.run([program, "info", out], 20).out
    found = re.search(r"^run +([\d.]+) s on", said, flags=re.M)
    return float(found[1]) if found else ended.seconds, ended.seconds, ""


def every_block(clock, program, folder):
    """The part of a year that fits: (days, economies, seconds, subnet-blocks/s, reason)."""
    def measure(days):
        config = folder / "every_block.ini"
        config.write_text(CONFIG.format(title="Every block", subnets=127, days=days, step=1,
                                        more="", economies=ECONOMIES))
        inner, whole, reason = run_seconds(clock, program, config, folder)
        return whole if inner is None or inner <= 0 else inner, reason

    one, reason = measure(1)
    if reason:
        return None, reason
    days = max(1, min(365, int(AIM / max(one, 1e-3))))
    seconds = one
    if days > 1:
        seconds, reason = measure(days)
        if reason:
            days, seconds = 1, one
    rate = 127 * DAY * days * ECONOMIES / max(seconds, 1e-9)
    return {"days": days, "economies": ECONOMIES, "seconds": seconds, "rate": rate,
            "year": 128 * DAY * 365 * ECONOMIES / rate}, reason


def workloads(clock, program, shipped, folder):
    """Rows (what, value) of the three workloads, and the rate at every block."""
    rows = []
    fine, reason = every_block(clock, program, folder)
    if fine:
        rows += [(f"every block: {fine['days']} d x 127 subnets x {fine['economies']} economies",
                  f"{fine['seconds']:.2f} s, {fine['rate']:.3g} subnet-blocks/s"),
                 ("a year x 128 subnets x 10,000 economies at that rate", f"{fine['year']:.0f} s")]
        if reason:
            rows.append(("every block, longer", f"NOT MEASURED, {reason}"))
    else:
        rows.append(("every block", f"NOT MEASURED, {reason}"))
    inner, whole, reason = run_seconds(clock, program, shipped, folder)
    rows.append((f"shipped coarse steps: {shipped}",
                 f"NOT MEASURED, {reason}" if reason else
                 f"{whole:.2f} s from config to file, {inner:.2f} s of it economies"))
    wide = folder / "wide.ini"
    wide.write_text(CONFIG.format(title="Wide", subnets=65, days=5, step=300, economies=100000,
                                  more="fine_days = 0\nopening_blocks = 300"))
    inner, whole, reason = run_seconds(clock, program, wide, folder)
    rows.append(("wide sweep: 100000 economies of 5 d",
                 f"NOT MEASURED, {reason}" if reason else
                 f"{whole:.2f} s from config to file, "
                 f"{100 * (1 - min(1, inner / whole)):.0f} % of it outside the run of economies"))
    return rows, fine["rate"] if fine else None


def jax_rate(clock, python, program, limit=80):
    """(subnet-blocks/s of the peers' model by JAX on this card, "") or (None, why not)."""
    runner, config = PEERS / "peers/run_jax.py", PEERS / "every_block.ini"
    if not runner.exists():
        return None, "the peers' model is not in this tree"
    if not python:
        return None, "no Python with jax[cuda] (TAOSWEEP_JAX_PYTHON names one)"
    ended = clock.run([python, runner, config, "--program", program, "--economies", 4096,
                       "--repeats", 2], limit, cwd=runner.parent)
    lines = [line for line in ended.out.splitlines() if line.startswith("{")]
    if not ended.well or not lines:
        return None, ended.reason()
    line = json.loads(lines[-1])
    device = line.get("versions", {}).get("device", "")
    if "cpu" in str(device).lower():
        return None, "JAX finds no card"
    wall = min(run["wall"] for run in line["warm"])
    return line["subnet_blocks"] * line["economies"] / wall, ""
