"""cmake --install: everything works from where it is put, and after it is moved; what the page on
clusters shows runs as it stands there."""
import os
import pathlib
import re
import shutil
import subprocess

import h5py
import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
BUILD = pathlib.Path(os.environ["TAOSWEEP_BUILD"])
SMOKE = ROOT / "tests/configs/smoke.ini"
PAGE = (ROOT / "docs/cluster.md").read_text()


@pytest.fixture(scope="module")
def prefix(tmp_path_factory):
    """Installed, then moved."""
    place = tmp_path_factory.mktemp("install")
    subprocess.run(["cmake", "--install", BUILD, "--prefix", place / "first"], check=True,
                   capture_output=True)
    (place / "first").rename(place / "moved")
    return place / "moved"


@pytest.fixture(scope="module")
def environment(prefix):
    """As of a user who has only what was installed."""
    return {"PATH": f"{prefix}/bin:/usr/bin:/bin", "HOME": str(prefix), "MPLBACKEND": "Agg",
            "PYTHONDONTWRITEBYTECODE": "1"}


def run(environment, *command, cwd, **options):
    done = subprocess.run([str(word) for word in command], env=environment, cwd=cwd,
                          capture_output=True, text=True, **options)
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


def digest(file):
    with h5py.File(file) as opened:
        value = opened.attrs["content_digest"]
    return value.decode() if isinstance(value, bytes) else value


@pytest.fixture(scope="module")
def config(tmp_path_factory):
    """The smoke sweep of one arm and one replicate: a third of the datasets."""
    file = tmp_path_factory.mktemp("config") / "plain.ini"
    text = SMOKE.read_text()
    for line, plain in (("= no, yes\n", "= no\n"), ("replicates = 2\n", "replicates = 1\n")):
        assert line in text
        text = text.replace(line, plain)
    file.write_text(text)
    return file


@pytest.fixture(scope="module")
def whole(environment, config, tmp_path_factory):
    out = tmp_path_factory.mktemp("whole") / "plain.h5"
    run(environment, "taosweep", "run", config, "-o", out, "--quiet", "--device", "cpu",
        cwd=out.parent)
    return out


def test_what_is_installed_is_there(prefix):
    share = prefix / "share/taosweep"
    for name in ("configs/sn28.ini", "scripts/slurm/array.sbatch",
                 "analysis/taosweep_analysis/__main__.py",
                 "docs/cluster.md", "docs/file_format.md", "README.md", "LICENSE"):
        assert (share / name).is_file(), name
    for program in (prefix / "bin/taosweep", prefix / "bin/taosweep-analysis",
                    share / "scripts/slurm/submit.sh"):
        assert os.access(program, os.X_OK), program
    assert not list(prefix.rglob("__pycache__"))


def test_the_program_runs_a_config_that_was_installed(prefix, environment, tmp_path):
    said = run(environment, "taosweep", "validate", prefix / "share/taosweep/configs/sn28.ini",
               cwd=tmp_path)
    assert "economies" in said


def test_the_analysis_finds_its_package_from_anywhere(environment, whole, tmp_path):
    assert run(environment, "taosweep-analysis", "facts", whole, cwd=tmp_path).strip()
    assert "facts" in run(environment, "taosweep-analysis", "--help", cwd=tmp_path)


def test_the_job_scripts_find_the_program_beside_them(prefix, environment, tmp_path):
    for name in ("squeue", "sbatch", "scontrol"):
        (tmp_path / name).write_text("#!/bin/sh\n:\n")
        (tmp_path / name).chmod(0o755)
    said = run({**environment, "PATH": f"{tmp_path}:/usr/bin:/bin"},
               prefix / "share/taosweep/scripts/slurm/submit.sh",
               SMOKE, "--shards", "2", "--dry-run", cwd=tmp_path)
    assert f"look        {prefix}/bin/taosweep status" in said


def test_a_portable_program_needs_the_c_library_alone(prefix):
    if not int(os.environ["TAOSWEEP_IS_PORTABLE"]):
        pytest.skip("this build is linked for this machine; scripts/test.sh --long runs it with "
                    "the preset portable-cpu")
    listed = subprocess.run(["ldd", prefix / "bin/taosweep"], capture_output=True, text=True,
                            check=True).stdout
    names = set(re.findall(r"^\s*(\S+?)\.so", listed, flags=re.M))
    assert {pathlib.Path(name).name for name in names} <= {"linux-vdso", "libm", "libc",
                                                           "ld-linux-x86-64"}


def block(kind, config):
    return re.search(rf"```{kind}\n(.*?)```", PAGE, flags=re.S)[1].replace("CONFIG", str(config))


def test_the_loop_of_plain_shells_gives_the_file_of_one_process(environment, config, whole,
                                                                tmp_path):
    said = run(environment, "bash", "-euc", block("sh", config), cwd=tmp_path)
    assert "shards         4 of 4 finished" in said
    assert digest(tmp_path / "OUT") == digest(whole)


@pytest.mark.parametrize("kind, variable, first",
                         [("pbs", "PBS_ARRAY_INDEX", 0), ("lsf", "LSB_JOBINDEX", 1)])
def test_the_job_scripts_of_other_queues_give_the_file_of_one_process(environment, config, whole,
                                                                      tmp_path, kind, variable,
                                                                      first):
    """Three shards, as six points do not for eight."""
    script = block(kind, config).replace("/8", "/3")
    assert script.count("/3") == 1 and ("0-7" in script or "1-8" in script)
    for index in range(first, first + 3):
        run({**environment, variable: str(index)}, "bash", "-euc", script, cwd=tmp_path)
    run(environment, "taosweep", "merge", "OUT",
        *sorted(path.name for path in tmp_path.glob("OUT.?")), cwd=tmp_path)
    assert digest(tmp_path / "OUT") == digest(whole)


def test_the_recipe_of_the_container_says_what_a_build_by_hand_says():
    recipe = (ROOT / "scripts/apptainer.def").read_text()
    post = re.search(r"%post\n(.*?)\n\n", recipe, flags=re.S)[1]
    assert shutil.which("bash") and subprocess.run(["bash", "-n"], input=post,
                                                   text=True).returncode == 0
    presets = (ROOT / "CMakePresets.json").read_text()
    for preset in re.findall(r"--preset (\S+)", post):
        assert f'"name": "{preset}"' in presets
    for command in re.findall(r"scripts/\S+", post):
        assert os.access(ROOT / command, os.X_OK)
