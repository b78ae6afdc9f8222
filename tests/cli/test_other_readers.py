"""docs/reading.md: its blocks, run as they stand there in R and Octave, find the numbers and texts
that h5py finds. Only under TAOSWEEP_LONG, with the programs that scripts/install_packages.sh long
installs."""
import os
import pathlib
import re
import shutil
import subprocess

import h5py
import numpy
import pytest

from program import taosweep

pytestmark = pytest.mark.skipif(not os.environ.get("TAOSWEEP_LONG"),
                                reason="R and Octave are tried by scripts/test.sh --long")
ROOT = pathlib.Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs/reading.md").read_text()
# One arm's label has what languages quote, and letters of two bytes.
CONFIG = r"""title = For other readers
[network]
subnets = 4
[time]
days = 1
step_blocks = 300
fine_step_blocks = 75
opening_blocks = 0
fine_days = 0.1
[attack]
mode = meme_holders
netuid = 3
[foundation]
delay_days = 0.5
[vary]
yield.gain = grid(0.5, 1)
attack.budget_tao = loguniform(100, 20000)
[arm not acting]
foundation.acts = no
[arm acting]
foundation.acts = yes
[arm the "µ", half; \n]
foundation.acts = yes
yield.naivety = 0.6
[sweep]
points = 8
replicates = 2
[keep]
paths = 3
"""
# Of every type; with and without NaN; whole and in compressed chunks.
NUMBERS = ("outcomes/sum_of_prices", "outcomes/stopped", "outcomes/status", "design/yield.gain",
           "design/cell", "series/fall_since_action", "series/fall_since_action_n", "paths/economy",
           "paths/price", "distributions_cells/crash_12h_counts", "inputs/file_0",
           "intervals/sum_of_prices_difference_all", "differences_cells/crash_12h_mean")
SAYS = {
    "r": """
say <- function(words) writeLines(enc2utf8(as.character(words)), out, useBytes = TRUE)
out <- file("said.txt", "wb"); h5 <- H5File$new("sweep.h5", mode = "r")
say(c("arms", arms, "cells", cells, "unit", unit, "meanings", meanings))
say(c("means", sprintf("%.17g", means)))
for (name in c(NAMES)) say(c(name, sprintf("%.17g", as.numeric(h5[[name]]$read()))))
close(out)""",
    "octave": """
out = fopen("said.txt", "w");
say = @(words) fprintf(out, "%s\\n", words{:});
say({"arms", arms{:}, "cells", cells{:}, "unit", unit, "meanings", meanings{:}, "means"});
fprintf(out, "%.17g\\n", means);
for name = {NAMES}
  fprintf(out, "%s\\n", name{1});
  fprintf(out, "%.17g\\n", double(READ(file, ["/" name{1}])(:)));
end
fclose(out);""",
}


def block(language, mark):
    (found,) = [text for kind, text in re.findall(r"^```(\w+)\n(.*?)^```", PAGE, re.S | re.M)
                if kind == language and mark in text]
    return found


def needs(program, package):
    if shutil.which(program) is None:
        pytest.skip(f"{program} is not installed (scripts/install_packages.sh long does it)")
    asked = {"Rscript": ["--vanilla", "-e", f"library({package})"],
             "octave-cli": ["--no-init-file", "--eval", f"pkg load {package}"]}[program]
    if subprocess.run([program, *asked], capture_output=True).returncode != 0:
        pytest.skip(f"{program} has no package {package} (docs/reading.md)")


def as_words(value):
    return [word.decode() for word in numpy.atleast_1d(value)]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    place = tmp_path_factory.mktemp("readers")
    (place / "sweep.ini").write_text(CONFIG)
    taosweep("run", place / "sweep.ini", "-o", place / "sweep.h5", "--quiet", "--device", "cpu")
    return place


@pytest.fixture(scope="module")
def known(folder):
    """What h5py finds: texts, and numbers in the order of the file."""
    with h5py.File(folder / "sweep.h5") as file:
        status, price = file["outcomes/status"], file["outcomes/sum_of_prices"]
        texts = {"arms": as_words(file["design/arm"][()]),
                 "cells": as_words(file["design/cell_label"][()]),
                 "unit": [price.attrs["units"]],
                 "meanings": status.attrs["flag_meanings"].split(" ")}
        numbers = {name: file[name][()].astype(float).ravel() for name in NUMBERS}
        numbers["means"] = price[()].mean((1, 2))
        assert not status[()].any() and file["series/fall_since_action"].compression == "gzip"
    assert '"µ"' in texts["arms"][2] and len(texts["cells"]) == 2
    assert any(numpy.isnan(found).any() for found in numbers.values())
    return texts, numbers


def said(folder, program, script, more):
    """Runs a script and what it is to say -> {heading: lines}."""
    place = folder / f"script.{program}"
    place.write_text(script + more.replace("NAMES", ", ".join(f'"{name}"' for name in NUMBERS)))
    done = subprocess.run([program, place.name], cwd=folder, capture_output=True, text=True,
                          env={**os.environ, "LC_ALL": "C.UTF-8"}, timeout=300)
    assert done.returncode == 0, done.stdout + done.stderr
    found, lines = {}, []
    for line in (folder / "said.txt").read_text(encoding="utf-8").splitlines():
        if line in (*NUMBERS, "arms", "cells", "unit", "meanings", "means"):
            lines = found.setdefault(line, [])
        else:
            lines.append(line)
    (folder / "said.txt").unlink()
    return found


def check(found, known):
    texts, numbers = known
    assert {name: found[name] for name in texts} == texts
    assert set(found) == {*texts, *numbers}
    for name, wanted in numbers.items():
        seen = [float(line.replace("NA", "nan")) for line in found[name]]
        near = 1e-14 if name == "means" else 0  # a sum has an order; what is read is equal
        numpy.testing.assert_allclose(seen, wanted, rtol=near, atol=0, err_msg=name)


def test_r_reads_what_h5py_reads(folder, known):
    needs("Rscript", "hdf5r")

    check(said(folder, "Rscript", block("r", "hdf5r"), SAYS["r"]), known)


@pytest.mark.parametrize("package, read", [("hdf5oct", "h5read"), ("netcdf", "ncread")])
def test_octave_reads_what_h5py_reads(folder, known, package, read):
    needs("octave-cli", package)
    if package == "netcdf" and shutil.which("ncdump") is None:
        pytest.skip("ncdump is not installed (scripts/install_packages.sh long does it)")
    more = SAYS["octave"].replace("READ", read)

    check(said(folder, "octave-cli", block("octave", f"pkg load {package}"), more), known)
