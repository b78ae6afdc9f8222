"""The folder that a report goes to."""

import pathlib

from ..problem import FileProblem


def out_folder(name):
    """It is made where it is not there. FileProblem where it cannot be."""
    folder = pathlib.Path(name)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except FileExistsError:
        raise FileProblem(f"--out {name}: this is a file; name a folder") from None
    except OSError as error:
        raise FileProblem(
            f"--out {name}: the folder cannot be made ({error.strerror}); name another"
        ) from None
    return folder


def write_or_explain(out, write):
    """Calls write(); FileProblem where `out` takes no more files."""
    try:
        return write()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise FileProblem(
            f"--out {out}: cannot write {error.filename or 'a file'} there ({error.strerror}); "
            "make room or name another folder"
        ) from None
