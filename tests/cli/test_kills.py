"""Kills at random moments lose nothing that was finished, and never leave half a results file."""
import os
import random
import time

from program import LONG, SMOKE, digest, parts, run_smoke, start

KILLS = 100 if os.environ.get("TAOSWEEP_LONG") else 6


def test_kills_at_random_moments_lose_nothing_that_was_finished(long, tmp_path):
    moments = random.Random(7)
    out = tmp_path / "out.h5"
    finished = {}
    for _ in range(KILLS):
        process = start("run", SMOKE, "-o", out, "--device", "cpu", "--quiet", "--resume", "--isa",
                        "scalar", *LONG)
        time.sleep(moments.uniform(0.02, 0.5))
        process.kill()
        process.communicate()
        if out.exists():
            assert digest(out) == digest(long)
            out.unlink()
            finished = {}
            continue
        found = {part.name: part.read_bytes() for part in parts(out)}
        for name, content in finished.items():
            assert found.get(name) == content, f"{name} was finished, and is lost or changed"
        finished = found
    run_smoke(out, "--quiet", "--resume", *LONG)
    assert digest(out) == digest(long)
