"""What the card's own counters say of the kernel, by Nsight Compute (ncu)."""
import csv
import io

# Name -> (what it is, how it is shown).
METRICS = {
    "smsp__issue_active.avg.pct_of_peak_sustained_active":
        ("part of the issue limit [%]", "{:.1f}"),
    "sm__warps_active.avg.pct_of_peak_sustained_active":
        ("occupancy, of all warps a multiprocessor can hold [%]", "{:.1f}"),
    "launch__registers_per_thread": ("registers a thread", "{:.0f}"),
    "smsp__inst_executed.sum": ("warp instructions", "{:.4g}"),
    "l1tex__t_sectors_pipe_lsu_mem_local_op_ld.sum": ("local loads [sectors of 32 B]", "{:.4g}"),
    "l1tex__t_sectors_pipe_lsu_mem_local_op_st.sum": ("local stores [sectors of 32 B]", "{:.4g}"),
    "gpu__time_duration.sum": ("time of the launch", "{:.4g}"),
    "smsp__inst_executed_pipe_fp64.avg.pct_of_peak_sustained_active":
        ("part of the FP64 pipe's limit [%]", "{:.1f}"),
}
STALLS = ("long_scoreboard", "short_scoreboard", "wait", "math_pipe_throttle", "lg_throttle",
          "mio_throttle", "no_instruction", "not_selected", "branch_resolve", "barrier",
          "dispatch_stall")


def stall_metric(name):
    return f"smsp__average_warps_issue_stalled_{name}_per_issue_active.ratio"


def command(ncu, program, config, out):
    """One launch in the middle, of a run so short that it can be repeated for each counter."""
    metrics = ",".join([*METRICS, *map(stall_metric, STALLS)])
    return [ncu, "--csv", "--page", "raw", "--target-processes", "all", "--kernel-name",
            "regex:advance", "--launch-skip", "1", "--launch-count", "1", "--metrics", metrics,
            program, "run", config, "-o", out, "--force", "--quiet", "--device", "cuda:0"]


def parse(text):
    """Metric -> (number, unit) of the first kernel in what ncu printed."""
    lines = text.splitlines()
    start = next((i for i, line in enumerate(lines) if line.startswith('"ID"')), None)
    if start is None:
        return {}
    rows = list(csv.reader(io.StringIO("\n".join(lines[start:]))))
    if len(rows) < 3:
        return {}
    found = {}
    for name, unit, value in zip(rows[0], rows[1], rows[2]):
        try:
            found[name] = (float(value.replace(",", "")), unit)
        except ValueError:
            continue  # names and sizes of the launch
    return found


def rows(clock, ncu, program, folder, economies=4096, limit=60):
    """Rows (what, value)."""
    from speed import CONFIG
    if not ncu:
        return [("hardware counters", "NOT MEASURED, ncu is neither in PATH nor beside nvcc")]
    config = folder / "counters.ini"
    config.write_text(CONFIG.format(title="Counters", subnets=127, days=1, step=1, more="",
                                    economies=economies))
    ended = clock.run(command(ncu, program, config, folder / "counters.h5"), limit)
    found = parse(ended.out)
    if not found:
        reason = ended.reason() if not ended.well else "ncu saw no launch of the kernel"
        if "ERR_NVGPUCTRPERM" in ended.out + ended.err:
            reason = "the driver lets only administrators read counters (ERR_NVGPUCTRPERM)"
        return [("hardware counters", f"NOT MEASURED, {reason}")]
    shown = []
    for metric, (what, form) in METRICS.items():
        if metric not in found:
            shown.append((what, "NOT MEASURED, ncu does not give it"))
            continue
        value, unit = found[metric]
        shown.append((what, form.format(value) + (f" {unit}" if "time" in what else "")))
    stalls = sorted(((found[stall_metric(name)][0], name) for name in STALLS
                     if stall_metric(name) in found), reverse=True)
    shown.append(("stalls, warps waiting for each issue",
                  ", ".join(f"{name} {value:.2f}" for value, name in stalls[:5])
                  or "NOT MEASURED, ncu does not give them"))
    return shown
