"""Machine code of a step loop that nobody compiled, as `nvdisasm -bbcfg` prints it."""
import os

NAME = ("$_ZN8taosweep14advance_kernelILi{slots}ELj{family}EEEv$_ZN8taosweep10take_stepsINS_6Stages"
        "ILb{one_block}EJEEENS_7EconomyINS_8WarpLaneELi{slots}ELj{family}EEEEEiRT0_iii")


def graph(blocks, edges, family=0, one_block=1, slots=4, name=NAME):
    """blocks: name -> instructions; edges: (from, "e" where a branch is taken or "s", to)."""
    name = name.format(family=family, one_block=one_block, slots=slots)
    lines = [f'subgraph "cluster_{name}" {{',
             'node [fontname="Courier",fontsize=10,shape=Mrecord];']
    for block, instructions in blocks.items():
        code = "".join(rf"\ \ {escaped(one)}\ ;\l" for one in instructions)
        lines += [f'"{block}"', f'[label="{{<entry>{block}:\\l{code}}}"]']
        lines += [f'"{a}":exit0:{side} -> "{b}":entry:n [style=solid];' for a, side, b in edges
                  if a == block]
    return "\n".join([*lines, "}"]) + "\n"


def escaped(text):
    for sign in " []{}<>|":
        text = text.replace(sign, "\\" + sign)
    return text


def step_loop(family=0, local=0):
    """Text of the graph of a loop with so many loads of local memory in each step."""
    blocks = {"start": ["MOV R0, R1"],
              "head": ["DADD R2, R4, R6", *["LDL R8, [R1+0x8]"] * local, "@P0 BRA `(head)"],
              "end": ["RET.REL.NODEC R20"]}
    return graph(blocks, [("start", "s", "head"), ("head", "e", "head"), ("head", "s", "end")],
                 family)


def disassembler(folder, text, card="sm_90"):
    """An environment whose cuobjdump and nvdisasm know one program, of this graph, for a card."""
    tools = folder / "tools"
    tools.mkdir(exist_ok=True)
    (tools / "graph").write_text(text)
    for name, does in (("cuobjdump", f"echo > program.1.{card}.cubin"),
                       ("nvdisasm", f"cat {tools}/graph")):
        (tools / name).write_text(f"#!/bin/sh\n{does}\n")
        (tools / name).chmod(0o755)
    return {**os.environ, "PATH": f"{tools}:{os.environ['PATH']}"}
