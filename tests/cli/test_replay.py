"""One economy again, and a whole sweep again, from the results file alone."""
import os
import re
import resource
import shutil
import signal

import h5py
import numpy
import pytest

from program import (DONE, FAILED, PLAIN, STOPPED, USAGE, digest, more, run_smoke, start, taosweep,
                     wait_for_part)


@pytest.fixture(scope="module")
def other(tmp_path_factory):
    """The plain sweep with an attack that draws its attention a day later."""
    out = tmp_path_factory.mktemp("other") / "other.h5"
    run_smoke(out, "--quiet", *PLAIN, "--set", "attack.shock_day=2")
    return out


@pytest.mark.parametrize("economy", [1, 6, 23, *more(0, 13)])
def test_a_replay_gives_the_stored_bits(smoke, economy):
    done = taosweep("replay", smoke, "--economy", economy, "--check")
    assert "bit for bit" in done.stdout


@pytest.mark.parametrize("isa", os.environ["TAOSWEEP_ISAS"].split(","))
def test_a_replay_gives_the_stored_bits_on_every_back_end(plain, isa):
    if f"  {isa}: " not in taosweep("devices").stdout:
        pytest.skip(f"this processor has no {isa}; scripts/test.sh runs it on one that has")
    taosweep("replay", plain, "--economy", "3", "--check", "--isa", isa)


def test_a_replay_gives_the_outcomes_that_compare_arms(tmp_path):
    """They are defined from day 32 after the action on, and need the baseline's economy too."""
    out = tmp_path / "out.h5"
    run_smoke(out, "--quiet", "--set", "time.days=36", "--set", "sweep.points=1", "--set",
              "sweep.replicates=1")
    with h5py.File(out) as opened:
        stopped = opened["outcomes/stopped"][...]
    assert numpy.isnan(stopped[0]).all() and not numpy.isnan(stopped[1]).any()
    for economy in (1, 2, 3):
        taosweep("replay", out, "--economy", economy, "--check")


@pytest.mark.parametrize("outcome", ["sum_of_prices", "stopped", "status"])
def test_a_replay_names_the_outcome_that_differs(plain, tmp_path, outcome):
    changed = tmp_path / "changed.h5"
    shutil.copy(plain, changed)
    with h5py.File(changed, "r+") as opened:
        values = opened["outcomes"][outcome]
        values[...] = numpy.where(numpy.isnan(values[...]), 3, values[...] + 1)
    done = taosweep("replay", changed, "--economy", "5", "--check", code=FAILED)
    lines = [line for line in done.stdout.splitlines() if ": stored " in line]
    assert len(lines) == 1 and f" {outcome}: stored" in lines[0]


def test_a_replay_compares_the_kept_path(plain, tmp_path):
    changed = tmp_path / "changed.h5"
    shutil.copy(plain, changed)
    with h5py.File(changed, "r+") as opened:
        opened["paths/price"][1, 2, 3] += 1
        _, damaged, sound, *_ = opened["paths/economy"][...]
    taosweep("replay", changed, "--economy", damaged, "--check", code=FAILED)
    taosweep("replay", changed, "--economy", sound, "--check")


def test_a_replay_needs_neither_config_nor_states(plain, tmp_path):
    alone = tmp_path / "alone" / "moved.h5"
    alone.parent.mkdir()
    shutil.copy(plain, alone)
    taosweep("replay", alone, "--economy", "4", "--check", cwd=alone.parent)


def test_a_path_file_holds_every_subnet_at_each_interval(smoke, tmp_path):
    out = tmp_path / "path.h5"
    taosweep("replay", smoke, "--economy", "12", "-o", out)
    with h5py.File(out) as path, h5py.File(smoke) as sweep:
        assert path.attrs["economy"] == 12 and path.attrs["arm"] == "foundation.acts=no"
        kept = list(sweep["paths/economy"][...]).index(12)
        for name in ("price", "tao", "alpha_in", "alpha_out", "price_ema", "emission_share", "held",
                     "attention"):
            numpy.testing.assert_array_equal(path["path"][name][...], sweep["paths"][name][kept])
            assert [dimension[0].name
                    for dimension in path["path"][name].dims] == ["/path/day", "/path/netuid"]
        assert path["outcomes"].attrs["sum_of_prices"] == sweep["outcomes/sum_of_prices"][0, 3, 0]
        assert path["series/sum_of_prices"].shape == path["path/day"].shape


def test_a_path_file_does_not_replace_the_sweep(plain):
    taosweep("replay", plain, "--economy", "0", "-o", plain, code=USAGE)
    assert digest(plain)


@pytest.mark.parametrize("economy", ["6", "99999999999"])
def test_an_economy_that_is_not_there_is_refused_with_the_range(plain, economy):
    done = taosweep("replay", plain, "--economy", economy, code=USAGE)
    assert "0 to 5" in done.stderr


def test_a_shard_replays_its_own_economies_only(tmp_path):
    out = tmp_path / "shard.h5"
    run_smoke(out, "--quiet", *PLAIN, "--shard", "1/2")
    with h5py.File(out) as opened:
        own = set(opened["outcomes/point"][...].tolist())
    assert len(own) == 3
    for point in range(6):
        done = taosweep("replay", out, "--economy", point,
                        *(["--check"] if point in own else []),
                        code=DONE if point in own else USAGE)
    done = taosweep("replay", out, "--economy", min(set(range(6)) - own), code=USAGE)
    assert "a shard of 3 of the economies 0 to 5" in done.stderr


def test_equal_economies_do_not_diverge(plain, tmp_path):
    copy = tmp_path / "copy.h5"
    shutil.copy(plain, copy)
    done = taosweep("replay", plain, "--economy", "3", "--against", copy)
    assert "bit for bit" in done.stdout


def test_the_first_divergence_has_a_step_a_subnet_and_a_quantity(plain, other):
    """Attention comes a day after the start instead of two; up to then nothing differs."""
    done = taosweep("replay", plain, "--economy", "0", "--against", other, code=FAILED)
    sentence = done.stdout.splitlines()[-1].split("first differs at ")[1]
    assert re.match(r"day 1, when the market is looked at and orders are set at block 7200, "
                    r"netuid 3, attention: ([\d.e-]+) and (?!\1;)[\d.e-]+;", sentence), sentence


def test_a_rule_that_differs_is_found_in_its_first_step(plain, tmp_path):
    """Files of other rules, and of other steps, are compared as well."""
    out = tmp_path / "rule.h5"
    run_smoke(out, "--quiet", *PLAIN, "--set", "era fast.since=fixed-2025-02", "--set",
              "era fast.ema_alpha=1e-3", "--set",
              "protocol.schedule=launch-2025-02@0, fast@1.255")
    done = taosweep("replay", plain, "--economy", "0", "--against", out, code=FAILED)
    sentence = done.stdout.splitlines()[-1].split("first differs at ")[1]
    assert re.match(r"day 1\.2[\d.]+, in the step from block 90\d\d to 90\d\d, netuid 1, "
                    r"price_ema: (\S{12,}) and (?!\1)\S{12,} TAO/alpha; likewise 7 other subnets",
                    sentence), sentence


def test_files_of_other_ticks_are_compared_where_both_have_finished_a_step(plain, tmp_path):
    out = tmp_path / "ticks.h5"
    run_smoke(out, "--quiet", *PLAIN, "--set", "time.signal_blocks=100", "--set",
              "time.step_blocks=100")
    done = taosweep("replay", plain, "--economy", "0", "--against", out, code=FAILED)
    assert re.search(r"first differs at day [\d.]+, .* block \d+", done.stdout)


def test_files_with_other_ids_are_compared_at_the_same_point_replicate_and_arm(plain, smoke):
    done = taosweep("replay", plain, "--economy", "3", "--against", smoke)
    assert f"economy 3 of {plain} is compared with economy 12 of {smoke}" in done.stdout
    assert "is the same" in done.stdout
    done = taosweep("replay", smoke, "--economy", "2", "--against", plain, code=USAGE)
    assert "has no point 0, replicate 1" in done.stderr


def test_a_full_disk_is_said_in_words(plain, tmp_path):
    """A limit on file sizes fails in the same place as a full disk."""
    def limit():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (40000, 40000))
    out = tmp_path / "path.h5"
    done = taosweep("replay", plain, "--economy", "0", "-o", out, code=USAGE, preexec_fn=limit)
    assert f"cannot write {out}: File too large" in done.stderr and "HDF5" not in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_file_of_another_model_version_is_refused(plain, tmp_path):
    old = tmp_path / "old.h5"
    shutil.copy(plain, old)
    with h5py.File(old, "r+") as opened:
        opened.attrs["model_version"] = opened.attrs["model_version"] + 1
    for arguments in (("replay", old, "--economy", "0"), ("rerun", old, "-o", tmp_path / "new.h5")):
        assert "model version" in taosweep(*arguments, code=USAGE).stderr


def test_a_rerun_gives_the_digest_from_the_file_alone(smoke, tmp_path):
    out = tmp_path / "again.h5"
    done = taosweep("rerun", smoke, "-o", out, "--isa", "scalar", cwd=tmp_path)
    assert "hold the same data" in done.stdout
    assert digest(out) == digest(smoke)


def test_a_rerun_of_a_shard_is_that_shard(tmp_path):
    shard, out = tmp_path / "shard.h5", tmp_path / "again.h5"
    run_smoke(shard, "--quiet", *PLAIN, "--shard", "1/3")
    taosweep("rerun", shard, "-o", out, "--quiet")
    assert digest(out) == digest(shard)


def test_a_rerun_does_not_overwrite(plain, tmp_path):
    taosweep("rerun", plain, "-o", plain, "--force", code=USAGE)
    out = tmp_path / "there.h5"
    out.write_text("there")
    taosweep("rerun", plain, "-o", out, code=USAGE)
    assert out.read_text() == "there"
    taosweep("rerun", plain, "-o", out, "--force", "--quiet")
    assert digest(out) == digest(plain)


def test_a_replay_does_not_overwrite(plain, tmp_path):
    out = tmp_path / "there.h5"
    out.write_text("there")
    taosweep("replay", plain, "--economy", "0", "-o", out, code=USAGE)
    assert out.read_text() == "there"
    taosweep("replay", plain, "--economy", "0", "-o", out, "--force")
    assert out.read_bytes()[1:4] == b"HDF"


def test_a_rerun_that_gives_other_numbers_fails(plain, tmp_path):
    changed, out = tmp_path / "changed.h5", tmp_path / "again.h5"
    shutil.copy(plain, changed)
    with h5py.File(changed, "r+") as opened:
        opened["outcomes/sum_of_prices"][0, 0, 0] += 1
    assert "differs" in taosweep("rerun", changed, "-o", out, code=FAILED).stderr


def test_a_stopped_rerun_goes_on_with_the_same_command(long, tmp_path):
    out = tmp_path / "again.h5"
    process = start("rerun", long, "-o", out, "--quiet", "--isa", "scalar", "--threads", "1")
    wait_for_part(process, out)
    process.terminate()
    process.communicate(timeout=60)
    assert process.returncode == STOPPED and not out.exists()
    taosweep("rerun", long, "-o", out, "--quiet")
    assert digest(out) == digest(long)
