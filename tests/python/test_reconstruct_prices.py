"""Files of prices: both forms mean the same, and what cannot be used is refused with its place."""

import made_prices
import numpy
import pytest
from taosweep_analysis import __main__
from taosweep_analysis.reconstruction import intake

LAUNCH = made_prices.LAUNCH
DAYS = numpy.arange(0.5, 3.1, 0.25)


def steady(count=3):
    return [[0.02, 0.01, 0.004][:count]] * len(DAYS)


def read(path, *options):
    return intake.read(made_prices.asked(path, *options))


def refusal(capsys, path, *options):
    """What the command says of a file that it refuses, with code 2 and one line."""
    assert __main__.main(["reconstruct", str(path), *map(str, options)]) == 2
    said = capsys.readouterr()
    assert said.out == "" and said.err.startswith("error: ") and said.err.count("\n") == 1
    return said.err


def text_file(folder, text):
    path = folder / "prices.csv"
    path.write_text(text)
    return path


def test_a_row_a_time_and_a_row_a_price_mean_the_same(tmp_path):
    wide = read(made_prices.write_wide(tmp_path / "w.csv", DAYS, steady()))
    rows = [
        f"{LAUNCH + round(day * 7200)},{netuid},{price}\n"
        for day, prices in zip(DAYS, steady())
        for netuid, price in enumerate(prices, 1)
    ]
    long = read(text_file(tmp_path, "block,netuid,price\n" + "".join(rows)))

    assert (wide.prices.blocks == long.prices.blocks).all() and wide.prices.blocks[0] == 3600
    assert (wide.prices.price == long.prices.price).all()
    assert wide.prices.netuids == long.prices.netuids == [1, 2, 3]


def test_prices_before_a_pool_opens_are_dropped_with_a_sentence(tmp_path):
    prices = numpy.hstack([steady(), steady(1)])
    prices[:4, 1] = [numpy.nan, 1, 2389.5, 3]
    prices[6, 0] = 1.5  # a pool that is open may cost more than 1
    prices[:, 2] = 7

    found = read(made_prices.write_wide(tmp_path / "w.csv", DAYS, prices))

    assert found.prices.netuids == [1, 2, 4]
    assert numpy.isnan(found.prices.price[:4, 1]).all() and found.prices.price[6, 0] == 1.5
    assert list(found.at_launch) == [True, False, True]
    assert found.opened[1] == round((DAYS[3] + DAYS[4]) / 2 * 7200)  # half way
    assert any("1 and more before a pool opens were dropped (1 subnet)" in n for n in found.notes)
    closed = next(note for note in found.notes if "never opens" in note)
    assert closed.startswith("1 subnet without a price below 1") and closed.endswith(": 3.")


def test_a_file_that_lacks_subnets_is_told_so(tmp_path):
    few = read(made_prices.write_wide(tmp_path / "w.csv", DAYS, steady()))
    all_of_them = read(made_prices.write_wide(tmp_path / "a.csv", DAYS, numpy.full((11, 64), 0.02)))

    assert any(note.startswith("In the first row 3 subnets with a price") for note in few.notes)
    assert all_of_them.notes == []


def test_rows_under_later_rules_are_left_out_with_a_sentence(tmp_path):
    days = [*DAYS, 80, 163, 170, 171]
    path = made_prices.write_wide(tmp_path / "w.csv", days, [[0.02, 0.01]] * len(days))

    found = read(path, "--longest-gap", 100)

    assert found.prices.blocks[-1] == 163 * 7200
    assert any(note.startswith("2 rows after day 164") for note in found.notes)


def test_finer_prices_of_a_subnet_stand_between_the_others(tmp_path):
    wide = made_prices.write_wide(tmp_path / "w.csv", DAYS, steady())
    block = LAUNCH + 7200 + 100
    fine = text_file(tmp_path, f"block,price_tao\n{LAUNCH + 10},0.5\n{block},0.09\n")

    found = read(wide, "--finer", f"2={fine}")

    assert len(found.prices.blocks) == len(DAYS) + 1  # what lies before the first row is left out
    assert found.prices.known(2)[1].max() == 0.09 and found.prices.known(1)[1].max() == 0.02
    assert len(found.coarse.blocks) == len(DAYS)


BLOCK = LAUNCH + 3600
REFUSED = {
    "no block column": ("time,sn1\n1,0.1\n", "no column 'block' among time, sn1; give block, sn1"),
    "no prices": ("block,x\n1,2\n", "no column 'sn1' among block, x"),
    "no price of a long one": (f"block,netuid\n{BLOCK},1\n", "no column 'price' among"),
    "empty": ("", "there is no row of prices"),
    "only names": ("block,sn1\n", "there is no row of prices"),
    "a word": (f"block,sn1\n{BLOCK},much\n", ":2: sn1 holds 'much', which is no number; leave"),
    "infinite": (f"block,sn1\n{BLOCK},inf\n", ":2: sn1 holds 'inf', which is no number"),
    "negative": (
        f"block,sn1\n{BLOCK},0.1\n{BLOCK + 9},-1\n",
        ":3: sn1 holds -1; prices lie between 1e-09",
    ),
    "zero": (f"block,sn1\n{BLOCK},0\n", ":2: sn1 holds 0; prices lie between"),
    "half a block": ("block,sn1\n4923951.5,0.1\n", ":2: block holds '4923951.5'; a whole number"),
    "an endless block": (
        "block,sn1\n1e30,0.1\n",
        ":2: block holds '1e30'; a whole number from 0 to 999999999 belongs there",
    ),
    "a name twice": (
        f"block,sn1,sn1\n{BLOCK},0.1,0.2\n",
        ":1: two columns are named 'sn1'; name each once",
    ),
    "no block": ("block,sn1\n,0.1\n", ":2: block holds ''; a whole number"),
    "backwards": (
        f"block,sn1\n{BLOCK + 9},0.1\n{BLOCK},0.1\n",
        f":3: block {BLOCK} of subnet 1 stands after block {BLOCK + 9}; sort the rows",
    ),
    "twice": (f"block,sn1\n{BLOCK},0.1\n{BLOCK},0.1\n", "sort the rows by block, each block once"),
    "too few cells": (f"block,sn1,sn2\n{BLOCK},0.1\n", ":2: the row has not as many cells"),
    "too many cells": (f"block,sn1\n{BLOCK},0.1,3\n", ":2: the row has not as many cells"),
    "one row": (f"block,sn1\n{BLOCK},0.1\n", "1 row of prices to use; give two or more"),
    "only closed pools": (f"block,sn1\n{BLOCK},1.5\n", "0 rows of prices to use"),
    "begins late": (
        f"block,sn1\n{LAUNCH + 7200 * 9},0.1\n{LAUNCH + 7200 * 10},0.1\n",
        "the first price stands 9.00 days after the launch; pools are known on the day of the",
    ),
    "one subnet": (
        f"block,sn1\n{BLOCK},0.1\n{BLOCK + 9},0.1\n",
        "1 subnet has a price in the first row; shares of emission follow from the prices of all",
    ),
    "a long gap": (
        f"block,sn1,sn2\n{BLOCK},0.1,0.1\n{LAUNCH + 7200 * 9},0.1,0.1\n",
        "subnet 1 has no price for 8.5 days (day 0.50 to 9.00); what emission and cap did in it "
        "would be a guess. Fill it, or let prices run straight in logarithms over it: "
        "--longest-gap 9",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_used_is_refused(case, tmp_path, capsys):
    text, words = REFUSED[case]
    assert words in refusal(capsys, text_file(tmp_path, text))


def test_a_gap_that_is_let_pass_is_told(tmp_path):
    found = read(text_file(tmp_path, REFUSED["a long gap"][0]), "--longest-gap", 9)
    assert any("at most 8.5 days (day 0.50 to 9.00)" in note for note in found.notes)


def test_files_that_are_none_are_refused(tmp_path, capsys):
    assert "cannot be read (No such file" in refusal(capsys, tmp_path / "none.csv")
    assert "cannot be read (Is a directory)" in refusal(capsys, tmp_path)
    binary = tmp_path / "b.csv"
    binary.write_bytes(b"\x89HDF\r\n\xff\xfe")
    assert "it is no CSV text" in refusal(capsys, binary)


def test_options_that_fit_no_prices_are_refused(tmp_path, capsys):
    wide = made_prices.write_wide(tmp_path / "w.csv", DAYS, steady())
    fine = text_file(tmp_path, f"block,price\n{LAUNCH + 7300},0.5\n")
    late = tmp_path / "late.csv"
    late.write_text(f"block,price\n{LAUNCH + 720000},0.5\n")
    few = made_prices.write_votes(tmp_path / "v.csv", [0.5, 0.5])

    assert "have no subnet 9; name another" in refusal(capsys, wide, "--finer", f"9={fine}")
    assert "leave --finer away" in refusal(capsys, wide, "--finer", f"2={late}")
    assert "no share above 0 for subnet 3" in refusal(capsys, wide, "--first-shares", few)
    assert "columns netuid and share" in refusal(capsys, wide, "--first-shares", fine)
    assert "it is there already" in refusal(capsys, wide, "-o", wide)
    assert "it cannot be written" in refusal_after_text(capsys, wide, tmp_path / "no" / "o.csv")
    with pytest.raises(SystemExit):
        __main__.main(["reconstruct", str(wide), "--fast-day", "soon"])
    assert "name a number" in capsys.readouterr().err


def refusal_after_text(capsys, path, out):
    assert __main__.main(["reconstruct", str(path), "-o", str(out)]) == 2
    return capsys.readouterr().err


def test_without_the_subnet_the_rest_is_told(tmp_path, capsys):
    wide = made_prices.write_wide(tmp_path / "w.csv", DAYS, steady())

    assert __main__.main(["reconstruct", str(wide)]) == 0

    said = capsys.readouterr().out.splitlines()
    assert said[0].startswith("On day 3 the pools of 3 launch subnets held ")
    assert said[0].endswith("TAO, from prices alone.")
    assert any(line.startswith("The pool of subnet 28 is not told: it has no") for line in said)


def test_only_subnet_28_has_a_vote_of_its_own_unless_told(tmp_path):
    wide = made_prices.write_wide(tmp_path / "w.csv", DAYS, steady(), [2, 28, 30])

    def parts(*options):
        """Least and largest vote of the three subnets."""
        votes = made_prices.rebuilt(wide, *options)[0].variants.votes
        assert numpy.allclose(votes.sum(axis=1), 1)
        return votes.min(axis=0), votes.max(axis=0)

    least, largest = parts()
    assert (least[1], largest[1]) == pytest.approx((0.0019, 0.005))
    least, largest = parts("--subnet", 30)
    assert largest[2] == pytest.approx(1 / 3) and largest[1] > 0.3  # all alike at the most
    least, largest = parts("--subnet", 30, "--first-share", "0.2..0.4")
    assert (least[2], largest[2]) == pytest.approx((0.2, 0.4)) and largest[1] > 0.1
