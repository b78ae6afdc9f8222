"""The program on a file system that refuses calls, or where others act between them: a library of
shim/ is preloaded."""
import os
import pathlib
import subprocess

import pytest

from program import command

SHIM = pathlib.Path(__file__).parent / "shim"


def library_of(tmp_path_factory, name="refuse"):
    """The library to preload, compiled."""
    library = tmp_path_factory.mktemp("shim") / f"{name}.so"
    subprocess.run(["cc", "-O1", "-shared", "-fPIC", "-o", library, SHIM / f"{name}.c", "-ldl"],
                   check=True)
    tried = subprocess.run(command("eras"), capture_output=True, text=True,
                           env={**os.environ, "LD_PRELOAD": library})
    if "ASan runtime does not come first" in tried.stderr:
        pytest.skip("a program with sanitizers takes no other library before theirs; the other "
                    "presets run it")
    return library


def refusals(library, under, calls, error, after=0):
    """Environment in which calls on paths that begin like `under` answer the error, after some went
    through."""
    return {**os.environ, "LD_PRELOAD": str(library), "REFUSE_UNDER": str(under),
            "REFUSE_CALLS": calls, "REFUSE_ERROR": str(error), "REFUSE_AFTER": str(after)}


def refusals_of(library, file, calls, error):
    """The same of one path alone."""
    return {**refusals(library, "", calls, error), "REFUSE_PATH": str(file)}


def meanwhile(library, under, at, command_line):
    """Environment in which another command runs to its end before a call, by its number, on paths
    that begin like `under`."""
    return {**os.environ, "LD_PRELOAD": str(library), "MEANWHILE_UNDER": str(under),
            "MEANWHILE_AT": str(at), "MEANWHILE_DO": command_line}
