"""numba and JAX run the economies that the program runs, as numpy does (test_peers.py).

Skipped, and counted as skipped, where they are not installed.
"""
import os
import subprocess

import numpy as np
import pytest

from programs import OWN_CACHES
from test_peers import (HERE, MEANS, PROGRAM, REPLICATES, VENV, far_apart, ours,  # noqa: F401
                        settings)

OWN = {**os.environ, **OWN_CACHES, "JAX_PLATFORMS": "cpu"}


@pytest.mark.parametrize("runner, option", [
    ("run_numba.py", ()), ("run_jax.py", ("--form", "vmap")), ("run_jax.py", ("--form", "batch"))])
def test_compiled_peers_agree_in_the_mean(ours, tmp_path, runner, option):  # noqa: F811
    module = runner.removeprefix("run_").removesuffix(".py")
    if not VENV.exists() or subprocess.run([VENV, "-c", f"import {module}"], env=OWN).returncode:
        pytest.skip(f"{module} is not installed; scripts/install_peers.sh does it")
    _, found = ours
    out, count = tmp_path / "theirs.npz", REPLICATES["theirs"]
    changes = MEANS + settings(sweep__replicates=count)
    subprocess.run([VENV, HERE / "peers" / runner, HERE / "coarse.ini", "--program", PROGRAM,
                    "--economies", str(count), "--out", out, *option] +
                   [word for change in changes for word in ("--set", change)],
                   check=True, timeout=300, env=OWN)
    with np.load(out) as theirs:
        assert far_apart(found, theirs) == []
