"""Writes small results files whose answer is known: what the analysis must say follows from what is
put in. Of schema 2, or 1 where a test asks for it."""

import pathlib
import re

import h5py
import numpy
from taosweep_analysis.estimate import intervals
from taosweep_analysis.file import digest

ROOT = pathlib.Path(__file__).resolve().parents[2]
CELLS = [
    (0, "existing"),
    (30, "existing"),
    (30, "fresh"),
    (90, "existing"),
    (90, "fresh"),
    (360, "existing"),
    (360, "fresh"),
]
RULES_CELLS = [(0, "existing"), (60, "fresh")]
ANSWERS = {
    "no action": ("no", "no"),
    "consensus alone": ("yes", "no"),
    "attacker leaves too": ("yes", "yes"),
}
ACTS = list(ANSWERS)
RULES = [
    f"protocol.dividends={dividends}, protocol.ema_alpha={alpha}, "
    f"protocol.ema_warmup_blocks={warm}"
    for dividends in ("era", "reduced")
    for alpha in ("3e-06", "3e-04")
    for warm in ("0", "201600")
]
CONFIG = """title = made up
[protocol]
kappa = 0.5
tao_weight = 0.18
[network]
root_tao = 5930000
[attack]
netuid = 28
[foundation]
coalition_share = 0.57
[vary]
attack.budget_tao = loguniform(100, 20000)
"""
CONTRASTS = """[contrasts]
age = phi_needed_opposed: existing day 360 consensus alone - fresh day 360 consensus alone > 0.1
calendar = phi_needed_opposed: fresh day 360 consensus alone - \
fresh day 30 consensus alone within 0.02
"""
QUANTILES = numpy.array([0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99])
SAMPLED = {
    "foundation.abstain_share": (0, 1),
    "validators.alpha_staked": (0.5, 1),
    "yield.naivety": (0.5, 1),
    "attack.holder_pay": (0, 1),
    "attack.participation": (0.05, 1),
}


def registered(file, macro, columns):
    """Rows MACRO(name, "unit", ...) of a register of the program -> [(name, unit, ...)] by
    position."""
    text = (ROOT / "kernels" / "register" / file).read_text()
    rows = re.findall(rf"^{macro}\((.*?)\)$", text, flags=re.M | re.S)
    rows = [re.sub(r'"\s*\n\s*"', "", row) for row in rows]  # pieces of one text
    assert rows, f"{file} names nothing"
    comma = r",\s*(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)"  # outside quotes
    split = [[part.strip().strip('"') for part in re.split(comma, row)] for row in rows]
    return [[parts[column] for column in columns] for parts in split]


FILES = ("outcomes.def", "usual_outcomes.def")
OUTCOMES = [row for file in FILES for row in registered(file, "OUTCOME", (0, 1, 7))]
BINS = {name: bins for file in FILES for name, bins in registered(file, "OUTCOME", (0, 6))}
SERIES = registered("series.def", "SERIES", (0, 2, 1))


def plausible(rng, day, kind, sample):
    """Outcomes of one economy that acts or not, before a test overrides some."""
    needed = 0.5 * (1.1 + (day / 200 if kind == "existing" else 0))
    phi = 0.57
    held = 86000 + (7200 * day if kind == "existing" else 0)
    ratio = rng.uniform(1, 8)
    return {
        "takeover_ema_2": float(rng.random() < 0.6),
        "takeover_ema_5": float(rng.random() < 0.3),
        "takeover_spot_10": float(rng.random() < 0.2),
        "rank_at_12": float(rng.integers(1, 30)),
        "price_rank_at_12": 4.0,
        "rank_le_7": float(rng.random() < 0.3),
        "run_up": rng.lognormal(1.5, 1),
        "action_day": day + 12.0,
        "peak_ema_share": rng.uniform(0.01, 0.1),
        "phi_needed": needed * rng.uniform(0.98, 1.02),
        "phi_needed_opposed": needed * 1.05,
        "root_controls": float(phi >= needed),
        "stopped": float(phi >= needed),
        "root_stake": 5.93e6,
        "crash_hours_90": rng.uniform(1, 8),
        "crash_hours_90_observed": 1.0,
        "share_30d_after": 0.2 if phi >= needed else 1.0,
        "harm_60d_after": 0.1 if phi >= needed else 1.0,
        "restored": float(phi >= needed),
        "tao_after": 1000.0 if phi >= needed else 9000.0,
        "tao_taken": 500.0,
        "held_alpha": held,
        "pool_alpha": held / ratio,
        "pool_tao": 1000 + 50 * day,
        "floor_ratio": ratio,
        "crash_12h": (1 - 1 / (1 + ratio) ** 2) * rng.uniform(0.9, 1),
        "floor_slack": -0.01,
        "crash_hours_50": rng.uniform(0.2, 4),
        "crash_hours_50_observed": 1.0,
        "harm_after": 0.1 if phi >= needed else 1.0,
    }


def write_series(group, arms, cells, rng):
    times = {"day": numpy.arange(0.0, 471), "since_action": numpy.arange(0, 48.5, 0.5)}
    axes = {"arm": arms, "cell": numpy.arange(cells), "quantile": QUANTILES, **times}
    for name, values in axes.items():
        group[name] = values
        group[name].make_scale(name)
    for name, unit, axis in SERIES:
        time = times[axis]
        middle = numpy.exp(-time / (200 if axis == "day" else 20)) + 0.01
        values = middle[:, None] * numpy.linspace(0.6, 1.4, 9)[None, :] * rng.uniform(0.9, 1.1)
        group[name] = numpy.broadcast_to(values, (len(arms), cells, *values.shape)).astype("f4")
        group[name].attrs.update({"units": unit, "relative_error": 0.004})
        group[name + "_n"] = numpy.full((len(arms), cells, len(time)), 24, "i4")
        for i, scale in enumerate(("arm", "cell", axis, "quantile")):
            group[name].dims[i].attach_scale(group[scale])
            if scale != "quantile":
                group[name + "_n"].dims[i].attach_scale(group[scale])


def write_paths(group, ids, prices, arms, version):
    """Kept economies: the price of subnet 28 on days 0, 1, ... of each, one replicate a point."""
    days, ids = 471, numpy.array(ids)
    group["path"], group["day"] = numpy.arange(len(ids)), numpy.arange(float(days))
    group["economy"] = ids
    if version == 1:
        group["subnet"] = numpy.arange(128)  # slots
    else:
        group["netuid"] = numpy.arange(1, 129)
        group["point"], group["replicate"] = ids // len(arms), numpy.zeros(len(ids), int)
        group["arm"] = [arms[i % len(arms)] for i in ids]
    group["price"] = numpy.full((len(ids), days, 128), numpy.nan, "f4")
    for i, path in enumerate(prices):
        group["price"][i, : len(path), 27] = path
    for name, value in (("emission_share", 0.01), ("tao", 500.0)):
        group[name] = numpy.full((len(ids), days, 128), value, "f4")


def write_exact(group, arms, points, samples):
    """Medians by point, (p + 1)/100 at place p of its cell; on days 0, 1, ..., 470."""
    group["quantile"], group["day"] = QUANTILES, numpy.arange(471.0)
    group["arm"], group["point"] = arms, numpy.arange(points)
    for scale in ("arm", "point", "day", "quantile"):
        group[scale].make_scale(scale)
    middle = (numpy.arange(points) % samples + 1) / 100
    for name in ("root_dividend_share", "root_consensus_share"):
        group[name] = numpy.broadcast_to(middle[None, :, None, None], (len(arms), points, 471, 9))
        for i, scale in enumerate(("arm", "point", "day", "quantile")):
            group[name].dims[i].attach_scale(group[scale])


def write_statistics(file, arms, cells, values):
    """What the file itself says of each outcome: shares and medians are right, other quantiles are
    those of the median."""
    numbers, bounds = file.create_group("distributions_cells"), file.create_group("intervals")
    for group in (numbers, bounds):
        group["arm"], group["cell"], group["quantile"] = arms, numpy.arange(cells), QUANTILES
    bounds["bound"] = ["low", "high"]
    for name, *_ in OUTCOMES:
        flag = BINS[name] == "2"
        value, ends = statistics_of(values[name].reshape(len(arms), cells, -1), flag)
        numbers[name + "_n"] = numpy.full(value.shape, 24, "i4")
        if flag:
            numbers[name + "_mean"], bounds[name + "_share_cells"] = value, ends
        numbers[name + "_quantiles"] = numpy.repeat(value[..., None], 9, axis=-1)
        bounds[name + "_quantiles_cells"] = numpy.repeat(ends[..., None, :], 9, axis=-2)


def statistics_of(parts, flag):
    """(arm, cell, economy) -> share or median (arm, cell), its interval (arm, cell, 2)."""
    if not numpy.isfinite(parts).any():
        return numpy.full(parts.shape[:2], numpy.nan), numpy.full((*parts.shape[:2], 2), numpy.nan)
    kind = intervals.share if flag else intervals.median
    found = [[kind(part) for part in row] for row in parts]
    return (
        numpy.array([[one.value for one in row] for row in found]),
        numpy.array([[(one.low, one.high) for one in row] for row in found]),
    )


def stamp(path):
    """Makes the numbers of a file those that were written, after a test has changed some."""
    with h5py.File(path, "a") as file:
        file.attrs["content_digest"] = digest.content_digest(file)
    return path


def arm_sections(cells):
    """Of configs/sn28.ini: an arm for each start and answer."""
    lines = []
    for day, kind in cells:
        for answer, (acts, leaves) in ANSWERS.items():
            lines += [
                f"[arm {kind} day {day} {answer}]",
                f"attack.day = {day}",
                f"attack.subnet = {kind}",
                f"foundation.acts = {acts}",
                f"attack.exit_on_action = {leaves}",
            ]
    return "\n".join(lines) + "\n"


def as_arms(values, cells, samples):
    """(answer, point of a cell, 1) -> (start and answer, sample, 1)"""
    answers = values.shape[0]
    parts = values.reshape(answers, len(cells), samples, 1).transpose(1, 0, 2, 3)
    return parts.reshape(len(cells) * answers, samples, 1)


def write(
    path,
    cells=CELLS,
    arms=ACTS,
    samples=24,
    seed=1,
    override=None,
    version=2,
    paths=None,
    exact_series=False,
    drop_series=(),
):
    """One file. override(outcomes, day, kind, sample number, arm label, rng) changes the outcomes
    of one economy; paths: {economy id: daily prices}; exact_series: with /series; drop_series:
    without these."""
    rng = numpy.random.default_rng(seed)
    draws = {name: rng.uniform(low, high, samples) for name, (low, high) in SAMPLED.items()}
    points = len(cells) * samples
    values = {name: numpy.full((len(arms), points, 1), numpy.nan) for name, *_ in OUTCOMES}
    for cell, (day, kind) in enumerate(cells):
        for sample in range(samples):
            base = plausible(rng, day, kind, {name: draw[sample] for name, draw in draws.items()})
            for arm, label in enumerate(arms):
                outcomes = dict(base)
                if arm == 0:
                    outcomes |= {
                        "stopped": numpy.nan,
                        "harm_after": numpy.nan,
                        "share_30d_after": 1.0,
                        "harm_60d_after": 1.0,
                        "restored": 0.0,
                        "tao_after": 9000.0,
                    }
                if override:
                    override(outcomes, day, kind, sample, label, rng)
                for name, value in outcomes.items():
                    values[name][arm, cell * samples + sample, 0] = value
    sections = ""
    starts = cells
    if arms is ACTS:  # starts are arms
        values = {name: as_arms(value, cells, samples) for name, value in values.items()}
        arms = [f"{kind} day {day} {answer}" for day, kind in cells for answer in ACTS]
        sections = arm_sections(cells) + (CONTRASTS if cells is CELLS else "")
        points, starts = samples, []
    with h5py.File(path, "w") as file:
        file.attrs.update(
            {
                "schema_version": version,
                "title": "made up",
                "question": "what was put in?",
                "hypothesis": "that it comes out",
                "shard_count": 1,
                "config": CONFIG + sections,
            }
        )
        design = file.create_group("design")
        design["arm"] = arms
        design["point"] = numpy.arange(points)
        if version > 1:
            design["cell_number"] = numpy.arange(max(1, len(starts)))
            design["cell_label"] = [
                f"attack.day={day}, attack.subnet={kind}" for day, kind in starts
            ] or ["all points"]
        design["cell"] = numpy.repeat(numpy.arange(max(1, len(starts))), samples)
        columns = {
            "attack.day": numpy.repeat([float(day) for day, _ in starts], samples),
            "attack.subnet": numpy.repeat([float(kind == "fresh") for _, kind in starts], samples),
        }
        columns = columns if starts else {}
        columns |= {name: numpy.tile(draw, points // samples) for name, draw in draws.items()}
        for i, (name, column) in enumerate(columns.items()):
            design[name] = column
            design[name].attrs.update({"varied": i, "sampled": int(name in SAMPLED)})
        if starts:
            design["attack.subnet"].attrs["choices"] = "existing|fresh"
        outcomes = file.create_group("outcomes")
        outcomes["arm"], outcomes["replicate"] = arms, numpy.arange(1)
        outcomes["point"] = numpy.arange(points)
        outcomes["status"] = numpy.zeros((len(arms), points, 1), "i4")
        for name, unit, undefined_when in OUTCOMES:
            outcomes[name] = values[name]
            outcomes[name].attrs.update({"units": unit, "undefined_when": undefined_when})
        file.create_group("inputs")
        write_statistics(file, arms, max(1, len(starts)), values)
        write_series(file.create_group("series_all"), arms, max(1, len(starts)), rng)
        for name in drop_series:
            del file["series_all"][name]
        if exact_series:
            write_exact(file.create_group("series"), arms, points, samples)
        if paths:
            ids, prices = list(paths), list(paths.values())
            write_paths(file.create_group("paths"), ids, prices, arms, version)
    return stamp(path)
