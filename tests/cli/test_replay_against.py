"""One economy of two results files, and on two back ends: computed again, and as it is stored."""
import os
import re
import shutil

import h5py
import numpy
import pytest

from program import FAILED, PLAIN, USAGE, run_smoke, taosweep

WIDE = [isa for isa in os.environ["TAOSWEEP_ISAS"].split(",") if isa != "scalar"]
OTHERWISE = "it was written by another build or back end, or has been changed since"


def changed_copy(file, name, *datasets):
    """A copy in which a dataset of /outcomes holds other values, of all economies."""
    copy = file.parent / name
    shutil.copy(file, copy)
    with h5py.File(copy, "r+") as opened:
        for dataset in datasets:
            values = opened["outcomes"][dataset]
            values[...] = numpy.where(numpy.isnan(values[...]), 3, values[...] + 1)
    return copy


def held(file, outcome, economy):
    """The value as the program writes it: the shortest text of the same number."""
    with h5py.File(file) as opened:
        return repr(float(opened["outcomes"][outcome][0, economy, 0]))


def apart(file, other, economy):
    """What a replay says that fails: sentences on what is stored, and the last line."""
    done = taosweep("replay", file, "--economy", economy, "--against", other, code=FAILED)
    *lines, last = [line for line in done.stdout.splitlines() if not line.startswith("  ")][1:]
    return [line.removeprefix(f"economy {economy}: ") for line in lines], last


def test_files_that_store_what_is_computed_are_the_same(plain, tmp_path):
    copy = tmp_path / "copy.h5"
    shutil.copy(plain, copy)
    said = taosweep("replay", plain, "--economy", 3, "--against", copy).stdout.splitlines()[-1]
    assert said.startswith(f"economy 3 is the same in {plain} and {copy}, bit for bit")
    with h5py.File(plain) as opened:
        kept = 3 in opened["paths/economy"][...]
    assert ("outcomes and path that" in said) == kept
    assert ("neither keeps its path" in said) != kept


@pytest.mark.parametrize("swapped", [False, True])
def test_a_stored_outcome_that_differs_is_named_with_who_agrees(plain, swapped):
    changed = changed_copy(plain, "outcome.h5", "sum_of_prices")
    sentences, last = apart(*((changed, plain) if swapped else (plain, changed)), 5)
    assert sentences == [
        f"sum_of_prices: this program computes {held(plain, 'sum_of_prices', 5)} for both files; "
        f"{plain} holds that, and {changed} holds {held(changed, 'sum_of_prices', 5)}: {OTHERWISE}"]
    assert "computes the same, bit for bit" in last
    assert f"{plain} stores it, {changed} does not" in last


def test_a_stored_status_that_differs_is_named(plain):
    changed = changed_copy(plain, "status.h5", "status")
    (sentence,), _ = apart(plain, changed, 2)
    assert sentence.startswith("status: this program computes 0 (ok) for both files; ")
    assert f"{plain} holds that, and {changed} holds 1 (" in sentence


def test_files_that_agree_on_what_is_not_computed_are_not_called_the_same(plain):
    changed = changed_copy(plain, "both.h5", "sum_of_prices")
    (sentence,), last = apart(changed, changed, 1)
    value = held(changed, "sum_of_prices", 1)
    assert f"both hold {value}: they were written by another build or back end" in sentence
    assert last.endswith("neither stores it")


def test_of_many_that_differ_all_are_named(plain):
    with h5py.File(plain) as opened:
        names = [name for name, values in opened["outcomes"].items()
                 if values.dtype.kind == "f" and values.ndim == 3]
    changed = changed_copy(plain, "many.h5", *names)
    sentences, _ = apart(plain, changed, 4)
    *full, short = sentences
    named = [line.split(":")[0] for line in full] + short.split(": ")[1].split(", ")
    assert sorted(named) == sorted(names)
    assert short.startswith(f"likewise {len(names) - len(full)} more: ")


def test_a_kept_path_names_the_first_day_subnet_and_quantity(plain, tmp_path):
    """Of a path that other numbers were written into on two days."""
    changed = tmp_path / "path.h5"
    shutil.copy(plain, changed)
    with h5py.File(changed, "r+") as opened:
        economy = opened["paths/economy"][1]
        for quantity, day, slot in (("price", 2, 0), ("tao", 1, 5), ("alpha_in", 1, 5)):
            opened[f"paths/{quantity}"][1, day, slot] = 0.5
        computed = opened["paths/day"][1]
    (sentence,), _ = apart(plain, changed, economy)
    assert computed == 1
    assert re.match(r"/paths/tao on day 1 of netuid 6: this program computes \S+ for both files; "
                    rf"{plain} keeps the computed path, and {changed} holds 0.5: ", sentence)


def test_files_of_other_configs_part_at_a_step_and_each_must_store_what_it_computes(plain,
                                                                                    tmp_path):
    other = tmp_path / "other.h5"
    run_smoke(other, "--quiet", *PLAIN, "--set", "attack.shock_day=2")
    (sentence,), last = apart(plain, other, 0)
    assert sentence.startswith("both files store what this program computes from their configs")
    assert re.search(r"first differs at day 1, .* block 7200, netuid 3, attention: ", last)
    changed = changed_copy(other, "changed.h5", "sum_of_prices")
    (sentence,), last = apart(plain, changed, 0)
    assert sentence == (f"sum_of_prices: this program computes {held(other, 'sum_of_prices', 0)} "
                        f"from {changed}, which holds {held(changed, 'sum_of_prices', 0)}: "
                        + OTHERWISE)
    assert "first differs at day 1," in last


def test_an_arm_beside_another_baseline_differs_in_what_compares_with_it(tmp_path):
    """Defined from day 32 after the action on: 0 or 1 beside the arm that does not act, and of the
    first arm never."""
    both, alone = tmp_path / "both.h5", tmp_path / "alone.h5"
    short = "--quiet", "--set", "time.days=36", "--set", "sweep.points=1", "--set", \
        "sweep.replicates=1"
    run_smoke(both, *short)
    run_smoke(alone, *short, "--set", "arms.foundation.acts=yes, no")
    sentences, last = apart(both, alone, 1)
    assert "both files store what this program computes" in sentences[-1]
    assert re.search(r"first differs at the end, \w+: \S+ and undefined.*; it compares with the "
                     r"first arm, which is another in the two files$", last)


def test_a_file_of_another_model_version_is_left_to_verify(plain, tmp_path):
    old = tmp_path / "old.h5"
    shutil.copy(plain, old)
    with h5py.File(old, "r+") as opened:
        opened.attrs["model_version"] = opened.attrs["model_version"] - 1
    said = taosweep("replay", plain, "--economy", 0, "--against", old, code=USAGE).stderr
    assert "verify FILE --against FILE2" in said
    assert "hold the same data" in taosweep("verify", old, "--against", plain).stdout


@pytest.mark.parametrize("isa", WIDE)
def test_back_ends_are_held_against_each_other(plain, isa):
    if f"  {isa}: " not in taosweep("devices").stdout:
        pytest.skip(f"this processor has no {isa}; scripts/test.sh runs it on one that has")
    done = taosweep("replay", plain, "--economy", 3, "--isa", isa, "--against-isa", "scalar")
    assert re.search(rf"^economy 3 is the same on {isa} and on scalar, bit for bit: its state "
                     r"after each day, status, all \d+ outcomes, series and path$", done.stdout,
                     re.M)


def test_a_back_end_is_not_held_against_itself(plain):
    done = taosweep("replay", plain, "--economy", 3, "--isa", "scalar", "--against-isa", "scalar",
                    code=USAGE)
    assert "--against-isa scalar: the economy runs on scalar already" in done.stderr
