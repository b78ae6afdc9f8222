"""The peers' model in JAX, on a CPU or a card, whatever JAX finds (JAX_PLATFORMS says otherwise).

--form vmap: the model of one economy, by jax.vmap for many; a rare branch then runs both ways.
--form batch: the same model over arrays of all economies; a rare branch runs where it is due."""
import os

os.environ["TAOSWEEP_PEER"] = "jax"

import jax  # noqa: E402
import jaxlib  # noqa: E402

from draws import JaxDraws  # noqa: E402
from economy import outcomes, run_economies  # noqa: E402
from measure import arguments, clocks, measured, since, versions  # noqa: E402


def program_of(p, form, economies):
    """Seed -> outcomes of all economies, compiled; and what compiling took."""
    subnets = int(p.network_subnets)

    def one(key, shape=(subnets,)):
        return outcomes(p, run_economies(p, JaxDraws(key, shape)))

    def vmapped(seed):
        return jax.vmap(one)(jax.random.split(jax.random.key(seed), economies))

    def batched(seed):
        return one(jax.random.key(seed), (economies, subnets))

    start = clocks()
    compiled = jax.jit(vmapped if form == "vmap" else batched).lower(0).compile()
    return compiled, since(start)


def main():
    parser = arguments(__doc__)
    parser.add_argument("--form", choices=["vmap", "batch"], default="batch")
    options = parser.parse_args()
    programs = {}

    def run(p, economies, seed):
        if economies not in programs:
            programs[economies] = program_of(p, options.form, economies)
        return jax.block_until_ready(programs[economies][0](seed))

    def more():
        compiling = list(programs.values())[-1][1]
        device = jax.devices()[0]
        return versions(jax, jaxlib) | {"compiling": compiling, "device": device.device_kind}

    measured(options, f"jax {options.form}", run, more)


if __name__ == "__main__":
    main()
