"""Rules of one's own against those of a config: a run and its table in one command."""
import json

import pytest

from program import ECONOMIES, SMOKE, USAGE, taosweep, text

RULE = "own = price_ema^0.5"


@pytest.fixture(scope="module")
def config(tmp_path_factory):
    """The smoke sweep without arms, without an attack, of more pairs."""
    lines = SMOKE.read_text().split("[attack]")[0]
    path = tmp_path_factory.mktemp("race") / "race.ini"
    path.write_text(f"{lines}\n[sweep]\nreplicates = 8\nseed = 1\n")
    return path


def race(config, *options, **more):
    return taosweep("race", config, "--device", "cpu", "--force", *options, **more)


def test_a_rule_stands_beside_what_the_config_has(config, tmp_path):
    out = tmp_path / "race.h5"
    done = race(config, "-o", out, "--rule", RULE, "--json")
    told = json.loads(done.stdout)
    assert told["baseline"] == "as it is"
    assert {row["arm"] for row in told["descriptive"]} == {"own"}
    assert "[arm own]\nprotocol.share_formula = price_ema^0.5\n" in text(out, "config")


def test_the_table_is_all_of_standard_output(config, tmp_path):
    for form, first in (("--markdown", "# Smoke"), ("--csv", "")):
        said = race(config, "-o", tmp_path / "race.h5", "--rule", RULE, form).stdout
        assert said.startswith(first) and "content digest" not in said


def test_arms_of_the_config_stay_and_its_first_is_the_baseline(config, tmp_path):
    path = tmp_path / "arms.ini"
    path.write_text(config.read_text() + "[arm spot]\nprotocol.share = spot_price\n"
                    "[arm average]\nprotocol.share = price_ema\n")
    told = json.loads(race(path, "-o", tmp_path / "race.h5", "--rule", RULE,
                           "--rule", "same = spot", "--outcome", "sum_of_prices",
                           "--json").stdout)
    assert told["baseline"] == "spot"
    rows = {row["arm"]: row for row in told["descriptive"]}
    assert set(rows) == {"average", "own", "same"}
    assert rows["same"]["difference"] == 0


@pytest.mark.parametrize("rule, why", [
    ("price_ema", "expected NAME = FORMULA"),
    ("= price_ema", "expected NAME = FORMULA"),
    ("a.b = price_ema", "no dots"),
    ("own = price_emma", "the nearest is price_ema"),
    ("own =", "missing at the end"),
    ("own = price_ema**0.5", "a power is written ^"),
    ("a#b = spot", "brackets and #"),
    ("a\nb = spot", "--rule 'a"),
    ("a\u202eb = spot", "U+202E"),
    ("as it is = spot", "there is an arm 'as it is' already"),
])
def test_what_is_no_rule_is_refused_before_anything_runs(config, tmp_path, rule, why):
    said = race(config, "-o", tmp_path / "race.h5", "--rule", rule, code=USAGE).stderr
    assert why in said, said
    assert not (tmp_path / "race.h5").exists()


def test_nothing_to_race_and_unknown_names_are_refused_before_anything_runs(config, tmp_path):
    out = tmp_path / "race.h5"
    assert "nothing to race" in race(config, "-o", out, code=USAGE).stderr
    said = race(config, "-o", out, "--rule", RULE, "--outcome", "sum_of_price", code=USAGE).stderr
    assert "sum_of_prices" in said
    said = race(config, "-o", out, "--rule", RULE, "--rule", RULE, code=USAGE).stderr
    assert "an arm 'own' already" in said
    assert not out.exists()


def test_a_formula_that_gives_no_weight_is_told_and_counted(config, tmp_path):
    done = race(config, "-o", tmp_path / "race.h5", "--rule", "none = -1", "--json")
    assert "the formula of arm 'none' gave no weight" in done.stderr
    assert "in 8 economies" in done.stderr
    rows = {row["outcome"]: row for row in json.loads(done.stdout)["descriptive"]}
    assert rows["formula_refused"]["difference"] > 0


def test_a_config_of_products_is_refused_with_the_way_out(tmp_path):
    said = race(SMOKE, "-o", tmp_path / "race.h5", "--rule", RULE, code=USAGE).stderr
    assert "[arm NAME]" in said and "--set arms.foundation.acts=" in said
    race(SMOKE, "-o", tmp_path / "race.h5", "--rule", RULE, "--set", "arms.foundation.acts=",
         "--quiet")


STATE = """netuid,tao_in,alpha_in,alpha_out,price_tao,block,root_tao,total_issuance_tao
1,300.0,1000.0,1500.0,0.3,8791247,5000000.0,11000000.0
2,200.0,0.000001,1500.0,0.2,8791247,5000000.0,11000000.0
"""


def test_economies_that_failed_are_told_with_the_table(tmp_path):
    (tmp_path / "a.ini").write_text("[time]\ndays = 1\nstep_blocks = 300\n"
                                    "[sweep]\nreplicates = 8\n")
    (tmp_path / "state.csv").write_text(STATE)
    done = race(tmp_path / "a.ini", "-o", tmp_path / "a.h5", "--rule", RULE, "--state",
                tmp_path / "state.csv", "--json", code=ECONOMIES)
    remarks = " ".join(json.loads(done.stdout)["remarks"])
    assert "16 of 16 economies failed and stand in no pair: 8 of 'as it is', 8 of 'own'" in remarks


def test_a_place_that_no_line_of_a_config_can_name_is_refused_in_words_of_race(config, tmp_path):
    (tmp_path / "a#b.csv").write_text(STATE)
    said = race(config, "-o", tmp_path / "race.h5", "--rule", RULE, "--state",
                tmp_path / "a#b.csv", code=USAGE).stderr
    assert "--state" in said and "rename the file" in said and "--set" not in said


def test_a_formula_that_gives_no_weight_is_told_before_the_run(tmp_path):
    (tmp_path / "a.ini").write_text("[protocol]\nshare = formula\nshare_formula = 1/0\n"
                                    "[time]\ndays = 1\nstep_blocks = 300\n")
    said = taosweep("validate", tmp_path / "a.ini").stderr
    assert "the formula of arm 'base' gives no weight" in said
    said = taosweep("validate", tmp_path / "a.ini", "--set",
                    "protocol.share_formula=price_ema").stderr
    assert "gives no weight" not in said


def test_a_state_that_is_none_is_refused(config, tmp_path):
    (tmp_path / "state.csv").write_text("netuid,price\n1,2\n")
    said = race(config, "-o", tmp_path / "race.h5", "--rule", RULE,
                "--state", tmp_path / "state.csv", code=USAGE).stderr
    assert "state.csv" in said
