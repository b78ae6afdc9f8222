"""Shares of TAO by a formula of the config: read with its place, run, stored, and run again."""
import h5py
import numpy
import pytest

from program import PLAIN, SMOKE, USAGE, digest, run_smoke, taosweep, text

FORMULA = "\n[protocol]\nshare = formula\nshare_formula = {}\n"


def config_with(folder, more):
    path = folder / "formula.ini"
    path.write_text(SMOKE.read_text() + more)
    return path


def numbers(file):
    with h5py.File(file) as opened:
        return {name: values[...] for name, values in opened["outcomes"].items()}


def assert_same_numbers(one, other):
    for (name, a), b in zip(numbers(one).items(), numbers(other).values(), strict=True):
        assert numpy.array_equal(a, b, equal_nan=a.dtype.kind == "f"), name


@pytest.fixture(scope="module")
def own(tmp_path_factory):
    folder = tmp_path_factory.mktemp("formula")
    run_smoke(folder / "own.h5", "--quiet", *PLAIN,
              config=config_with(folder, FORMULA.format("price_ema^0.5*(1-burned)")))
    return folder / "own.h5"


def test_a_formula_that_writes_price_ema_is_the_built_in_rule(tmp_path, plain):
    run_smoke(tmp_path / "same.h5", "--quiet", *PLAIN,
              config=config_with(tmp_path, FORMULA.format("price_ema")))
    assert_same_numbers(tmp_path / "same.h5", plain)


def test_another_formula_changes_economies(own, plain):
    assert not numpy.array_equal(numbers(own)["sum_of_prices"], numbers(plain)["sum_of_prices"])


def test_the_file_holds_it_in_one_form(own):
    assert "share_formula = price_ema^0.5 * (1 - burned)\n" in text(own, "config")


def test_rerun_replay_and_shards_know_it_from_the_file(own, tmp_path):
    again = tmp_path / "again.h5"
    assert "hold the same data" in taosweep("rerun", own, "-o", again, "--device", "cpu").stdout
    assert digest(again) == digest(own)
    assert "bit for bit" in taosweep("replay", own, "--economy", "5", "--check").stdout


def test_arms_have_formulas_of_their_own(tmp_path):
    # The smoke sweep has arms of its own; here they are rules.
    lines = SMOKE.read_text().split("[arms]")[0]
    rest = SMOKE.read_text().split("[sweep]")[1]
    path = tmp_path / "arms.ini"
    path.write_text(f"{lines}\n[protocol]\nshare = formula\n[arms]\n"
                    "protocol.share_formula = price_ema, min(spot, 1), price_ema^x\n"
                    f"[sweep]{rest}")
    out = tmp_path / "arms.h5"
    taosweep("run", path, "-o", out, "--quiet", "--device", "cpu",
             "--set", "protocol.formula_x=1")
    sums = numbers(out)["sum_of_prices"]
    assert numpy.array_equal(sums[0], sums[2]) is False  # x^1 is e^(ln x): close, not equal
    assert numpy.allclose(sums[0], sums[2], rtol=1e-6)
    assert not numpy.allclose(sums[0], sums[1], rtol=1e-6)
    assert "protocol.share_formula = price_ema, min(spot, 1), price_ema^x\n" in text(out, "config")


REFUSED = {
    "share_formula = price_ema * (1 - burnd)": "'burnd'; the nearest is burned",
    "share_formula = price_ema *": "missing at the end",
    "share = price_ema\nshare_formula = price_ema": "take the line out",
    "share = formula": "share_formula says nothing",
    "share = formula\nshare_formula =": "has no value",
    "share_formla = spot": "the nearest is protocol.share_formula",
}


@pytest.mark.parametrize("lines", REFUSED)
def test_what_is_wrong_is_said_with_its_line(tmp_path, lines):
    path = config_with(tmp_path, f"\n[protocol]\n{lines}\n")
    said = taosweep("validate", path, code=USAGE).stderr
    assert REFUSED[lines] in said and f"{path}:" in said, said


def test_an_axis_refuses_formulas_and_names_the_letters(tmp_path):
    said = taosweep("validate", SMOKE, "--set", "vary.protocol.share_formula=list(spot, tao)",
                    code=USAGE).stderr
    assert "protocol.formula_x" in said


def test_params_explains_the_language():
    said = taosweep("params", "share_formula").stdout
    for word in ("price_ema", "root_share", "sqrt", "TAO/alpha", "if(condition, a, b)"):
        assert word in said
