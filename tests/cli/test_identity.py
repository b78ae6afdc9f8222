"""An experiment is what its config means: comments, order, spelling and line ends tell no two runs
apart."""
import re

import h5py
import pytest

from program import LONG, PLAIN, SMOKE, copy_with_parts, digest, run_smoke, taosweep, text

TEXT = SMOKE.read_text()
NUMBERS = {"= 75": "= 7.5e1", "= 25": "= 25.0", "= 3\n": "= 3e0\n",
           "loguniform(3, 100)": "loguniform( 3.0,1e2 )"}


def _sections(config):
    return re.split(r"(?m)^(?=\[)", config)


def _numbers(config):
    for written, spelt in NUMBERS.items():
        assert written in config
        config = config.replace(written, spelt)
    return config.replace("points     = 3e0", "points = 003")  # a count is written in digits


def _reordered(config):
    """Sections, and the lines of those whose order means nothing; lines of [vary] and [arms] order
    points and arms."""
    head, *sections = _sections(config)
    sections = [s if s.startswith(("[vary]", "[arms]")) else
                "\n".join([s.split("\n")[0], *reversed(s.strip().split("\n")[1:])]) + "\n"
                for s in sections]
    return head + "".join(reversed(sections))


def _commented(config):
    """Above and behind the lines, but not behind a text, of which it would be a part."""
    head, *sections = _sections(config)
    return "# another\n" + head.replace("\n", "\n# above\n") + "".join(sections).replace(
        "\n", "   # behind = 1\n")


REWRITTEN = {
    "comments": _commented(TEXT),
    "lines": _reordered(TEXT),
    "numbers": _numbers(TEXT),
    "white space": re.sub(r" *= *", "\t =", TEXT).replace("\n", " \t\n\n"),
    "line ends": "\ufeff" + TEXT.replace("\n", "\r\n"),
}
everything = pytest.mark.parametrize("how", REWRITTEN)


@pytest.fixture
def rewritten(how, tmp_path):
    config = tmp_path / "rewritten.ini"
    config.write_bytes(REWRITTEN[how].encode())
    assert config.read_bytes() != SMOKE.read_bytes()
    return config


@everything
def test_a_run_of_the_config_written_otherwise_is_the_same(how, rewritten, plain, tmp_path):
    out = tmp_path / "out.h5"
    run_smoke(out, "--quiet", *PLAIN, config=rewritten)
    for name in ("config", "config_hash", "design_hash", "content_digest"):
        assert text(out, name) == text(plain, name), name
    assert "hold the same data" in taosweep("verify", plain, "--against", out).stdout
    with h5py.File(out) as opened:  # what was read is kept all the same
        kept = bytes(opened["inputs/file_0"][...])
    assert kept == rewritten.read_bytes()


@everything
def test_a_whole_file_is_complete_for_the_config_written_otherwise(how, rewritten, plain, tmp_path):
    out = tmp_path / "out.h5"
    out.write_bytes(plain.read_bytes())
    assert "is complete" in run_smoke(out, "--resume", *PLAIN, config=rewritten).stdout
    assert out.read_bytes() == plain.read_bytes()


def test_a_run_goes_on_with_the_config_written_otherwise(interrupted, long, tmp_path):
    config = tmp_path / "rewritten.ini"
    config.write_text(REWRITTEN["comments"])
    out = copy_with_parts(interrupted, tmp_path / "out.h5")
    before = len(list((tmp_path / "out.h5.parts").glob("*.chunk")))
    assert before > 0
    done = run_smoke(out, "--resume", "--quiet", *LONG, config=config)
    assert "run again" not in done.stderr
    assert digest(out) == digest(long)


def test_a_rerun_of_the_config_written_otherwise_is_the_same(plain, tmp_path):
    config, first, again = tmp_path / "rewritten.ini", tmp_path / "first.h5", tmp_path / "again.h5"
    config.write_text(REWRITTEN["comments"])
    run_smoke(first, "--quiet", *PLAIN, config=config)
    taosweep("rerun", first, "-o", again, "--quiet", "--device", "cpu")
    assert digest(again) == digest(plain)
    assert "hold the same data" in taosweep("verify", again, "--against", plain).stdout


def test_shards_of_the_config_written_otherwise_are_merged(plain, tmp_path):
    config = tmp_path / "rewritten.ini"
    config.write_text(REWRITTEN["comments"])
    shards = [tmp_path / "0.h5", tmp_path / "1.h5"]
    run_smoke(shards[0], "--quiet", *PLAIN, "--shard", "0/2")
    run_smoke(shards[1], "--quiet", *PLAIN, "--shard", "1/2", config=config)
    merged = tmp_path / "merged.h5"
    done = taosweep("merge", merged, *shards)
    assert digest(merged) == digest(plain)
    first = done.stdout.splitlines()[0]
    assert first == f"{merged}: 6 economies of 2 shards, content digest {digest(plain)}"


@pytest.mark.parametrize("line, other", [
    ("title      = Smoke", "title = Smoke # 2"), ("step_blocks      = 75", "step_blocks = 25"),
    ("grid(0, 1)", "grid(1, 0)"), ("= no, yes", "= yes, no"),
    ("seed       = 20250213", "seed = 20250214")])
def test_what_means_something_else_is_another_experiment(line, other, smoke, tmp_path):
    config = tmp_path / "other.ini"
    assert line in TEXT
    config.write_text(TEXT.replace(line, other, 1))
    out = tmp_path / "out.h5"
    out.write_bytes(smoke.read_bytes())
    assert "of another config" in run_smoke(out, "--resume", config=config, code=2).stderr
