"""The command report: one page of one file."""

import functools
import os
import pathlib
from concurrent import futures

from ..estimate import compared, drivers
from ..problem import FileProblem
from ..say.numbers import count
from ..sweep import Sweep

ENDINGS = (".html", ".htm")


def place_of(path, out):
    """Where the page goes; FileProblem where that is no place for one."""
    place = pathlib.Path(out) if out else pathlib.Path(pathlib.Path(path).stem + ".html")
    if place.suffix.lower() not in ENDINGS:
        raise FileProblem(f"{place}: a page ends in .html; name it so with -o")
    if not place.parent.is_dir():
        raise FileProblem(f"{place.parent}: there is no such folder; make it first")
    return place


def written(place, text):
    """Whole, or not at all."""
    draft = place.with_name(f".{place.name}.{os.getpid()}")
    try:
        draft.write_text(text, encoding="utf-8", errors="backslashreplace")
        draft.replace(place)
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise FileProblem(f"{place}: it cannot be written ({error.strerror})") from None
    return place


def write(arguments, say):
    place = place_of(arguments.file, arguments.out)
    sweep = Sweep(arguments.file)
    beside = futures.ThreadPoolExecutor(1)
    try:
        found, told = asked(beside, sweep, arguments)
        from . import page  # with what draws, which takes long to load

        written(place, page.made(sweep, found, told))
    finally:
        beside.shutdown(wait=False, cancel_futures=True)
    verdicts, lacking = found().verdicts, found().lacking
    say(f"{place}: {place.stat().st_size / 1e6:.1f} MB, {count(len(verdicts), 'verdict')}")
    if lacking and len(sweep.arms) > 1:
        say(f"without verdicts, and differences by the file: {lacking}")


def asked(beside, sweep, arguments):
    """-> (what compare says, what sensitivity says), each as a call that waits for it. The program
    is asked for one after the other, in a process of its own, while this one reads and draws."""
    said = beside.submit(compared.by_program, sweep, arguments.program, arguments.compared)
    told = beside.submit(drivers.of_sweep, sweep, arguments.program, arguments.sensitivity)
    return functools.lru_cache(lambda: compared.or_of_file(sweep, said.result())), told.result
