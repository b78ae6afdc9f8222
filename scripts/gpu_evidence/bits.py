"""Same bits on the card as on the processor, and no errors that the checkers see."""
import re

# Every era, one after the other as arms; networks of one to four slots; an attack and an action.
CONFIG = """title = Same bits
question = Does the card give the bits of the processor?
hypothesis = It does.
[time]
days = {days}
step_blocks = {step}
[attack]
mode = meme_holders
netuid = 3
day = 1
exit_on_action = yes
[foundation]
acts = yes
delay_days = 0
[vary]
network.subnets = grid({subnets})
[arms]
protocol.schedule = {schedules}
"""

MEMORY_LIMIT, BITS_LIMIT = 45, 60  # [s] for each tool, for each run


def eras(listing):
    """Names out of `taosweep eras`, and whether each has pools."""
    found = {}
    name = None
    for line in listing.splitlines():
        head = re.match(r"(\S+)  \(", line)
        if head:
            name = head[1]
            found[name] = True
        elif name and re.search(r"protocol\.pools: on -> off", line):
            found[name] = False
    return found


def schedules(found):
    """Each era from the start; pools open a day later where it has none."""
    first = next(iter(found))
    return ", ".join(f"{name}@0" if pools else f"({name}@0, {first}@1)"
                     for name, pools in found.items())


def run(clock, program, config, out, device, limit, *options):
    return clock.run([program, "run", config, "-o", out, "--force", "--quiet", "--device", device,
                      *options], limit)


def digest(clock, program, file):
    said = clock.run([program, "info", file], 20).out
    found = re.search(r"^content digest *(\S+)", said, flags=re.M)
    return found[1] if found else ""


def verdict(clock, program, on_card, on_cpu):
    """Two files hold the same, of economies that came to their end: the NaN of those that failed
    are alike whatever made them."""
    said = clock.run([program, "info", on_card], 20)
    if not said.well:
        return f"FAILED, info: {said.reason()}"
    ended = re.findall(r"^(?:status)? +(\d+ [a-z ]+): ([1-9]\d*)$", said.out, flags=re.M)
    if "0 ok" not in dict(ended):
        return "FAILED, no economy came to its end"
    if failed := [f"{count} of status {status}" for status, count in ended if status != "0 ok"]:
        return f"FAILED, some economies did not come to their end: {', '.join(failed)}"
    same = clock.run([program, "verify", on_card, "--against", on_cpu], 30)
    return "equal" if same.well else f"DIFFER, {same.reason()}"


def compare(clock, program, folder):
    """(kind of step, what came out, digest on the card) for steps of one block and coarse ones."""
    found = eras(clock.run([program, "eras"], 20).out)
    if not found:
        return [("eras", "NOT CHECKED, `taosweep eras` lists none", "")]
    rows = []
    for kind, step, days in (("every block", 1, 2), ("coarse steps", 300, 6)):
        config = folder / f"bits_{step}.ini"
        config.write_text(CONFIG.format(days=days, step=step, subnets="20, 60, 90, 127",
                                        schedules=schedules(found)))
        what = f"{len(found)} eras, {kind}"
        files = {}
        for device in ("cuda:0", "cpu"):
            files[device] = folder / f"bits_{step}_{device.replace(':', '')}.h5"
            ended = run(clock, program, config, files[device], device, BITS_LIMIT)
            if ended.code not in (0, 3):  # 3: some economies failed, and their bits count too
                rows.append((what, f"FAILED on {device}, {ended.reason()}", ""))
                break
        else:
            rows.append((what, verdict(clock, program, *files.values()),
                         digest(clock, program, files["cuda:0"])))
    return rows


TOOLS = {"memcheck": "memory errors", "racecheck": "races in shared memory",
         "synccheck": "wrong barriers"}


def memory(clock, program, sanitizer, folder):
    """(what, result) by each tool of compute-sanitizer."""
    if not sanitizer:
        why = "NOT CHECKED, compute-sanitizer is neither in PATH nor beside nvcc"
        return [(what, why) for what in TOOLS.values()]
    config = folder / "memory.ini"
    config.write_text(CONFIG.format(days=2, step=75, subnets="40",
                                    schedules="launch-2025-02@0, hill-rank-2026-08@0"))
    rows = []
    for tool, what in TOOLS.items():
        ended = clock.run([sanitizer, "--tool", tool, "--error-exitcode", "9", program, "run",
                           config, "-o", folder / f"{tool}.h5", "--force", "--quiet", "--device",
                           "cuda:0", "--set", "time.fine_days=0", "--set",
                           "time.opening_blocks=75"], MEMORY_LIMIT)
        if ended.code is None:
            rows.append((what, f"NOT CHECKED, {tool} {ended.reason()}"))
        elif ended.code == 9:
            rows.append((what, f"FOUND by {tool}: {ended.reason()}"))
        elif ended.code not in (0, 3):
            rows.append((what, f"NOT CHECKED, {tool}: {ended.reason()}"))
        else:
            rows.append((what, "none"))
    return rows
