"""The array module that the peers' model is written over, and what loops and branches are in it.

TAOSWEEP_PEER, read once, is numpy, jax or numba. Economies are arrays (..., N) of N subnets and
(..., 1) of what belongs to a whole economy; cohorts stand in front, (cohorts, ..., N). numba runs
the same formulas on single numbers, in loops of its own (economy_numba.py).
"""
import os

PEER = os.environ.get("TAOSWEEP_PEER", "numpy")

if PEER == "jax":
    import jax
    jax.config.update("jax_enable_x64", True)
    import jax.numpy as xp
    from jax import lax
    formula = jax.named_call
    choose = xp.where

    def repeat(count, body, carry):
        return lax.fori_loop(0, count, body, carry)

    def only_if(wanted, change, carry):
        return lax.cond(wanted, change, lambda same: same, carry)

    def column(x, i):
        return lax.dynamic_slice_in_dim(x, i, 1, axis=-1)

    def with_column(x, i, value):
        return lax.dynamic_update_slice_in_dim(x, value, i, axis=-1)
else:
    import numpy as xp

    def repeat(count, body, carry):
        for i in range(count):
            carry = body(i, carry)
        return carry

    def only_if(wanted, change, carry):
        return change(carry) if wanted else carry

    def column(x, i):
        return x[..., i:i + 1]

    def with_column(x, i, value):
        x[..., i:i + 1] = value
        return x

    if PEER == "numba":
        from numba.extending import register_jitable as formula

        @formula
        def choose(condition, a, b):
            return a if condition else b
    else:
        choose = xp.where

        def formula(function):
            return function


@formula
def clamp(x, bound):
    return xp.minimum(xp.maximum(x, -bound), bound)
