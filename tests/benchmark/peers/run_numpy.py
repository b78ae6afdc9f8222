"""The peers' model in numpy; --threads are processes, as numpy itself uses one core here."""
import types
from concurrent.futures import ProcessPoolExecutor

import numpy

from draws import NumpyDraws
from economy import outcomes, run_economies
from measure import arguments, measured, versions


def run_one(p, economies, seed):
    return outcomes(p, run_economies(p, NumpyDraws(seed, (economies, int(p.network_subnets)))))


def one_of(task):
    return run_one(types.SimpleNamespace(**task[0]), task[1], task[2])


def main():
    options = arguments(__doc__).parse_args()
    if options.threads == 1:
        measured(options, "numpy", run_one, lambda: versions(numpy))
        return
    with ProcessPoolExecutor(options.threads) as pool:
        def run(p, economies, seed):
            tasks = [(p._asdict(), economies, [seed, i]) for i in range(options.threads)]
            parts = list(pool.map(one_of, tasks))
            return {name: numpy.concatenate([part[name] for part in parts]) for name in parts[0]}
        measured(options, "numpy", run, lambda: versions(numpy))


if __name__ == "__main__":
    main()
