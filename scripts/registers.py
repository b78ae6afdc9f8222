#!/usr/bin/python3
"""Runs nvcc and turns what ptxas says about each kernel into a table.

Usage: registers.py nvcc ARGUMENT...   (a compiler launcher, see kernels/CMakeLists.txt)

The table is printed by the build and written beside the object file as OBJECT.registers.txt. All
other output, and the exit code, are nvcc's; but where the step loop keeps an array in local memory,
or takes more than BOUNDS allows, or a thread more registers than let its warps fit, the build
fails. Of programs of the step the instructions of the loop are counted next, as
OBJECT.instructions.txt: scripts/instructions.py, which fails the build as well.
"""
import io
import pathlib
import re
import subprocess
import sys

import instructions

ENTRY = re.compile(r"Compiling entry function '(\S+)' for '(\S+)'")
FUNCTION = re.compile(r"Function properties for (\S+)")
SPILLS = re.compile(r"(\d+) bytes stack frame, (\d+) bytes spill stores, (\d+) bytes spill loads")
USED = re.compile(r"Used (\d+) registers")
SHARED = re.compile(r"(\d+) bytes smem")

# NVIDIA's occupancy rules: 65,536 registers a multiprocessor, given out per warp in steps of 256.
REGISTERS_PER_MULTIPROCESSOR = 65536
WARPS_PER_MULTIPROCESSOR = {"sm_75": 32, "sm_86": 48, "sm_87": 48, "sm_89": 48, "sm_120": 48}


def warps_that_fit(registers, architecture):
    """Warps one multiprocessor can hold as far as registers [per thread] go."""
    per_warp = -(-registers * 32 // 256) * 256
    most = WARPS_PER_MULTIPROCESSOR.get(architecture, 64)
    return min(most, REGISTERS_PER_MULTIPROCESSOR // per_warp)


# What a step loop may take, which is a function of its own: no stack frame, so that pools and
# averages are registers, and few bytes of spills, which ptxas puts around its rare branches. The
# first family of kernels/chain/needs.hpp is that of the launch (76 bytes of stores and 84 of
# loads on sm_90, with 128 registers); later rules have none, as they have 168 registers and more of
# theirs lies in shared memory. Spills are bounded where they were looked at: see
# BOUND_CARDS of instructions.py; a frame on every card.
LAUNCH_LOOP = "step loop of the launch"
LATER_LOOP = "step loop of later rules"
BOUNDS = {LAUNCH_LOOP: {"stack": 0, "stores": 100, "loads": 100},
          LATER_LOOP: {"stack": 0, "stores": 50, "loads": 50}}

# Registers that a thread of the program may have: each of the four parts of a multiprocessor has
# 16,384, which for 4 warps of 32 threads are 128, and for 3 are 170; 168 is the next lower multiple
# of 8, in which they are given out. (For 14 warps two parts must hold 4 warps, so that 144
# registers are no better than 168.) One slot runs 8 warps: 256 each, of which an instruction can
# name 255. The launch bounds of advance_kernel.cuh ask for as many warps, and ptxas keeps to them;
# more registers mean that they were loosened, and that fewer warps hide each other's latency.
PROGRAM = re.compile(r"14advance_kernelILi(\d+)ELj(\d+)E")


def warps_wanted(slots, family):
    """Warps that a multiprocessor shall hold, as in advance_kernel.cuh; family 0 is the launch."""
    return 8 if slots == 1 else 16 if family == 0 else 12


def most_registers(slots, family):
    """Registers per thread with which the wanted warps fit a multiprocessor."""
    warps = warps_wanted(slots, family)
    return min(255, REGISTERS_PER_MULTIPROCESSOR // (warps * 32) // 8 * 8)


# Shared memory of a warp [bytes], to which the driver adds 1,024. With the launch's 16 warps fit
# the 228 KB of an H100 or H200 (13,568 bytes each) and 12 the 164 KB of an A100 (12,928); with
# that of later rules 12 fit the former.
def most_shared(family):
    """Bytes that a program of a family may take for each warp."""
    return 12928 if family == 0 else 16000


STEP_LOOP = re.compile(r"10take_steps.*?WarpLane\w*?Lj(\d+)E")


def bounded(function):
    """Which of BOUNDS holds for a function by its mangled name."""
    found = STEP_LOOP.search(function)
    return None if not found else LAUNCH_LOOP if found.group(1) == "0" else LATER_LOOP


def bound_functions(lines):
    """Rows (kernel, architecture, function, stack, stores, loads) of functions in BOUNDS."""
    rows, kernel, function = [], None, None
    for line in lines:
        if entry := ENTRY.search(line):
            kernel = entry.groups()
        elif found := FUNCTION.search(line):
            function = bounded(found.group(1))
        elif (found := SPILLS.search(line)) and kernel and function:
            rows.append((*kernel, function, *(int(number) for number in found.groups())))
            function = None
    return rows


def beyond_bounds(rows):
    """A sentence for each function that takes more than it may."""
    kernels = demangle([row[0] for row in rows])
    return [f"{kernel} for {card}: a {function} takes {value} bytes of {what}, at most "
            f"{BOUNDS[function][key]} are allowed (scripts/registers.py): something of the step "
            "loop went to local memory; look for an address that escapes, an index that is not "
            "constant"
            for kernel, (_, card, function, *numbers) in zip(kernels, rows)
            for key, what, value in zip(("stack", "stores", "loads"),
                                        ("stack", "spill stores", "spill loads"), numbers)
            if value > BOUNDS[function][key]
            and (key == "stack" or card in instructions.BOUND_CARDS)]


def programs(rows):
    """Triples of a program's name, its row, and its slots and family."""
    found = [(row, tuple(map(int, which.groups())))
             for row in rows if (which := PROGRAM.search(row[0]))]
    return [(name, *one) for name, one in zip(demangle([row[0] for row, _ in found]), found)]


def beyond_registers(rows):
    """A sentence for each program whose threads take more registers than let its warps fit."""
    return [f"{kernel} for {row[1]}: a thread takes {row[2]} registers, at most "
            f"{most_registers(*program)} are allowed, with which "
            f"{warps_wanted(*program)} warps fit a multiprocessor "
            "(scripts/registers.py); look at the launch bounds in kernels/gpu/advance_kernel.cuh "
            "and at -maxrregcount among the flags"
            for kernel, row, program in programs(rows) if row[2] > most_registers(*program)]


def beyond_shared(rows):
    """A sentence for each program whose warps take more shared memory than lets them fit."""
    return [f"{kernel} for {row[1]}: a warp takes {row[6]} bytes of shared memory, at most "
            f"{most_shared(family)} are allowed (scripts/registers.py); look at what joined "
            "TickFlows in kernels/state/state.hpp, and whether steps of that family touch it"
            for kernel, row, (_, family) in programs(rows) if row[6] > most_shared(family)]


def read_kernels(lines):
    """Rows (kernel, architecture, registers, stack, stores, loads, shared) and the lines left
    over."""
    rows, rest, kernel, spills = [], [], None, None
    for line in lines:
        if entry := ENTRY.search(line):
            kernel, spills = entry.groups(), None
        elif (found := SPILLS.search(line)) and kernel:
            # The kernel comes first; functions it calls without inlining follow.
            spills = spills or tuple(int(number) for number in found.groups())
        elif (used := USED.search(line)) and kernel:
            shared = SHARED.search(line)
            rows.append((*kernel, int(used.group(1)), *(spills or (0, 0, 0)),
                         int(shared.group(1)) if shared else 0))
            kernel = None
        elif not line.startswith("ptxas info") and not SPILLS.search(line):
            rest.append(line)
    return rows, rest


def demangle(names):
    try:
        text = subprocess.run(["c++filt", "-p"], input="\n".join(names), capture_output=True,
                              text=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return names
    return text.splitlines()


def line(width, name, card, registers, stack, stores, loads, shared):
    return (
        f"{name:{width}}  {card:7} {registers:9}  {stack:9}  {stores:7}/{loads:<7}  {shared:10}  "
        f"{warps_that_fit(registers, card):8}")


# Why a kernel of ours spills; printed below the table where it does.
SPILL_REASONS = {
    "advance_kernel": "advance_kernel: its launch bounds cap registers so that 16 warps (12 of "
                      "later rules, 8 for one\nslot) fit a multiprocessor and hide each other's "
                      "latency. The stack holds each lane's copy of the\neconomy's scalars and "
                      "arrays of an epoch's consensus, which days and signal ticks read; steps run "
                      "in\nfunctions of their own.",
    "finish_kernel": "finish_kernel: runs once an economy, after its last step, and keeps the "
                     "shares of all subnets,\nwhich outcomes sort, on its stack.",
}


def reasons(rows):
    """A sentence for each kernel of ours that spills; one that has none says so."""
    spilling = {re.search(r"(\w+)(<|\(|$)", name.split("::")[-1]).group(1)
                for name, _, _, _, stores, loads, _ in rows if stores or loads}
    return [SPILL_REASONS.get(name,
                              f"{name}: spills, and scripts/registers.py gives no reason for it")
            for name in sorted(spilling) if not name[0].isdigit()]


def step_loops(rows):
    """A line for the step loops of each kernel."""
    loops = {}
    for kernel, card, function, *numbers in rows:
        loops.setdefault((kernel, card, function), []).append(numbers)
    names = demangle([kernel for kernel, _, _ in loops])
    return [f"{name}, {card}: {function}, {len(all_numbers)} of them, at most "
            "{} B of stack, {}/{} B of spills".format(*map(max, zip(*all_numbers)))
            for name, ((_, card, function), all_numbers) in zip(names, loops.items())]


def table(rows):
    """One line for each kernel of ours; the many of Thrust and CUB as one line per card, each its
    largest."""
    ours, theirs = [], {}
    for name, (_, card, *numbers) in zip(demangle([row[0] for row in rows]), rows):
        if re.search(r"\b(thrust|cub)::", name):
            theirs.setdefault(card, []).append(numbers)
        else:
            ours.append((name, card, *numbers))
    for card, all_numbers in theirs.items():
        ours.append((f"{len(all_numbers)} of Thrust and CUB, largest values", card,
                     *map(max, zip(*all_numbers))))
    width = max(len(row[0]) for row in ours)
    head = (f"{'kernel':{width}}  {'card':7} registers  stack [B]  spill st/ld [B]  shared [B]  "
            "warps/SM")
    return "\n".join([head, *(line(width, *row) for row in ours),
                      "registers: per thread; spill: registers that did not fit and go through "
                      "memory, 0 is best;",
                      "shared: fixed part per block, what a launch asks for comes on top; "
                      "warps/SM: how many fit",
                      "on a multiprocessor as far as registers go.", *reasons(ours)]) + "\n"


def read_instructions(made):
    """Counts the instructions of an object file; 1 where they are too many or cannot be read."""
    text = io.StringIO()
    code = instructions.read(pathlib.Path(made), out=text)
    print(text.getvalue(), end="")
    pathlib.Path(made + ".instructions.txt").write_text(text.getvalue())
    return code == 1


def main(command):
    finished = subprocess.run(command, stderr=subprocess.PIPE, text=True)
    lines = finished.stderr.splitlines()
    rows, rest = read_kernels(lines)
    bound = bound_functions(lines)
    if rest:
        print("\n".join(rest), file=sys.stderr)
    if rows:
        text = table(rows) + "".join(line + "\n" for line in step_loops(bound))
        print(text, end="")
        if "-o" in command:
            with open(command[command.index("-o") + 1] + ".registers.txt", "w") as file:
                file.write(text)
    wrong = beyond_registers(rows) + beyond_shared(rows) + beyond_bounds(bound)
    for sentence in wrong:
        print(f"error: {sentence}", file=sys.stderr)
    failed = finished.returncode or bool(wrong)
    if not failed and "-o" in command and any(PROGRAM.search(row[0]) for row in rows):
        failed = read_instructions(command[command.index("-o") + 1])
    return int(failed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
