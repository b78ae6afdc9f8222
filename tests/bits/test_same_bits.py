"""The determinism contract through the program: the same data whatever runs it, and how."""
import os
import pathlib
import subprocess

import h5py
import pytest

CONFIG = pathlib.Path(__file__).with_name("small.ini")
PROGRAM = os.environ["TAOSWEEP_BINARY"]
REFERENCE, *OTHERS = os.environ["TAOSWEEP_ISAS"].split(",")


def digest(folder, *options, **environment):
    """content_digest of a run of small.ini with these options and environment variables."""
    file = folder / "out.h5"
    done = subprocess.run([PROGRAM, "run", CONFIG, "-o", file, "--force", "--quiet", "--device",
                           "cpu", *options],
                          env={**os.environ, **environment}, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return digest_of_file(file)


def digest_of_file(file):
    with h5py.File(file) as opened:
        value = opened.attrs["content_digest"]
    return value.decode() if isinstance(value, bytes) else value


def skip_unless_at_hand(isa):
    said = subprocess.run([PROGRAM, "devices"], capture_output=True, text=True, check=True).stdout
    if f"  {isa}: " not in said:
        pytest.skip(f"this processor has no {isa}; scripts/test.sh runs it on one that has")


@pytest.fixture(scope="module")
def reference(tmp_path_factory):
    return digest(tmp_path_factory.mktemp("reference"), "--isa", REFERENCE, "--threads", "1")


def test_another_seed_gives_other_data(reference, tmp_path):
    assert digest(tmp_path, "--isa", REFERENCE, "--threads", "1", "--set",
                  "sweep.seed=8") != reference


def test_two_threads_give_the_bits_of_one(reference, tmp_path):
    assert digest(tmp_path, "--isa", REFERENCE, "--threads", "2") == reference


@pytest.mark.parametrize("isa", OTHERS)
def test_another_back_end_gives_the_bits_of_one_lane(isa, reference, tmp_path):
    skip_unless_at_hand(isa)
    assert digest(tmp_path, "--isa", isa) == reference


def test_more_threads_than_economies_give_the_bits_of_one(reference, tmp_path):
    assert digest(tmp_path, "--isa", REFERENCE, "--threads", "97") == reference


def test_shards_joined_give_the_bits_of_one_run(reference, tmp_path):
    shards = [tmp_path / f"{i}.h5" for i in range(2)]
    for i, shard in enumerate(shards):
        subprocess.run([PROGRAM, "run", CONFIG, "-o", shard, "--quiet", "--device", "cpu",
                        "--shard", f"{i}/2"], check=True)
    joined = tmp_path / "joined.h5"
    subprocess.run([PROGRAM, "merge", joined, *shards], check=True, capture_output=True)
    assert digest_of_file(joined) == reference


WITHOUT_FMA = "glibc.cpu.hwcaps=-AVX2,-FMA,-FMA4,-AVX512F"
# Where libm put the code that it chose for this process.
CHOSEN = """
import ctypes
libm = ctypes.CDLL("libm.so.6")
base = min(int(line.split("-")[0], 16) for line in open("/proc/self/maps") if "libm.so" in line)
for name in ("fma", "sin"):
    print(name, ctypes.cast(getattr(libm, name), ctypes.c_void_p).value - base)
"""


def chosen(**environment):
    return subprocess.run(["/usr/bin/python3", "-c", CHOSEN], env={**os.environ, **environment},
                          capture_output=True, text=True, check=True).stdout


def test_libm_without_fma_and_avx2_gives_the_same_bits(reference, tmp_path):
    """glibc picks other code for exp, log, sin and fma where it may not use these instructions."""
    if " fma " not in pathlib.Path("/proc/cpuinfo").read_text():
        pytest.skip("this processor has no FMA, and so libm has no choice to make")
    before, after = chosen().splitlines(), chosen(GLIBC_TUNABLES=WITHOUT_FMA).splitlines()
    assert all(x != y for x, y in zip(before, after)), "libm knows these tunables by other names"
    assert digest(tmp_path, "--isa", REFERENCE, GLIBC_TUNABLES=WITHOUT_FMA) == reference


def test_gpu_gives_the_bits_of_the_cpu(reference, tmp_path):
    listed = subprocess.run(["nvidia-smi", "-L"], capture_output=True,
                            text=True) if _has_smi() else None
    if listed is None or "GPU" not in listed.stdout:
        pytest.skip("no GPU at hand; scripts/test.sh runs it on a machine with a card and nvcc")
    assert digest(tmp_path, "--device", "cuda:0") == reference


def _has_smi():
    return any(os.access(os.path.join(folder, "nvidia-smi"), os.X_OK)
               for folder in os.environ.get("PATH", "").split(os.pathsep))
