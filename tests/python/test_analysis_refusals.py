"""Whatever file is named: one sentence with what, where and what to do; code 2, no traceback."""

import functools
import os
import shutil
import signal
import socket
import subprocess
import sys
import time

import h5py
import made_files
import numpy
import pytest
import synthetic_results
from taosweep_analysis import __main__
from taosweep_analysis.file import walk
from taosweep_analysis.problem import FileProblem

COMMANDS = ("facts", "sn28")


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A small sweep of the program, whole."""
    folder = tmp_path_factory.mktemp("made")
    vary, arms = (
        "attack.day = grid(0, 1)\nattack.shock = loguniform(3, 100)",
        "foundation.acts=no,yes",
    )
    return made_files.sweep(folder / "whole.h5", vary, arms)


def refusal(path, command, capsys, out=None):
    """The sentence that a command refuses a file with."""
    options = ["--out", str(out)] if out else []
    code = __main__.main([command, str(path), *options])
    said = capsys.readouterr()
    assert code == 2 and said.out == "", said
    assert said.err.startswith("error: ") and said.err.count("\n") == 1, said.err
    assert "Traceback" not in said.err and "fault of the analysis" not in said.err
    assert str(path) in said.err
    return said.err


def shard(folder, made):
    config = made.with_suffix(".ini")
    made_files.taosweep("run", config, "-o", folder / "s.h5", "--quiet", "--shard", "0/2")
    return folder / "s.h5"


def path_of_replay(folder, made):
    made_files.taosweep("replay", made, "--economy", "1", "-o", folder / "path.h5")
    return folder / "path.h5"


def fifo(folder, made):
    os.mkfifo(folder / "fifo.h5")
    return folder / "fifo.h5"


def socket_file(folder, made):
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(folder / "socket.h5"))
    return folder / "socket.h5"


def with_bytes(content):
    def make(folder, made):
        (folder / "bytes.h5").write_bytes(content)
        return folder / "bytes.h5"

    return make


def damaged(change):
    """A copy whose bytes a fault has changed."""

    def make(folder, made):
        content = bytearray(made.read_bytes())
        return with_bytes(bytes(change(content)))(folder, made)

    return make


def flipped(content):
    content[len(content) // 2] ^= 0x10
    return content


def zeroed(content):
    content[20000:24096] = bytes(4096)
    return content


def of_another_program(folder, made):
    with h5py.File(folder / "other.h5", "w") as file:
        file["outcomes/status"] = numpy.arange(5)
    return folder / "other.h5"


def of_a_newer_schema(folder, made):
    return synthetic_results.write(folder / "newer.h5", version=3)


CASES = {
    "folder": (lambda folder, made: folder, "this is a folder"),
    "parts": (lambda folder, made: folder / "no.h5", "there is no such file"),
    "below a file": (lambda folder, made: made / "x.h5", "cannot be read (Not a directory)"),
    "fifo": (fifo, "a named pipe"),
    "socket": (socket_file, "a socket"),
    "device": (lambda folder, made: "/dev/null", "a device"),
    "empty": (with_bytes(b""), "this file is empty"),
    "config": (lambda folder, made: made.with_suffix(".ini"), "a text file"),
    "text": (with_bytes("größer\n".encode()), "a text file"),
    "noise": (with_bytes(b"\x00\xff\x80" * 99), "no HDF5 file"),
    "signature alone": (with_bytes(b"\x89HDF\r\n\x1a\n"), "damaged"),
    "chunk": (lambda folder, made: made_files.chunk(folder), "a chunk of an unfinished run"),
    "shard": (shard, "taosweep merge OUT SHARD"),
    "path": (path_of_replay, "the path of one economy"),
    "other program": (of_another_program, "not a results file of taosweep"),
    "newer schema": (of_a_newer_schema, "schema 3, but this analysis reads schemas 1 to 2"),
    "flipped bit": (damaged(flipped), "do not fit its seal"),
    "zeroed block": (damaged(zeroed), "do not fit its seal"),
    "cut off": (damaged(lambda content: content[:-5000]), "damaged or cut off"),
    "beginning alone": (damaged(lambda content: content[:3000]), "damaged or cut off"),
}


@pytest.fixture(scope="module")
def place_of(made, tmp_path_factory):
    """place_of(case) -> its path, made once for all commands: none of them changes it."""
    return functools.cache(lambda case: CASES[case][0](tmp_path_factory.mktemp("case"), made))


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("case", CASES)
def test_what_is_no_results_file_is_refused_in_one_sentence(
    case, command, place_of, tmp_path, capsys
):
    path, words = place_of(case), CASES[case][1]

    assert words in refusal(path, command, capsys, tmp_path / "out" if command == "sn28" else None)
    assert not (tmp_path / "out").exists()


def no_group(name):
    def change(file):
        del file[name]

    return change


def longer(file):
    values = file["outcomes/status"][()]
    del file["outcomes/status"]
    file["outcomes/status"] = numpy.concatenate([values, values])


def as_text(file):
    del file["design/cell"]
    file["design/cell"] = ["a"] * 6


def linked(file):
    del file["outcomes/crash_12h"]
    file["outcomes/crash_12h"] = h5py.ExternalLink("other.h5", "/x")


def stored_elsewhere(file):
    shape = file["outcomes/crash_12h"].shape
    del file["outcomes/crash_12h"]
    file["outcomes"].create_dataset("crash_12h", shape, "f8", external=[("other.bin", 0, 96 * 8)])


def virtual(file):
    shape = file["outcomes/crash_12h"].shape
    del file["outcomes/crash_12h"]
    layout = h5py.VirtualLayout(shape, "f8")
    layout[...] = h5py.VirtualSource("other.h5", "x", shape)
    file["outcomes"].create_virtual_dataset("crash_12h", layout)


def endless(file):
    del file["inputs/file_0"]
    file["inputs"].create_dataset("file_0", (1 << 50,), "u1", chunks=(1 << 20,))


def far_cells(file):
    file["design/cell"][0] = 77


def no_attribute(name):
    def change(file):
        del file.attrs[name]

    return change


def odd_version(file):
    file.attrs["schema_version"] = "two"


def other_numbers(file):
    file["outcomes/crash_12h"][0, 0, 0] = 0.123


CHANGES = {
    "no outcomes": (no_group("outcomes"), "the group /outcomes is missing"),
    "no statistics": (no_group("distributions_cells"), "/distributions_cells is missing"),
    "no status": (no_group("outcomes/status"), "/outcomes/status is missing"),
    "a longer status": (longer, "/outcomes/status does not run over arm, point, replicate"),
    "words for numbers": (as_text, "/design/cell does not hold int32"),
    "a link": (linked, "/outcomes/crash_12h is a link to elsewhere"),
    "bytes elsewhere": (stored_elsewhere, "stored in a way that taosweep does not use"),
    "a virtual dataset": (virtual, "stored in a way that taosweep does not use"),
    "an endless dataset": (endless, "says it holds more than stands in the file"),
    "cells that are none": (far_cells, "/design/cell names other cells"),
    "no digest": (no_attribute("content_digest"), "the attribute content_digest"),
    "a version in words": (odd_version, "the attribute schema_version"),
    "other numbers": (other_numbers, "its numbers are not those that were written"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_file_that_does_not_fit_itself_is_refused_in_one_sentence(change, made, tmp_path, capsys):
    changed, words = CHANGES[change]
    path = made_files.unsealed(shutil.copy(made, tmp_path / "a.h5"), changed)

    assert words in refusal(path, "facts", capsys)


def test_a_file_opened_for_writing_and_left_as_it_was_is_read(made, tmp_path, capsys):
    path = made_files.unsealed(shutil.copy(made, tmp_path / "a.h5"), lambda file: None)

    assert path.stat().st_size != made.stat().st_size  # the seal is gone
    assert __main__.main(["facts", str(path)]) == 0


def test_a_file_that_a_notebook_holds_is_called_in_use(made, tmp_path, capsys):
    path = shutil.copy(made, tmp_path / "a.h5")
    held = (
        "import h5py, subprocess, sys\n"
        "file = h5py.File(sys.argv[1], 'r+')\n"
        "done = subprocess.run([sys.executable, '-m', 'taosweep_analysis', 'facts', sys.argv[1]])\n"
        "sys.exit(done.returncode)"
    )
    done = subprocess.run([sys.executable, "-c", held, path], capture_output=True, text=True)

    assert done.returncode == 2 and "in use: another program" in done.stderr


def test_a_name_that_would_steer_the_terminal_is_shown(tmp_path, capsys):
    assert __main__.main(["facts", str(tmp_path / "a\x1b[31m\udce9.h5")]) == 2

    assert r"a\x1B[31m\xE9.h5" in capsys.readouterr().err


@pytest.mark.parametrize("debug", [False, True])
def test_what_nobody_foresaw_is_one_sentence_with_its_place(debug, monkeypatch, capsys):
    def broken(path):
        raise ZeroDivisionError("by none")

    monkeypatch.setattr("taosweep_analysis.facts.table", broken)

    code = __main__.main(["facts", "a.h5"] + (["--debug"] if debug else []))

    error = capsys.readouterr().err
    last = error.splitlines()[-1]
    assert code == 1 and ("Traceback" in error) == debug
    assert last.startswith("error: a fault of the analysis") and "test_analysis_refusals.py" in last


def test_a_python_without_a_library_is_told_what_to_run(monkeypatch, capsys):
    def without(path):
        raise ModuleNotFoundError("No module named 'numpy'", name="numpy")

    monkeypatch.setattr("taosweep_analysis.facts.table", without)

    assert __main__.main(["facts", "a.h5"]) == 1
    error = capsys.readouterr().err
    assert "has no numpy: run the program taosweep-analysis" in error and "fault" not in error


def test_bytes_that_break_the_library_break_the_check_alone(tmp_path):
    (tmp_path / "a.h5").write_bytes(b"")
    with pytest.raises(FileProblem, match="breaks the HDF5 library"):
        walk.in_child(lambda: os.kill(os.getpid(), signal.SIGKILL), tmp_path / "a.h5")


def spin():
    while True:
        pass


@pytest.mark.parametrize("call", [lambda: time.sleep(60), spin])
def test_reading_that_never_ends_is_ended(call, tmp_path, monkeypatch):
    (tmp_path / "a.h5").write_bytes(b"")
    monkeypatch.setattr(walk, "SECONDS", 0.2)
    monkeypatch.setattr(walk, "PATIENCE", 50 if call is spin else 1)
    with pytest.raises(FileProblem, match="takes too long"):
        walk.in_child(call, tmp_path / "a.h5")


def test_a_fault_in_the_check_is_no_damage_of_the_file(tmp_path):
    (tmp_path / "a.h5").write_bytes(b"")
    with pytest.raises(RuntimeError, match="ZeroDivisionError"):
        walk.in_child(lambda: 1 / 0, tmp_path / "a.h5")


@pytest.mark.parametrize("out, words", [("a.h5", "this is a file"), ("a.h5/b", "cannot be made")])
def test_a_folder_that_cannot_be_made_is_named(out, words, tmp_path, capsys):
    path = synthetic_results.write(tmp_path / "a.h5")

    assert __main__.main(["sn28", str(path), "--out", str(tmp_path / out)]) == 2
    said = capsys.readouterr()
    assert words in said.err and "--out" in said.err and said.out == ""
