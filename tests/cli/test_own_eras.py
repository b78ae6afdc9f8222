"""Eras of a config's own: everything that goes on from a results file knows them from it alone."""
import h5py
import numpy
import pytest

from program import (LONG, PLAIN, SLOWLY, SMOKE, STOPPED, USAGE, digest, run_smoke, start,
                     taosweep, text, wait_for_part)

ERAS = """
[era slower]
since = slow
tempo = 100

[era slow]
since = launch-2025-02
share = spot_price
"""
SCHEDULE = "\n[protocol]\nschedule = launch-2025-02@0, slower@1\n"


@pytest.fixture(scope="module")
def config(tmp_path_factory):
    path = tmp_path_factory.mktemp("own") / "own.ini"
    path.write_text(SMOKE.read_text() + ERAS + SCHEDULE)
    return path


@pytest.fixture(scope="module")
def own(config):
    """A sweep under eras of its own, whose config is gone."""
    out = config.parent / "own.h5"
    moved = config.parent / "moved.ini"
    moved.write_text(config.read_text())
    run_smoke(out, "--quiet", *PLAIN, config=moved)
    moved.unlink()
    return out


def numbers(file):
    with h5py.File(file) as opened:
        return {name: values[...] for name, values in opened["outcomes"].items()}


def test_they_stand_in_the_file_as_the_config_means_them(own):
    assert ("[era slow]\nsince = launch-2025-02\nshare = spot_price\n"
            "[era slower]\nsince = slow\ntempo = 100\n[protocol]\n"
            "schedule = launch-2025-02@0, slower@1\n") in text(own, "config")


def test_they_run_as_their_rules_given_by_hand(tmp_path):
    by_name, by_hand = tmp_path / "by_name.h5", tmp_path / "by_hand.h5"
    config = tmp_path / "own.ini"
    config.write_text(SMOKE.read_text() + ERAS + "[protocol]\nschedule = slower\n")
    run_smoke(by_name, "--quiet", *PLAIN, config=config)
    rules = {"schedule": "launch-2025-02", "tempo": "100", "share": "spot_price"}
    sets = [word for key, value in rules.items() for word in ("--set", f"protocol.{key}={value}")]
    run_smoke(by_hand, "--quiet", *PLAIN, *sets)
    for (name, a), b in zip(numbers(by_name).items(), numbers(by_hand).values(), strict=True):
        assert numpy.array_equal(a, b, equal_nan=a.dtype.kind == "f"), name
    assert text(by_name, "config_hash") != text(by_hand, "config_hash")


def test_they_change_economies(own, plain):
    assert any((a != b).any() for a, b in zip(numbers(own)["sum_of_prices"],
                                              numbers(plain)["sum_of_prices"]))


def test_rerun_replay_and_verify_need_the_file_alone(own, tmp_path):
    again = tmp_path / "again.h5"
    said = taosweep("rerun", own, "-o", again, "--device", "cpu").stdout
    assert "hold the same data" in said and digest(again) == digest(own)
    assert text(again, "config") == text(own, "config")
    assert "bit for bit" in taosweep("replay", own, "--economy", "5", "--check").stdout
    taosweep("verify", own, "--against", again)


def test_shards_are_merged_to_the_same_data(config, own, tmp_path):
    shards = [tmp_path / "0.h5", tmp_path / "1.h5"]
    for i, shard in enumerate(shards):
        run_smoke(shard, "--quiet", *PLAIN, "--shard", f"{i}/2", config=config)
    taosweep("merge", tmp_path / "merged.h5", *shards)
    assert digest(tmp_path / "merged.h5") == digest(own)


def test_a_stopped_run_goes_on_and_not_with_another_era(config, tmp_path):
    whole, out = tmp_path / "whole.h5", tmp_path / "out.h5"
    run_smoke(whole, "--quiet", *LONG, config=config)
    process = start("run", config, "-o", out, "--device", "cpu", "--quiet", *LONG, *SLOWLY)
    wait_for_part(process, out)
    process.terminate()
    process.communicate(timeout=60)
    assert process.returncode == STOPPED
    run_smoke(out, "--resume", "--quiet", *LONG, config=config)
    assert digest(out) == digest(whole)
    other = run_smoke(out, "--resume", *LONG, "--set", "era slow.kappa=0.6", config=config,
                      code=USAGE)
    assert "another config" in other.stderr


def test_info_and_validate_say_what_they_are(config, own):
    for said in (taosweep("info", own).stdout, taosweep("validate", config).stdout):
        assert "launch-2025-02@0, slower@1" in said
        assert "slow: since launch-2025-02, share = spot_price" in said
        assert "slower: since slow, tempo = 100 block" in said


def test_eras_compares_them_with_those_of_the_chain(config):
    both = taosweep("eras", "--config", config, "launch-2025-02", "slower").stdout
    assert "protocol.tempo: 360 -> 100 block\n" in both
    assert "protocol.share: price_ema -> spot_price\n" in both
    assert "slower  (own era, " in taosweep("eras", "--config", config).stdout
    assert "protocol.tempo: 360 -> 100" in taosweep("eras", "slower", "--config", config).stdout
    assert "no difference" in taosweep("eras", "slow", "slow", "--config", config).stdout
    assert "nearest" in taosweep("eras", "slower", code=USAGE).stderr


def test_eras_tells_all_that_is_wrong_with_those_of_a_config(tmp_path):
    config = tmp_path / "wrong.ini"
    config.write_text("[era a]\nsince = b\ntempo = 0\n[era b]\nsince = a\n")
    said = taosweep("eras", "--config", config, code=USAGE).stderr
    assert "wrong.ini:3: 0 is outside" in said and "in a circle, a since b since a" in said
