"""Runs a check of a file in a child process with limits on time and memory, so that bytes made to
break the HDF5 library break no more than that."""

import os
import resource
import select
import signal
import sys
import time
import traceback
import warnings

from ..problem import FileProblem

SECONDS = 10  # of a processor, for a file of no size, and
BYTES_A_SECOND = 20e6  # for each further second
PATIENCE = 6  # by the clock, as many times longer: a machine may have much else to do
MEMORY = 2 << 30  # [B] beyond what the process has

PROBLEM, FAULT = "P", "F"  # what a child says begins with one of them


def tell(writer, kind, words):
    os.write(writer, (kind + words).encode(errors="surrogateescape"))


def in_child(call, path):
    """call(), in a child. FileProblem with its words, or those for its sudden end."""
    seconds = SECONDS + os.path.getsize(path) / BYTES_A_SECOND
    reader, writer = os.pipe()
    sys.stdout.flush()
    sys.stderr.flush()
    with warnings.catch_warnings():  # of threads of a library, which the child does not use
        warnings.simplefilter("ignore", DeprecationWarning)
        child = os.fork()
    if child == 0:
        os.close(reader)
        _tell(call, writer, seconds)
    os.close(writer)
    with open(reader, "rb") as words:
        said = _listen(words, PATIENCE * seconds)
        if said is None:
            os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    if said:
        if said[:1] == FAULT:
            raise RuntimeError(said[1:])
        raise FileProblem(said[1:])
    if said is None or status != 0:
        slow = said is None or os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGXCPU
        why = "takes too long" if slow else "breaks the HDF5 library"
        raise FileProblem(f"{path}: damaged: reading it {why}; make the file again")


def _tell(call, writer, seconds):
    """In the child: what the call says, then the end, whatever happens."""
    code = 1
    try:
        with open("/proc/self/statm") as file:
            held = int(file.read().split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (held + MEMORY, held + MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_CPU, (int(seconds) + 1, int(seconds) + 2))
        try:
            call()
        except FileProblem as problem:
            tell(writer, PROBLEM, str(problem))
        except BaseException:
            tell(writer, FAULT, traceback.format_exc())
        code = 0
    finally:
        os._exit(code)


def _listen(words, seconds):
    """All that the child says; None where it is not done in time."""
    end, said = time.monotonic() + seconds, b""
    while True:
        ready, _, _ = select.select([words], [], [], max(0, end - time.monotonic()))
        if not ready:
            return None
        part = os.read(words.fileno(), 65536)
        if not part:
            return said.decode(errors="surrogateescape")
        said += part
