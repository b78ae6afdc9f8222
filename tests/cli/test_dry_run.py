"""What a dry run foretells beside what a run takes."""
import os
import pathlib
import subprocess

import pytest

from program import PROGRAM

CHECK = pathlib.Path(__file__).resolve().parents[2] / "scripts" / "dry_run_check.py"


@pytest.mark.skipif(not os.environ.get("TAOSWEEP_LONG"),
                    reason="ten shapes take two minutes; scripts/test.sh --long runs them")
def test_forecasts_hold_over_ten_shapes_of_sweep():
    """On this machine others may be at work: seconds on a core are compared."""
    done = subprocess.run([CHECK, PROGRAM, "--busy", "--seconds", "6"], capture_output=True,
                          text=True, timeout=600)
    assert done.returncode == 0, done.stdout + done.stderr
