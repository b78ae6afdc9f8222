"""The cluster that the tests of one file share, and helpers of the tests of the command line."""
import pathlib
import sys

import pytest

sys.path.append(str(pathlib.Path(__file__).resolve().parents[1] / "cli"))

from cluster import Cluster, absent  # noqa: E402


@pytest.fixture(scope="session")
def cluster(tmp_path_factory):
    if reason := absent():
        pytest.skip(reason)
    made = Cluster(tmp_path_factory.mktemp("slurm"))
    try:
        made.start()
        yield made
    finally:
        made.stop()
