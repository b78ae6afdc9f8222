"""Parameters of an economy: the defaults that the program prints, and a config's lines over them.

`p.value_rate` is the key value.rate. What the peers do not have is refused, not ignored.
"""
import collections
import pathlib
import re
import subprocess

BLOCKS_PER_DAY = 7200

# What the peers' model has: values of keys that would switch on something else, and the rules whose
# numbers may be changed.
ONLY = {"protocol.schedule": "launch-2025-02@0", "attack.mode": "none", "momentum.cash_share": "0",
        "momentum.moves": "0", "yield.moves": "0", "owners.earn": "yes", "miners.burning": "0",
        "value.worth_sd": "0", "value.news": "0", "value.follows": "0", "mood.ln_sd": "0",
        "capital.leave_rate": "0", "noise.deep_tao": "0", "mining.outside_income": "0",
        "owners.sell_above": "0", "owners.exit_rate": "0", "owners.exit_trend": "0",
        "owners.treasury_share": "0", "revenue.total_tao": "0"}
RULES = ("tao_weight", "owner_cut", "validator_take", "ema_alpha", "ema_cap", "tempo",
         "stake_fee_tao", "minimum_reserve", "minimum_lock_tao")
# Sections that say how much is run and kept; not of an economy.
ASIDE = ("sweep", "keep", "vary", "arms")


def default_values(program):
    said = subprocess.run([program, "params"], capture_output=True, text=True, check=True).stdout
    return {key: launch or value for key, value, launch in
            re.findall(r"^(\w+\.\w+) = (.*?)(?: \(at the launch (.*?)\))?(?:  .*|)$", said, re.M)}


def lines_of(config):
    """key -> value of an ini file."""
    section, values = "", {}
    for line in pathlib.Path(config).read_text().splitlines():
        line = line.split("#")[0].strip()
        if line.startswith("["):
            section = line.strip("[]")
        elif "=" in line:
            key, value = (part.strip() for part in line.split("=", 1))
            values[f"{section}.{key}" if section else key] = value
    return values


def number(text):
    try:
        return float(text)
    except ValueError:
        return None


def read_config(program, config, changes=()):
    """(parameters, sweep settings) of a config; `changes` are "key=value", as for --set."""
    values, sweep = default_values(program), {}
    asked = lines_of(config) | dict(change.split("=", 1) for change in changes)
    for key, value in asked.items():
        if key.split(".")[0] in ASIDE:
            sweep[key] = value
        elif "." in key and key not in values:
            raise SystemExit(f"{config}: {key} is no parameter of {program}")
        elif "." in key:
            values[key] = value
    if asked.get("vary") or any(key.startswith(("vary.", "arms.")) for key in sweep):
        raise SystemExit(f"{config}: the peers have neither [vary] nor [arms]")
    for key, value in ONLY.items():
        if values[key] != value:
            raise SystemExit(f"{config}: the peers need {key} = {value}, not {values[key]}")
    for key in asked:
        section, _, name = key.partition(".")
        if section == "protocol" and name not in RULES and key not in ONLY:
            raise SystemExit(f"{config}: the peers have the rules of the launch alone, not {key}")
    numbers = {key.replace(".", "_"): number(text) for key, text in values.items()
               if number(text) is not None}
    return collections.namedtuple("Parameters", numbers)(**numbers), sweep


def phases(p):
    """(first block, ticks, blocks of a tick, blocks of a step) from the launch to the horizon:
    single blocks while pools open, then fine steps, then coarse ones."""
    step, signal = int(p.time_step_blocks), int(p.time_signal_blocks)
    fine, grid = min(step, int(p.time_fine_step_blocks)), max(step, signal)

    def on_grid(blocks):
        return int(-(-round(blocks) // grid) * grid)

    ends = [(on_grid(p.time_opening_blocks), 1), (on_grid(p.time_fine_days * BLOCKS_PER_DAY), fine),
            (on_grid(p.time_days * BLOCKS_PER_DAY), step)]
    horizon, block, found = ends[-1][0], 0, []
    for end, k in ends:
        end = min(end, horizon)
        if end > block:
            found.append((block, (end - block) // max(k, signal), max(k, signal), k))
            block = end
    return found
