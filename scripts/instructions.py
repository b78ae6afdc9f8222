#!/usr/bin/python3
"""Counts, by kind, what a warp executes in a step of the GPU program, and bounds its local memory.

Usage: instructions.py OBJECT_OR_FOLDER...
       instructions.py --tools     where the disassembler is; exit code 3 where it is not at hand
  an object file of a build, a .cubin, a control-flow graph that `nvdisasm -bbcfg` printed (.dot),
  or a folder, of which all programs are read

The machine code is taken apart by NVIDIA's cuobjdump and nvdisasm, which also find the control-flow
graph; scripts/install_packages.sh gpu gets them where the CUDA Toolkit at hand lacks them. The
build calls this script after each program (scripts/registers.py).

Exit code: 0 all well; 1 some way takes more loads and stores of local memory than BOUNDS allows, or
a program is none; 3 no disassembler is at hand, or it failed: some program was not read.

How it counts: the step loop is the largest loop of `take_steps`, which holds most of its
instructions and of which a program has two, for steps of one block and of more. A way through it
leads from its head round to its head, and calls no function: what happens once in a while is a call
(TAOSWEEP_RARE in kernels/portable.hpp), as are the slow paths of divisions; where no way goes
without some call, that call is passed, and not followed. Branches of warps that have diverged
(BRA.DIV) are not taken, loops inside are passed once. Branches without a call depend on numbers and
rules, which machine code does not tell, and so there are two counts: the way with the fewest
instructions, and the one with the most. A step that calls nothing lies between. Instructions that
are predicated off count as others do: they are issued.
"""
import collections
import functools
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[1]

# Loads and stores of local memory that the shortest way without calls may have, and any such way,
# by family of programs. They are spills, and on sm_90 there are none. Other cards have not been
# looked at, and are not bounded.
BOUND_CARDS = ("sm_90", "card unknown")
LAUNCH, LATER = "launch", "later rules"
BOUNDS = {LAUNCH: (0, 0), LATER: (0, 0)}
HOW_TO_GET = ("get nvdisasm and cuobjdump with scripts/install_packages.sh gpu, or with the whole "
              "CUDA Toolkit")

LOCAL, OTHER = "local memory", "others"
KINDS = (
    ("FP64", "D(ADD|MUL|FMA|SETP|MNMX)"),
    ("FP32", "F(ADD|MUL|FMA|SETP|SEL|MNMX|CHK|SET|SWZADD)|H(FMA2|ADD2|MUL2)"),
    ("conversions, special functions", "MUFU|[FI]2[FI]P?|FRND"),
    (LOCAL, "LDL|STL"),
    ("shared memory", "LDS|STS|ATOMS|LDSM"),
    ("global or generic memory", "LD|ST|LDG|STG|ATOM|ATOMG|RED|CCTL|MEMBAR"),
    ("constants", "U?LDC"),
    ("between lanes", "SHFL|VOTE|VOTEU|MATCH|REDUX"),
    ("branches", "BRA|BRX|JMP|BSSY|BSYNC|BREAK|CALL|RET|EXIT|WARPSYNC|BMOV|YIELD|NANOSLEEP"),
    ("uniform", "U.*|R2UR|S2UR"),
    ("integers, moves", "I.*|V.*|LOP3|LOP|SHF|SHL|SHR|LEA|SEL|PRMT|MOV|CS2R|S2R|PLOP3|P2R|R2P|POPC"
                        "|FLO|BREV|SGXT|BMSK|LEPC"),
)

CLUSTER = re.compile(r'subgraph "cluster_(.*)" \{$')
BLOCK = re.compile(r'"([^"]*)"$')
EDGE = re.compile(r'"([^"]*)":\w+:(\w) -> "([^"]*)":')
INSTRUCTION = re.compile(r"(?:[0-9a-f]+:\s+)?(?:@!?U?P\w+\s+)?([A-Z][A-Z0-9_]*[.\w]*)([^;]*);")
TAKEN = "e"  # nvdisasm draws a branch that is taken from the right side of its block
STEP_LOOP = re.compile(r"advance_kernelILi(\d+)ELj(\d+)E.*10take_stepsINS_6StagesILb([01])E")

Instruction = collections.namedtuple("Instruction", "name operands")
Graph = collections.namedtuple("Graph", "blocks edges")  # name -> instructions; (from, side, to)
Counted = collections.namedtuple("Counted", "slots family one_block least most local calls")


def kind_of(name):
    """Which of KINDS an instruction is, by its name up to the first point."""
    stem = name.split(".")[0]
    return next((kind for kind, names in KINDS if re.fullmatch(names, stem)), OTHER)


def graphs_of(text):
    """Function -> Graph, of what `nvdisasm -bbcfg` prints."""
    graphs, graph, block = {}, None, None
    for line in text.splitlines():
        if found := CLUSTER.match(line):
            graph = graphs.setdefault(found[1], Graph({}, []))
        elif graph is None:
            continue
        elif found := BLOCK.match(line):
            block = found[1]
        elif line.startswith("[label="):
            parts = [re.sub(r"\\(.)", r"\1", part) for part in line.split(r"\l")]
            parts = [re.sub(r"^.*\{?\|?<\w+>", "", part).strip() for part in parts]
            graph.blocks[block] = [Instruction(found[1], found[2].strip()) for part in parts
                                   if (found := INSTRUCTION.match(part))]
        elif found := EDGE.match(line):
            graph.edges.append(found.groups())
    return graphs


class Ways:
    """The ways round the largest loop of a function."""

    def __init__(self, graph):
        self.blocks = graph.blocks
        self.next = collections.defaultdict(list)
        for block, side, other in graph.edges:
            if other in self.blocks and not (side == TAKEN and self._ends_in(block, "BRA.DIV")):
                self.next[block].append(other)
        order, back = self._depth_first(next(iter(self.blocks)))
        loops = [(head, self._body(tail, head)) for tail, head in back]
        self.head, body = max(loops, key=lambda loop: self._size(loop[1]), default=(None, ()))
        if self._size(body) * 2 < self._size(self.blocks):
            raise ValueError("no loop holds half of the instructions of its take_steps")
        # Without the edges that close loops; the way ends where one leads to the head.
        self.ends = {tail for tail, head in back if head == self.head}
        self.order = [block for block in order if block in body]
        self.next = {block: [other for other in self.next[block]
                             if other in body and (block, other) not in back]
                     for block in body}
        leaving = [block for block in self.order if self._leaves(block)]
        # What no way goes without is passed, what some go without is none of theirs.
        self.passed = {block for block in leaving if self.longest(len, -1, {block}) is None}
        self.rare = set(leaving) - self.passed

    def _size(self, blocks):
        return sum(len(self.blocks[block]) for block in blocks)

    def _ends_in(self, block, name):
        return bool(self.blocks[block]) and self.blocks[block][-1].name == name

    def _leaves(self, block):
        return any(one.name.split(".")[0] in ("CALL", "RET", "EXIT", "BRX")
                   for one in self.blocks[block])

    def _depth_first(self, first):
        """Blocks, each before those that it leads to, and the edges that close a loop."""
        order, back, state = [], set(), {first: "open"}
        stack = [(first, iter(self.next[first]))]
        while stack:
            block, others = stack[-1]
            other = next(others, None)
            if other is None:
                state[block] = "done"
                order.append(block)
                stack.pop()
            elif other not in state:
                state[other] = "open"
                stack.append((other, iter(self.next[other])))
            elif state[other] == "open":
                back.add((block, other))
        return order[::-1], back

    def _body(self, tail, head):
        """Blocks of the loop that an edge from tail to head closes."""
        before = collections.defaultdict(list)
        for block, others in self.next.items():
            for other in others:
                before[other].append(block)
        body, waiting = {head}, [tail]
        while waiting:
            block = waiting.pop()
            if block not in body:
                body.add(block)
                waiting += before[block]
        return body

    def longest(self, weight, sign=1, without=None):
        """Blocks of the way whose weights, of blocks' instructions, are the most (sign 1) or the
        fewest (-1); None where each leads through some of those `without`."""
        without = self.rare if without is None else without
        best = {self.head: (sign * weight(self.blocks[self.head]), None)}
        for block in self.order:
            if block not in best or block in without:
                continue
            for other in self.next[block]:
                sum_there = best[block][0] + sign * weight(self.blocks[other])
                if other not in without and (other not in best or sum_there > best[other][0]):
                    best[other] = (sum_there, block)
        ends = [block for block in self.ends if block in best and block not in without]
        if not ends:
            return None
        way, block = [], max(ends, key=lambda end: best[end][0])
        while block is not None:
            way.append(block)
            block = best[block][1]
        return way[::-1]

    def kinds(self, way):
        """Instructions of a way by kind."""
        return collections.Counter(kind_of(one.name) for block in way for one in self.blocks[block])

    def calls(self):
        """Functions that every way calls."""
        return [one.operands.strip("`()") for block in self.order if block in self.passed
                for one in self.blocks[block] if one.name.startswith("CALL")]


def is_local(instruction):
    return kind_of(instruction.name) == LOCAL


def local_accesses(instructions):
    return sum(map(is_local, instructions))


def count(name, graph):
    """What a step loop takes. Throws ValueError where none is found."""
    slots, family, one_block = STEP_LOOP.search(name).groups()
    ways = Ways(graph)
    least, most = ways.longest(len, -1), ways.longest(len)
    if least is None:
        raise ValueError("no way leads round its loop")
    heaviest = ways.kinds(ways.longest(local_accesses))[LOCAL]
    return Counted(int(slots), LAUNCH if family == "0" else LATER, one_block == "1",
                   ways.kinds(least), ways.kinds(most), heaviest, ways.calls())


def table(counted, card):
    """Lines for one step loop: instructions of a warp, and a subnet's part of them."""
    subnets = 32 * counted.slots
    step = "one block" if counted.one_block else "more blocks"
    unit = "subnet-block" if counted.one_block else "subnet-step"
    width = max(len(kind) for kind, _ in KINDS) + 2
    lines = [f"step loop of {counted.family}, {counted.slots} slots ({subnets} subnets), {card}, a "
             f"step of {step}; ways without calls",
             f"{'instructions of a warp':{width}}  least   most   {unit}: least   most"]
    gap = len(unit) - 2
    for kind in [kind for kind, _ in KINDS] + [OTHER]:
        few, many = counted.least[kind], counted.most[kind]
        if many or few:
            lines.append(f"{kind:{width}} {few:6} {many:6}  {'':{gap}}"
                         f"{few / subnets:9.2f} {many / subnets:6.2f}")
    few, many = sum(counted.least.values()), sum(counted.most.values())
    lines.append(f"{'all':{width}} {few:6} {many:6}  {'':{gap}}"
                 f"{few / subnets:9.2f} {many / subnets:6.2f}")
    shortest, any_way = BOUNDS[counted.family]
    where = "" if card in BOUND_CARDS else f" on {BOUND_CARDS[0]}"
    lines.append(f"loads and stores of local memory: {counted.least[LOCAL]} on the shortest way, "
                 f"{shortest} are allowed{where}; {counted.local} at most, {any_way} are "
                 f"allowed{where}")
    lines += [f"every way calls {name}, which is not counted" for name in demangled(counted.calls)]
    return lines


def faults(counted):
    """A sentence for each bound that the local memory of a step loop goes beyond."""
    step = "one block" if counted.one_block else "more blocks"
    found = zip(("its shortest way without calls", "a way without calls"),
                (counted.least[LOCAL], counted.local), BOUNDS[counted.family])
    return [f"the step loop of {counted.family}, {counted.slots} slots, a step of {step}: {way} "
            f"has {local} loads and stores of local memory, at most {bound} are allowed "
            "(scripts/instructions.py): something that steps touch is no register any more; look "
            "at what was added to the loop, and call what is rare (TAOSWEEP_RARE)"
            for way, local, bound in found if local > bound]


def demangled(names):
    """As people wrote them; those of the program itself without what stands around them."""
    short = [re.sub(r"^.*\$(?=_Z)", "", name) for name in names]
    try:
        done = subprocess.run(["c++filt", "-p"], input="\n".join(short), capture_output=True,
                              text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return short
    return done.stdout.splitlines()


@functools.cache
def tool(name):
    """Path of a program of the CUDA Toolkit: of PATH, beside nvcc, or of install_packages.sh."""
    nvcc = shutil.which("nvcc")
    toolkits = [os.environ.get("CUDA_HOME"), os.environ.get("CUDA_PATH"), "/usr/local/cuda",
                nvcc and os.path.dirname(os.path.dirname(os.path.realpath(nvcc)))]
    places = [shutil.which(name), *(f"{toolkit}/bin/{name}" for toolkit in toolkits if toolkit),
              *(ROOT / "build/gpu-tools").glob(f"lib/python3*/site-packages/nvidia/*/bin/{name}")]
    return next((str(place) for place in places if place and os.access(place, os.X_OK)), None)


def disassembled(path):
    """The control-flow graphs of an object file or a cubin, and the card that they are for; None
    without a disassembler."""
    run = functools.partial(subprocess.run, capture_output=True, text=True, check=True)
    if path.suffix == ".dot":
        return path.read_text(), "card unknown"
    if not tool("nvdisasm"):
        return None
    if path.suffix == ".cubin":
        return run([tool("nvdisasm"), "-bbcfg", path]).stdout, card_of(path)
    if not tool("cuobjdump"):
        return None
    with tempfile.TemporaryDirectory() as folder:
        run([tool("cuobjdump"), "-xelf", "all", path.resolve()], cwd=folder)
        cubins = sorted(pathlib.Path(folder).glob("*.cubin"))
        if not cubins:
            raise ValueError("it holds no machine code of a GPU")
        cubin = next((one for one in cubins if card_of(one) in BOUND_CARDS), cubins[0])
        return run([tool("nvdisasm"), "-bbcfg", cubin]).stdout, card_of(cubin)


def card_of(cubin):
    """The architecture that cuobjdump writes into a name, as in program_4_0.cu.1.sm_90.cubin."""
    found = re.search(r"\b(sm_\w+)\.cubin$", cubin.name)
    return found[1] if found else "card unknown"


def read(path, out=None):
    """Prints the tables of a program's step loops; the exit code."""
    try:
        made = disassembled(path)
        if made is None:
            print(f"instructions of {path.name}: NOT READ, no disassembler is at hand; "
                  f"{HOW_TO_GET}", file=out)
            return 3
        loops = [count(name, graph) for name, graph in graphs_of(made[0]).items()
                 if STEP_LOOP.search(name)]
    except subprocess.CalledProcessError as error:
        print(f"instructions of {path.name}: NOT READ, {error.cmd[0]} failed: {error.stderr}",
              file=out)
        return 3
    except (OSError, ValueError) as error:
        print(f"error: the machine code of {path} could not be read: {error}", file=sys.stderr)
        return 1
    if not loops:
        print(f"error: {path} has no step loop (a function take_steps of advance_kernel), whose "
              "instructions could be counted; is it a program of kernels/gpu?", file=sys.stderr)
        return 1
    for loop in sorted(loops, key=lambda loop: not loop.one_block):
        print("\n".join(table(loop, made[1])) + "\n", file=out)
    bounded = made[1] in BOUND_CARDS
    sentences = [sentence for loop in loops for sentence in faults(loop) if bounded]
    for sentence in sentences:
        print(f"error: {sentence}", file=sys.stderr)
    return 1 if sentences else 0


def main(words):
    if not words:
        sys.exit(__doc__)
    if words == ["--tools"]:
        found = {name: tool(name) for name in ("nvdisasm", "cuobjdump")}
        print("\n".join(f"{name}: {path or 'not at hand'}" for name, path in found.items()))
        return 0 if all(found.values()) else 3
    paths = []
    for path in map(pathlib.Path, words):
        paths += sorted(path.rglob("program_*.cu.o")) if path.is_dir() else [path]
    if not paths:
        sys.exit("error: no program of a GPU lies in " + ", ".join(words)
                 + "; build the preset cuda first")
    return max((read(path) for path in paths), key=[0, 3, 1].index)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
