"""What reaches a terminal, and what is stored: text from names, options and results files steers
nothing."""
import os
import shutil
import subprocess

import h5py
import pytest

from program import PLAIN, SMOKE, USAGE, command, some_of, taosweep

ESCAPE = "\x1b]0;PWNED\x07\x1b[31mred\u202e\u009b31m\r"


def _set(obj, name, value):
    if name in obj.attrs:
        del obj.attrs[name]
    obj.attrs.create(name, value, dtype=h5py.string_dtype("utf-8"))


def _arm(file):
    labels = file["design/arm"][...]
    labels[-1] = ESCAPE
    file["design/arm"][...] = labels


HOSTILE = {
    "title": lambda file: _set(file, "title", ESCAPE),
    "question": lambda file: _set(file, "question", b"\xff\xfe" + ESCAPE.encode()),
    "arm": _arm,
    "host": lambda file: _set(file["run"], "host", ESCAPE),
    "started": lambda file: _set(file["run"], "started", ESCAPE),
    "config_hash": lambda file: _set(file, "config_hash", ESCAPE),
    "content_digest": lambda file: _set(file, "content_digest", ESCAPE),
    "overrides": lambda file: _set(file, "overrides", ESCAPE),
    "taosweep_version": lambda file: _set(file, "taosweep_version", ESCAPE),
    "file_name": lambda file: _set(file["inputs/file_0"], "file_name", "../../etc/passwd" + ESCAPE),
    "config": lambda file: _set(file, "config", ESCAPE + "[" + ESCAPE + "\n"),
}


def _said(*arguments):
    """All bytes of both outputs."""
    done = subprocess.run(command(*arguments), capture_output=True, timeout=120)
    assert done.returncode >= 0, "it ended by a signal"
    return done.stdout + done.stderr


def _steers_nothing(said):
    text = said.decode("utf-8")  # which also refuses what is no UTF-8
    wrong = [c for c in text if (ord(c) < 0x20 and c not in "\n\t") or 0x7f <= ord(c) < 0xa0 or c
             == "\u202e"]
    assert wrong == [], text


@pytest.mark.parametrize("place", HOSTILE)
def test_a_hostile_results_file_steers_no_terminal(place, plain, tmp_path):
    file = tmp_path / "x.h5"
    shutil.copy(plain, file)
    with h5py.File(file, "r+") as opened:
        HOSTILE[place](opened)
    others = (["verify", plain, "--against", file],
              ["replay", file, "--economy", "1", "--check"],
              ["replay", plain, "--economy", "1", "--against", file],
              ["rerun", file, "-o", tmp_path / "again.h5", "--device", "cpu"],
              ["merge", tmp_path / "merged.h5", file],
              ["run", SMOKE, "-o", file, "--resume", *PLAIN, "--device", "cpu"])
    for arguments in (["info", file], ["verify", file],
                      *some_of(others, list(HOSTILE).index(place))):
        _steers_nothing(_said(*arguments))


def test_a_title_of_several_lines_forges_no_other_line(plain, tmp_path):
    file = tmp_path / "x.h5"
    shutil.copy(plain, file)
    with h5py.File(file, "r+") as opened:
        _set(opened, "title", "t\ncontent digest 0000")
    assert b"\ncontent digest 0000" not in _said("info", file)


@pytest.mark.parametrize("arguments", [
    [ESCAPE], ["run", ESCAPE], ["run", SMOKE, "--" + ESCAPE],
    ["run", SMOKE, "--set", "time.days=" + ESCAPE],
    ["run", SMOKE, "--set", ESCAPE + "=1"], ["run", SMOKE, "--device", ESCAPE],
    ["run", SMOKE, "--shard", ESCAPE],
    ["validate", b"\xff.ini"], ["info", b"\xe9\x9b.h5"], ["params", ESCAPE], ["eras", ESCAPE],
    ["run", SMOKE, "--dry-run", "-o", b"o\xe9" + ESCAPE.encode() + b".h5"],
])
def test_what_is_typed_steers_no_terminal(arguments, tmp_path):
    done = subprocess.run([command()[0]]
                          + [a if isinstance(a, bytes) else str(a) for a in arguments],
                          capture_output=True, timeout=120, cwd=tmp_path)
    assert done.stdout or done.stderr
    _steers_nothing(done.stdout + done.stderr)


def test_names_that_are_no_utf8_are_stored_as_utf8(tmp_path):
    """So that every reader can copy the attributes; nothing is dropped."""
    config = os.fsencode(tmp_path) + b"/c\xe9.ini"
    shutil.copy(SMOKE, config)
    out = os.fsencode(tmp_path) + b"/o\xe9.h5"
    done = subprocess.run([command()[0].encode(), b"run", config, b"-o", out, b"--device", b"cpu"],
                          capture_output=True, timeout=120)
    assert done.returncode == 0
    _steers_nothing(done.stdout + done.stderr)
    assert b"o\\xE9.h5: 24 economies" in done.stdout
    assert os.path.exists(out)
    with h5py.File(out) as opened:
        line = opened["run"].attrs["command_line"]
        name = opened["inputs/file_0"].attrs["file_name"]
    line.encode("utf-8"), name.encode("utf-8")
    assert "/o\\xE9.h5" in line and name == "c\\xE9.ini"
    taosweep("verify", os.fsdecode(out))


@pytest.mark.parametrize("text, place", [
    ("title = a\u202eb\n", "U+202E"), ("# a\u2066b\n", "U+2066"),
    ("[arm a\u202eb]\nprotocol.tempo = 9\n", "U+202E"),
    ("title = a\u0085b\n", "0x85"), ("title = a\u2028b\n", "U+2028"),
    ("title = \x1b[31m\n", "0x1B")])
def test_a_config_that_would_steer_a_terminal_is_refused_with_its_line(text, place, tmp_path):
    config = tmp_path / "a.ini"
    config.write_text(text, encoding="utf-8")
    done = taosweep("validate", config, code=USAGE)
    assert "a.ini:1: " in done.stderr and place in done.stderr
    if text.startswith("title"):
        done = taosweep("validate", SMOKE, "--set", text.strip(), code=USAGE)
        assert "--set title" in done.stderr and place in done.stderr


def test_a_full_disk_under_standard_output_is_told():
    with open("/dev/full", "w") as full:
        done = subprocess.run(command("params"), stdout=full, stderr=subprocess.PIPE, text=True)
    assert done.returncode == 1 and "No space left on device" in done.stderr
