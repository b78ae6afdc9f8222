"""Thousands of damaged and crafted files over every command that reads files; called by
scripts/fault_check.sh."""
import argparse
import pathlib
import random
import resource
import sys
import tempfile
import time

import campaign
import damage
from trial import COMMANDS, make_base


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--files", type=int, default=2000, help="damaged and crafted files")
    options.add_argument("--seed", type=int, default=1)
    options = options.parse_args()
    start = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        base = make_base(pathlib.Path(folder))
        cases = campaign.crafted()
        damages = damage.some(max(0, options.files - len(cases)), base.whole.stat().st_size,
                              options.seed)
        # Half of the commands for each, so that it ends in time; mixed, for kinds come in turn too.
        random.Random(options.seed).shuffle(damages)
        pick = campaign.in_turn(len(COMMANDS) // 2)
        cases += [campaign.Case(what, pick(i)) for i, what in enumerate(damages)]
        results, looks = campaign.run(cases, base)
    bad = [result for result in results if result.faults]
    for result in bad:
        print(str(result).encode("unicode_escape").decode())
    print("\n".join(campaign.table(results, looks)))
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(
        f"{time.monotonic() - start:.0f} s ({used.ru_utime + used.ru_stime:.0f} s of computing by "
        f"what was tried), "
        f"seed {options.seed}")
    return 1 if bad or looks else 0


if __name__ == "__main__":
    sys.exit(main())
