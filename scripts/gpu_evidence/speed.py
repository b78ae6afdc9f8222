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
BESIDE_JAX = 200000  # economies of half a day, ten seconds of a card at 1e10 subnet-blocks/s
JAX_BATCHES = (1024, 4096, 16384)


def run_seconds(clock, program, config, folder, settings=()):
    """(seconds of economies, seconds from config to file, reason where it failed)."""
    out = folder / "speed.h5"
    over = [word for setting in settings for word in ("--set", setting)]
    ended = clock.run([program, "run", config, "-o", out, "--force", "--quiet",
                       "--device", "cuda:0", *over], ONE_RUN)
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
    """Rows (what, value) of the three workloads."""
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
    return rows


def jax_rate(clock, python, program, limit=100):
    """(economies a second of the peers' model by JAX on this card, warm, at its best batch,
    words for that batch, subnet-blocks of an economy, "") or (None, None, None, why not)."""
    runner, config = PEERS / "peers/run_jax.py", PEERS / "every_block.ini"
    if not runner.exists():
        return None, None, None, "the peers' model is not in this tree"
    if not python:
        return None, None, None, "no Python with jax[cuda] (TAOSWEEP_JAX_PYTHON names one)"
    ended = clock.run([python, runner, config, "--program", program, "--economies", *JAX_BATCHES,
                       "--repeats", 2], limit, cwd=runner.parent)
    lines = [json.loads(line) for line in ended.out.splitlines() if line.startswith("{")]
    if not lines:
        return None, None, None, ended.reason()
    if any("cpu" in str(line.get("versions", {}).get("device", "")).lower() for line in lines):
        return None, None, None, "JAX finds no card"
    rates = {line["economies"]: line["economies"] / min(run["wall"] for run in line["warm"])
             for line in lines}
    best = max(rates, key=rates.get)
    missing = [batch for batch in JAX_BATCHES if batch not in rates]
    words = f"{best}"
    if missing:
        words += f" (of {', '.join(map(str, missing))} there is none: {ended.reason()})"
    return rates[best], words, lines[-1]["subnet_blocks"], ""


def against_jax(clock, python, program, folder):
    """Words: how much faster the economies of tests/benchmark/every_block.ini run here, once."""
    jax, batch, blocks, reason = jax_rate(clock, python, program)
    if reason:
        return f"NOT MEASURED, {reason}"
    inner, _, reason = run_seconds(clock, program, PEERS / "every_block.ini", folder,
                                   ["sweep.points=1", f"sweep.replicates={BESIDE_JAX}"])
    if reason or not inner:
        return f"NOT MEASURED, {reason or 'no time was told'}"
    ours = BESIDE_JAX / inner
    return (f"{ours / jax:.1f} times JAX in batches of {batch} ({ours * blocks:.3g} and "
            f"{jax * blocks:.3g} subnet-blocks/s, the same economies)")
