"""What the README shows is run as it stands there, and judged by its results."""
import os
import pathlib
import re
import shlex
import subprocess

import h5py
import numpy
import pytest

from program import taosweep

ROOT = pathlib.Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text()
MARKETS = (ROOT / "docs/markets.md").read_text()
BLOCKS = re.findall(r"^```(\w*)\n(.*?)^```", README, flags=re.S | re.M)


# The launch had no gate, nobody has revenue or moves stake unless a config says so, and arms do not
# differ in attention.
WITHOUT = {"gate_crossings", "move_cost", "emission_per_revenue", "earner_share", "revenue_auc",
           "revenue_concordance", "earner_tao_per_revenue", "ema_2_lasts", "return_momentum",
           "payout_over_spot", "misallocation_by_revenue", "divergence_by_revenue",
           "revenue_spearman", "revenue_tau_b", "earner_tao", "earner_price", "earner_tao_change",
           "earner_price_change", "marginal_efficiency", "false_alarm_loss", "attention_gain",
           "reproduction", "reported_over_true", "misallocation_in_all_by_revenue",
           "return_momentum_at_price", "return_momentum_realised"}


def block(mark):
    """The one block that holds these words."""
    (found,) = [text for _, text in BLOCKS if mark in text]
    return found


@pytest.fixture(scope="module")
def example(tmp_path_factory):
    """The results of the example config with few draws, and what the run said."""
    folder = tmp_path_factory.mktemp("example")
    (folder / "example.ini").write_text(block("[vary]"))
    done = taosweep("run", folder / "example.ini", "-o", folder / "example.h5", "--device", "cpu",
                    "--set", "sweep.points=2")
    return folder / "example.h5", done


@pytest.fixture(scope="module")
def shipped(tmp_path_factory):
    """A folder in which results/ holds small files of the shipped experiments."""
    folder = tmp_path_factory.mktemp("shipped")
    (folder / "results").mkdir()
    for name, sets in (("sn28", ["keep.economies=1,11"]), ("sn28_rules", [])):
        options = [word for setting in ["sweep.points=2", *sets] for word in ("--set", setting)]
        taosweep("run", ROOT / f"configs/{name}.ini", "-o", folder / f"results/{name}.h5",
                 "--device", "cpu", "--quiet", *options)
    return folder


def test_the_example_config_defines_every_outcome(example):
    file, done = example
    assert "warning" not in done.stderr
    (undefined,) = re.findall(r"undefined in every economy: (.*)", done.stdout)
    assert "; gate_crossings (no gate, or less than a day with one); emission_" in undefined
    named = set(re.split("[,;] ", re.sub(r" \([^)]*\)", "", undefined)))
    more = {word for word in named if re.match(r"and \d+ more$", word)}
    assert len(more) == 1 and named - more < WITHOUT
    with h5py.File(file) as opened:
        lacking = {name for name, outcome in opened["outcomes"].items()
                   if outcome.ndim == 3 and not numpy.isfinite(outcome[...]).any()}
    assert lacking == WITHOUT and more == {f"and {len(WITHOUT - named)} more"}


def test_the_arms_of_the_example_config_differ(example):
    with h5py.File(example[0]) as opened:
        acts = [label.decode() for label in opened["design/arm"][...]]
        controls = opened["outcomes/root_controls"][...]
        share = opened["outcomes/share_30d_after"][...]
    assert acts == ["foundation.acts=no", "foundation.acts=yes"]
    assert numpy.isfinite(controls).all(), "the action is reached everywhere"
    controlled = controls[1] == 1
    assert controlled.any() and (share[1] < share[0])[controlled].all()


def analysis(command, folder):
    words = shlex.split(command)
    return subprocess.run([ROOT / words[0], *words[1:]], cwd=folder, capture_output=True, text=True)


def test_facts_of_ones_own_file_has_a_row_for_each_outcome_arm_and_cell(example):
    line = next(line for line in block("taosweep-analysis facts").splitlines() if " facts " in line)
    done = analysis(line.replace("results/sn28.h5", str(example[0])), ROOT)
    assert done.returncode == 0, done.stderr
    assert len(re.findall(r"^root_controls +2 ", done.stdout, re.M)) == 3 * 2
    assert "attack.day=60; foundation.acts=yes" in done.stdout


def test_the_analysis_lines_write_the_answer_and_the_figures(shipped):
    for line in block("taosweep-analysis facts").splitlines():
        done = analysis(line, shipped)
        assert done.returncode == 0, f"{line}\n{done.stderr}"
    written = {path.name for path in (shipped / "results").iterdir()}
    named = set(re.findall(r"^\| `(sn28_\w+\.png)`", README, re.M)) | {"sn28_answer.txt"}
    assert named and named <= written


def test_the_markets_of_the_two_lines_are_told_fact_by_fact(tmp_path):
    run, tell = block("configs/markets.ini").splitlines()
    words = shlex.split(run)
    out = tmp_path / words[4]
    taosweep("run", ROOT / words[2], "-o", out, "--quiet")
    done = analysis(tell.replace(words[4], str(out)), tmp_path)
    assert done.returncode == 0, done.stderr
    counts = re.findall(r"^(.*: (\d+) of (\d+) facts)", done.stdout, flags=re.M)
    assert len(counts) == 3 and "not fitted" in counts[0][0]
    for said, held, of in counts:
        assert int(of) >= 19 and int(held) <= int(of) and said in MARKETS
    text = " ".join(README.split())
    (after, of), = re.findall(r"days 100 to 164, which were not fitted, (\d+) of (\d+) hold", text)
    assert f"Days 100 to 164, not fitted: {after} of {of} facts" in MARKETS


def test_the_python_example_reads_what_it_says(shipped):
    script = block("import h5py, xarray") + (
        "assert outcomes['crash_12h'].dims == ('arm', 'point', 'replicate')\n"
        "assert acted.sizes == {'arm': 10, 'point': 2} and acted.notnull().all()\n"
        "assert ((design['yield.naivety'] >= 0.5) & (design['yield.naivety'] <= 1)).all()\n")
    done = subprocess.run(["/usr/bin/python3", "-c", script], cwd=shipped, capture_output=True,
                          text=True)
    assert done.returncode == 0, done.stderr
    assert "Does root stake stop a subnet" in done.stdout and "(10, 2, 1)" in done.stdout


def test_the_example_of_open_sweep_reads_what_it_says(shipped):
    script = block("import open_sweep") + "assert sweep.paired().sizes['outcome'] > 100\n"
    done = subprocess.run(["/usr/bin/python3", "-c", script], cwd=shipped, capture_output=True,
                          text=True, env={**os.environ, "PYTHONPATH": str(ROOT / "analysis")})
    assert done.returncode == 0, done.stderr
    assert "mean" in done.stdout and "sum_of_prices" in done.stdout
    assert list((shipped / "results" / "sn28").glob("*.csv"))


def test_the_pages_of_the_example_are_written(tmp_path):
    # A figure of differences needs eight draws at least.
    (tmp_path / "results").mkdir()
    (tmp_path / "example.ini").write_text(block("[vary]"))
    taosweep("run", tmp_path / "example.ini", "-o", tmp_path / "results/sn28.h5", "--device", "cpu",
             "--quiet", "--set", "sweep.points=8")
    for line in block("taosweep-analysis report").splitlines():
        words = line.split()
        done = subprocess.run([ROOT / words[0], *words[1:]], cwd=tmp_path, capture_output=True,
                              text=True)
        assert done.returncode == 0, done.stderr
    assert (tmp_path / "sn28.html").read_text().startswith("<!")
    assert (tmp_path / "root_margin.pdf").read_bytes().startswith(b"%PDF")
    assert ">root_margin</text>" in (tmp_path / "table.svg").read_text()


def test_the_own_era_of_the_example_changes_what_it_says(tmp_path):
    config = tmp_path / "own.ini"
    config.write_text(block("[era fast-average]"))
    (line,) = re.findall(r"`(taosweep eras --config FILE [^`]*)`", README)
    words = line.replace("FILE", str(config)).split()[1:]
    said = taosweep(*words).stdout
    assert "protocol.ema_alpha: 3e-04 -> 0.001 1/block" in said
    assert "protocol.tempo: 360 -> 99 block" in said
    (change,) = re.findall(r"`--set '(era [^']*)'`", README)
    done = taosweep("validate", config, "--set", change, "--set", "network.subnets=8",
                    "--set", "time.days=60")
    assert "fast-average@43" in done.stdout and "tempo = 50 block" in done.stdout
    assert "warning" not in done.stderr


def test_every_era_races_the_others_by_the_two_lines(tmp_path):
    run, draw = block("configs/eras.ini").splitlines()
    words = shlex.split(run)
    (schedules,) = re.findall(r"`\[arms\] (protocol.schedule) = ([^`]*)`", README)
    out = tmp_path / "eras.h5"
    taosweep("run", ROOT / words[2], "-o", out, "--quiet",
             *(f"--set={key}" for key in ("sweep.points=8", "network.subnets=12", "time.days=182")))
    done = analysis(draw.replace("results/eras.h5", str(out)).replace("results", str(tmp_path)),
                    tmp_path)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "eras.png").exists()
    said = taosweep("validate", ROOT / "tests/configs/smoke.ini",
                    "--set=arms.{}={}".format(*schedules)).stdout
    assert said.count("protocol.schedule=(launch-2025-02@0, hill-2026-07@165)") == 2


def test_economies_begin_at_the_recorded_state_of_the_example(tmp_path):
    (tmp_path / "example.ini").write_text(block("start = state.csv"))
    (tmp_path / "state.csv").write_text(
        "netuid,tao_in,alpha_in,alpha_out,moving_price_tao,block,root_tao,total_issuance_tao\n"
        "1,30000.0,1000000.0,2000000.0,0.03,9000000,5000000.0,11000000.0\n"
        "2,9000.0,1000000.0,1500000.0,0.01,9000000,5000000.0,11000000.0\n")
    done = taosweep("run", tmp_path / "example.ini", "-o", tmp_path / "example.h5")
    assert "warning: protocol.schedule begins with price-2026-07" in done.stderr
    with h5py.File(tmp_path / "example.h5") as results:
        assert (results["outcomes/status"][()] == 0).all()


def test_a_rule_of_ones_own_races_those_of_the_config(tmp_path):
    words = shlex.split(block("race configs/rule_race.ini"))[2:]
    done = taosweep("race", ROOT / words[0], *words[1:], "--set", "time.days=10",
                    "--set", "sweep.points=2", cwd=tmp_path)
    assert "arm 'square root' against baseline 'rank 32'" in done.stdout


def test_every_block_is_tried_or_known():
    """A new block of commands, config or Python needs a test here."""
    tried = [block(mark) for mark in ("[vary]", "[era fast-average]", "taosweep-analysis facts",
                                      "taosweep-analysis report", "import open_sweep",
                                      "import h5py, xarray", "configs/eras.ini",
                                      "start = state.csv", "race configs/rule_race.ini",
                                      "configs/markets.ini")]
    elsewhere = [block(mark) for mark in ("scripts/quickstart.sh     #", "taosweep run CONFIG",
                                          "kernels/    the economy")]
    assert sorted(tried + elsewhere) == sorted(text for _, text in BLOCKS)
