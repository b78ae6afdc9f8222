"""One file of unknown origin, given to the commands that read files."""
import dataclasses
import os
import pathlib
import re
import shutil
import subprocess
import tempfile
import threading

import h5py

from seals import digest, parts

PROGRAM = os.environ["TAOSWEEP_BINARY"]
ONE_FILE = ("info", "verify", "replay", "rerun", "resume")
COMMANDS = ONE_FILE + ("merge",)
FAULTS = ("crash", "hang", "accepted", "foreign", "escape")
TOO_LONG = 10  # [s] of computing, so that a busy machine hangs nobody
FOR_EVER = 100  # [s] by the clock

# Of the C library and of C++ where nobody caught what was thrown; and of sanitizers.
CRASHES = re.compile(
    rb"terminate called|std::|basic_string|vector::|AddressSanitizer|runtime error:|LeakSanitizer")
ESCAPES = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]")


@dataclasses.dataclass
class Ended:
    command: str
    code: int
    output: bytes
    seconds: float
    made: pathlib.Path

    def faults(self):
        found = []
        if self.code < 0 or self.code > 3 or CRASHES.search(self.output):
            found.append("crash")
        if self.seconds > TOO_LONG:
            found.append("hang")
        if ESCAPES.search(self.output.decode("utf-8", "replace")):
            found.append("escape")
        return found


@dataclasses.dataclass
class Base:
    """Whole files to damage, made once."""
    folder: pathlib.Path
    config: pathlib.Path
    whole: pathlib.Path
    shards: list
    secret: pathlib.Path
    merged: str  # content digest
    parts: dict = dataclasses.field(default_factory=dict)


CONFIG = """title = tiny
[time]
days = 0.020833333333333332
step_blocks = 75
fine_step_blocks = 75
opening_blocks = 0
[keep]
series_days = 0.010416666666666666
economies = 1
[vary]
network.root_tao = grid(5e6, 5.1e6, 5.2e6)
[sweep]
replicates = 1
seed = 7
"""
# One arm and one replicate leave out the groups that compare: a third of the datasets, all of their
# kinds.
SECRET = b"SECRET-KEY-12345\n" * 64


def _run(*arguments, cwd=None):
    """Exit code, output, seconds; those of processes that it started are counted in."""
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen([PROGRAM, *map(str, arguments)], stdin=subprocess.DEVNULL,
                                   stdout=said, stderr=subprocess.STDOUT, cwd=cwd)
        late = threading.Timer(FOR_EVER, process.kill)
        late.start()
        _, status, used = os.wait4(process.pid, 0)
        seconds = used.ru_utime + used.ru_stime if late.is_alive() else FOR_EVER
        late.cancel()
        process.returncode = os.waitstatus_to_exitcode(status)
        said.seek(0)
        return process.returncode, said.read(), seconds


def make_base(folder):
    config, whole = folder / "tiny.ini", folder / "whole.h5"
    config.write_text(CONFIG)
    on_cpu = ("--quiet", "--device", "cpu", "--threads", "1")
    code, said, _ = _run("run", config, "-o", whole, *on_cpu)
    assert code == 0, said
    shards = [folder / f"shard{i}.h5" for i in range(3)]
    for i, shard in enumerate(shards):
        assert _run("run", config, "-o", shard, "--shard", f"{i}/3", *on_cpu)[0] == 0
    secret = folder / "secret.txt"
    secret.write_bytes(SECRET)
    base = Base(folder, config, whole, shards, secret, "")
    for file in (whole, shards[1]):
        with h5py.File(file) as opened:
            base.parts[file] = parts(opened)
    base.merged = digest(base.parts[whole])
    return base


def source_of(command, base):
    return base.shards[1] if command == "merge" else base.whole


def try_file(command, file, base, folder):
    """The command on a file that stands for the whole one, or for the second shard."""
    made = folder / "made.h5"
    made.unlink(missing_ok=True)
    shutil.rmtree(f"{made}.parts", ignore_errors=True)
    on_cpu = ("--quiet", "--device", "cpu", "--threads", "1")
    arguments = {"info": ("info", file), "verify": ("verify", file),
                 "replay": ("replay", file, "--economy", "1", "--check"),
                 "rerun": ("rerun", file, "-o", made, *on_cpu),
                 "resume": ("run", base.config, "-o", file, "--resume", *on_cpu),
                 "merge": ("merge", made, base.shards[0], file, base.shards[2])}[command]
    return Ended(command, *_run(*arguments, cwd=folder), made)


def digest_of(file):
    """Of what is in a file now; nothing where that cannot be read."""
    try:
        with h5py.File(file) as opened:
            return digest(parts(opened))
    except (OSError, RuntimeError, KeyError, ValueError, MemoryError, AttributeError):
        return ""


def accepts_changed_data(ended, file, base):
    """Did it end well on a file whose data are others than those of the file it was made from, or
    give others?"""
    if ended.code != 0:
        return False
    if ended.command in ("rerun", "merge") and digest_of(ended.made) != base.merged:
        return True
    if ended.command == "replay":
        return False  # it computes again, and says where the stored number is another one
    return digest_of(file) != digest(base.parts[source_of(ended.command, base)])
