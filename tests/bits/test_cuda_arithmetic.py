"""Flags that would cost a card the bits of the CPU: builds of the GPU program refuse them."""
import os
import pathlib
import shutil
import subprocess

import pytest

from test_arithmetic import configure, expect_refused

ROOT = pathlib.Path(__file__).resolve().parents[2]
NVCC = shutil.which("nvcc") or shutil.which("/usr/local/cuda/bin/nvcc")
needs_nvcc = pytest.mark.skipif(not NVCC, reason="no nvcc is at hand; a made-up one stands in for "
                                                 "it in the other tests of this file")
GOOD = """.visible .entry operations(
mul.rn.f64 add.rn.f64 mul.rn.f32 add.rn.f32 div.rn.f64 div.rn.f32 sqrt.rn.f64 sqrt.rn.f32
.visible .entry sine(
fma.rn.f32 mul.rn.f32
"""
SCRIPT = """
set(CMAKE_SOURCE_DIR {root})
set(CMAKE_BINARY_DIR {folder})
set(CMAKE_BUILD_TYPE Release)
set(CMAKE_CUDA_COMPILER {nvcc})
set(CMAKE_CUDA_FLAGS "{flags}")
set(CMAKE_CUDA_ARCHITECTURES 90;100)
{more}
file(STRINGS {root}/cmake/cuda.cmake line REGEX "^set\\\\(TAOSWEEP_CUDA_FLAGS")
file(WRITE {folder}/flags.cmake "${{line}}\\n")
include({folder}/flags.cmake)
include({root}/cmake/cuda_arithmetic.cmake)
"""


def look(folder, nvcc=NVCC, flags="", more="", **environment):
    """What the check of a build says of these flags."""
    script = folder / "look.cmake"
    script.write_text(SCRIPT.format(root=ROOT, folder=folder, nvcc=nvcc, flags=flags, more=more))
    done = subprocess.run(["cmake", "-P", script], env={**os.environ, **environment},
                          capture_output=True, text=True)
    return done.returncode, " ".join((done.stdout + done.stderr).split())


def made_up(folder, ptx, asked_for="-fmad=false"):
    """An nvcc that makes this PTX, where it is asked as the sources are compiled."""
    (folder / "ptx").write_text(ptx)
    nvcc = folder / "nvcc"
    nvcc.write_text(f"""#!/bin/sh
case " $* " in *" {asked_for} "*) ;; *) echo "not asked: $*" >&2; exit 9 ;; esac
while [ "$1" != -o ]; do shift; done
cp {folder}/ptx "$2"
""")
    nvcc.chmod(0o755)
    return nvcc


FUSED = "a*b + c is rounded once and not twice (fused)"
ESTIMATE = "a/b is taken as a * (1/b), or from an estimate"
ROOTS = "square roots are taken from an estimate"
FLUSHED = "subnormal numbers are taken as 0"
FUNCTIONS = "functions are taken from an estimate"


@pytest.mark.parametrize("word, other, reason", [
    ("mul.rn.f64 add.rn.f64", "fma.rn.f64", FUSED), ("mul.rn.f32 add.rn.f32", "fma.rn.f32", FUSED),
    ("div.rn.f32", "div.full.f32", ESTIMATE), ("sqrt.rn.f32", "sqrt.approx.f32", ROOTS),
    ("div.rn.f32", "div.rn.ftz.f32", FLUSHED), ("fma.rn.f32", "sin.approx.f32", FUNCTIONS)])
def test_ptx_that_differs_is_refused(word, other, reason, tmp_path):
    expect_refused(look(tmp_path, made_up(tmp_path, GOOD.replace(word, other))), reason)


@pytest.mark.parametrize("asked_for", ["-fmad=false", "-prec-div=true", "-prec-sqrt=true",
                                       "-ftz=false", "-arch=compute_90", "-lineinfo"])
def test_the_page_is_compiled_as_the_sources_are(asked_for, tmp_path):
    assert look(tmp_path, made_up(tmp_path, GOOD, asked_for), flags="-lineinfo") == (0, "")


def test_a_page_that_does_not_compile_is_no_page_that_is_well(tmp_path):
    code, said = look(tmp_path, made_up(tmp_path, GOOD, "-never-asked"))
    assert code != 0 and "does not compile" in said and "not asked" in said


@needs_nvcc
@pytest.mark.parametrize("flags, reason", [
    ("--use_fast_math", FUNCTIONS), ("-use_fast_math", FUNCTIONS),
    ("-Xcompiler=-ffast-math", "sums are taken in another order than they are written")])
def test_fast_flags_are_refused(flags, reason, tmp_path):
    expect_refused(look(tmp_path, flags=flags), reason)


@needs_nvcc
def test_fast_flags_of_a_build_type_are_refused(tmp_path):
    more = "set(CMAKE_CUDA_FLAGS_RELEASE --use_fast_math)"
    expect_refused(look(tmp_path, more=more), FUNCTIONS)


@needs_nvcc
@pytest.mark.parametrize("flags, reason", [("-fmad=true", FUSED), ("-prec-div=false", ESTIMATE),
                                           ("-prec-sqrt=false", ROOTS), ("-ftz=true", FLUSHED)])
def test_flags_that_nvcc_takes_from_the_environment_are_refused(flags, reason, tmp_path):
    expect_refused(look(tmp_path, NVCC_APPEND_FLAGS=flags), reason)


@needs_nvcc
@pytest.mark.parametrize("flags", ["", "-fmad=true", "-ftz=true -prec-div=false -O3 -lineinfo"])
def test_flags_that_later_ones_take_back_cost_nothing(flags, tmp_path):
    assert look(tmp_path, flags=flags)[0] == 0


@needs_nvcc
def test_a_build_with_fast_flags_is_refused(tmp_path):
    expect_refused(configure(tmp_path / "b", "-DTAOSWEEP_CUDA=ON", f"-DCMAKE_CUDA_COMPILER={NVCC}",
                             "-DTAOSWEEP_AT_HAND=ON", "-DCMAKE_CUDA_FLAGS=--use_fast_math"),
                   FUNCTIONS)
