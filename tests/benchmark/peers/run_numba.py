"""The peers' model in numba: the same formulas in compiled loops, an economy after the other."""
import os

os.environ["TAOSWEEP_PEER"] = "numba"

import numba  # noqa: E402
import numpy  # noqa: E402

from economy import outcomes  # noqa: E402
from measure import arguments, measured, versions  # noqa: E402
from numba_economy import run_economies  # noqa: E402


def main():
    options = arguments(__doc__).parse_args()

    def run(p, economies, seed):
        return outcomes(p, run_economies(p, seed, economies * options.threads, options.threads))

    measured(options, "numba", run, lambda: versions(numpy, numba))


if __name__ == "__main__":
    main()
