"""Flags and libraries that would cost equal bits: builds refuse them, programs see them."""
import os
import pathlib
import shutil
import subprocess

import pytest

from test_same_bits import CONFIG, PROGRAM, REFERENCE, digest, digest_of_file

SOURCE = pathlib.Path(os.environ["TAOSWEEP_SOURCE"])
LONG = bool(os.environ.get("TAOSWEEP_LONG"))


def configure(folder, *options, **environment):
    """Configures a build in an empty folder; how it ended, and all it said."""
    done = subprocess.run(["cmake", "-S", SOURCE, "-B", folder, "-DTAOSWEEP_TESTS=OFF", *options],
                          env={**os.environ, **environment}, capture_output=True, text=True)
    return done.returncode, " ".join((done.stdout + done.stderr).split())


def expect_refused(ended, reason):
    code, said = ended
    assert code != 0 and "The flags of this build cost equal bits: " + reason in said, said[-2000:]


FAST = "sums are taken in another order than they are written"


def test_fast_flags_in_the_environment_are_refused(tmp_path):
    expect_refused(configure(tmp_path / "b", CXXFLAGS="-ffast-math"), FAST)


FEW = [("-ffinite-math-only", "NaN and infinities")]
MORE = [("-funsafe-math-optimizations", FAST), ("-fno-signed-zeros", "the sign of zero"),
        ("-freciprocal-math", "a/b is taken as a * (1/b)"),
        ("-fassociative-math -fno-signed-zeros -fno-trapping-math", FAST),
        ("-mfma -mrecip -ffast-math", FAST)]


@pytest.mark.parametrize("flags, reason", FEW + (MORE if LONG else []))
def test_fast_flags_in_the_cache_are_refused(flags, reason, tmp_path):
    expect_refused(configure(tmp_path / "b", f"-DCMAKE_CXX_FLAGS={flags}"), reason)


def test_fast_flags_of_a_build_type_are_refused(tmp_path):
    """-Ofast counts where no other level stands after it."""
    expect_refused(configure(tmp_path / "b", "-DCMAKE_CXX_FLAGS_RELEASE=-Ofast"), FAST)


def test_fast_flags_of_a_toolchain_file_are_refused(tmp_path):
    chain = tmp_path / "chain.cmake"
    chain.write_text('set(CMAKE_CXX_FLAGS_RELEASE_INIT "-funsafe-math-optimizations")\n')
    expect_refused(configure(tmp_path / "b", f"-DCMAKE_TOOLCHAIN_FILE={chain}"), FAST)


def test_flags_that_later_ones_take_back_cost_nothing(tmp_path):
    """-ffp-contract=off comes last, and so a*b + c is rounded twice whatever stands before."""
    code, said = configure(tmp_path / "b", "-DCMAKE_CXX_FLAGS=-mfma -ffp-contract=fast")
    assert code == 0, said[-2000:]


def test_what_was_configured_well_is_looked_at_again_with_other_flags(tmp_path):
    assert configure(tmp_path / "b")[0] == 0
    expect_refused(configure(tmp_path / "b", "-DCMAKE_CXX_FLAGS=-ffast-math"), FAST)


def library(folder, text, *flags):
    """A library for LD_PRELOAD."""
    source, made = folder / "changes.c", folder / "changes.so"
    source.write_text(text)
    compiler = shutil.which("gcc") or shutil.which("cc")
    subprocess.run([compiler, "-shared", "-fPIC", *flags, source, "-o", made, "-lm"], check=True)
    return made


ROUNDS_UP = """#include <fenv.h>
__attribute__((constructor)) static void change(void) { fesetround(FE_UPWARD); }
"""
FLUSHES = """#include <xmmintrin.h>
__attribute__((constructor)) static void change(void) { _mm_setcsr(_mm_getcsr() | 0x8040); }
"""


@pytest.mark.parametrize("text, reason", [
    (FLUSHES, "subnormal numbers are taken as 0"),
    (ROUNDS_UP, "not rounded to the nearest number")])
def test_a_library_that_changes_the_processors_state_changes_no_bit(text, reason, tmp_path):
    preload = library(tmp_path, text)
    out = tmp_path / "out.h5"
    done = subprocess.run([PROGRAM, "run", CONFIG, "-o", out, "--quiet", "--device", "cpu",
                           "--threads", "2"], env={**os.environ, "LD_PRELOAD": str(preload)},
                          capture_output=True, text=True)
    assert done.returncode == 0 and reason in done.stderr and "set back" in done.stderr
    assert digest_of_file(out) == digest(tmp_path, "--isa", REFERENCE)


def test_a_library_of_fast_code_changes_no_bit(tmp_path):
    """The compiler's own start-up code of -ffast-math flushes subnormal numbers."""
    preload = library(tmp_path, "int unused;", "-ffast-math")
    assert digest(tmp_path, LD_PRELOAD=str(preload)) == digest(tmp_path)


def test_a_program_that_was_compiled_well_says_nothing():
    done = subprocess.run([PROGRAM, "--version"], capture_output=True, text=True, check=True)
    assert done.stderr == ""
