"""Made-up pairs of sweeps, exact and coarse, whose difference is known."""

import h5py
import numpy
import synthetic_results

TIME = """[time]
days = 140
step_blocks = {step}
fine_step_blocks = 25
fine_days = {fine_days}
opening_blocks = 1200
signal_blocks = {looks}
[noise]
base_sd = {noise}
attention_sd = 0
[sweep]
seed = {seed}
common_shocks = {shocks}
"""
CELLS = [(0, "existing"), (30, "fresh")]
ARMS = synthetic_results.ACTS[:2]
FLAGS = ("stopped", "root_controls", "takeover_ema_2")
CPU = {1: 48.0, 300: 4.8}  # seconds of the whole sweep


ARM_SECTIONS = """[arm no action]
foundation.acts = no
[arm consensus alone]
foundation.acts = yes
"""


def write(path, step, change=None, samples=24, cpu=None, **time):
    """One file; change(values): {outcome: array (arm, point, replicate)} to put other ones in."""
    synthetic_results.write(path, cells=CELLS, arms=ARMS, samples=samples, seed=5)
    lines = {"fine_days": 4, "looks": 75, "noise": 0.013, "seed": 1, "shocks": "arms", **time}
    with h5py.File(path, "r+") as file:
        text = synthetic_results.CONFIG + TIME.format(step=step, **lines)
        file.attrs["config"] = text + ARM_SECTIONS
        outcomes = file["outcomes"]
        for name, *_ in synthetic_results.OUTCOMES:
            outcomes[name].attrs["bins"] = 2 if name in FLAGS else 50
            outcomes[name].attrs["scale"] = "log" if name == "phi_needed" else "linear"
        values = {name: outcomes[name][()] for name, *_ in synthetic_results.OUTCOMES}
        values["sum_of_prices"][:] = ladder(values["sum_of_prices"].shape)
        if change:
            change(values)
        for name, array in values.items():
            outcomes[name][()] = array
        run = file.require_group("run")
        run.attrs["economy_cpu_seconds"] = CPU[step] if cpu is None else cpu
        run.attrs["command_line"] = "taosweep run"
    return synthetic_results.stamp(path)


def ladder(shape):
    """1, 2, .. along the points, so that the spread is known."""
    return numpy.broadcast_to(numpy.arange(1.0, shape[1] + 1)[None, :, None], shape).copy()


def resume(path):
    """As a file is that a run has gone on with: run attributes are no part of the digest."""
    with h5py.File(path, "r+") as file:
        file["run"].attrs["command_line"] = "taosweep run a.ini --resume"
