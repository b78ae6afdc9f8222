"""What the compiler made of the instruction-set specific files."""
import os
import re
import subprocess

import pytest


@pytest.mark.parametrize("isa", os.environ["TAOSWEEP_WIDE_ISAS"].split(","))
def test_code_for_more_instructions_shares_no_function_with_the_rest(isa):
    """A shared function compiled for them might be the one that the linker keeps for all
    processors."""
    listed = subprocess.run(["nm", "-C", os.environ["TAOSWEEP_KERNELS"]], capture_output=True,
                            text=True, check=True).stdout
    members = dict(re.findall(r"^(\S+\.o):\n(.*?)(?:\n\n|\Z)", listed, flags=re.M | re.S))
    wide = {name: text for name, text in members.items() if f"_{isa}." in name}
    assert wide, f"no object of a file for {isa} in {sorted(members)}"
    shared = [line for text in wide.values() for line in text.splitlines()
              if re.search(r" W ", line) and not re.search(isa, line, flags=re.I)]
    assert shared == []
