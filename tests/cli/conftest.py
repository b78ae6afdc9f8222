"""Results files that many tests look at, made once for each file of tests."""
import pytest

from program import LONG, LONG_WITH_ALL, PLAIN, interrupt, run_smoke


@pytest.fixture(scope="module")
def smoke(tmp_path_factory):
    """The smoke sweep, whole."""
    out = tmp_path_factory.mktemp("smoke") / "smoke.h5"
    run_smoke(out, "--quiet")
    return out


@pytest.fixture(scope="module")
def plain(tmp_path_factory):
    """The smoke sweep of one arm and one replicate, whole: read and written in a third of the
    time."""
    out = tmp_path_factory.mktemp("plain") / "plain.h5"
    run_smoke(out, "--quiet", *PLAIN)
    return out


@pytest.fixture(scope="module")
def long(tmp_path_factory):
    """The long sweep, whole."""
    out = tmp_path_factory.mktemp("long") / "long.h5"
    run_smoke(out, "--quiet", *LONG)
    return out


@pytest.fixture(scope="module")
def long_with_all(tmp_path_factory):
    """The long sweep with arms and replicates, whole."""
    out = tmp_path_factory.mktemp("long_with_all") / "long.h5"
    run_smoke(out, "--quiet", *LONG_WITH_ALL)
    return out


@pytest.fixture(scope="module")
def interrupted(tmp_path_factory):
    """The long sweep, stopped by a signal; the finished chunks stand beside this name."""
    out = tmp_path_factory.mktemp("interrupted") / "long.h5"
    code, _ = interrupt(out)
    assert code == 130
    return out
