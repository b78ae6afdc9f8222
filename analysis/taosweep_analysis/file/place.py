"""What stands at a path, before a library opens it: a regular file whose bytes are as they were."""

import fcntl
import hashlib
import os
import stat

from ..problem import FileProblem

SIGNATURE = b"\x89HDF\r\n\x1a\n"
SEAL_WORD, SEAL_SIZE = b"sha256 ", 72  # the word, 64 hexadecimal digits and a line end
PIECE = 1 << 20  # [B]

NO_FILES = (
    (stat.S_ISDIR, "a folder, not a file"),
    (stat.S_ISFIFO, "a named pipe, not a file"),
    (stat.S_ISSOCK, "a socket, not a file"),
    (stat.S_ISCHR, "a device, not a file"),
    (stat.S_ISBLK, "a device, not a file"),
)


def opened(path):
    """A descriptor of a regular file; asking for it waits for nobody."""
    try:
        mode = os.stat(path).st_mode
        for is_kind, words in NO_FILES:
            if is_kind(mode):
                raise FileProblem(
                    f"{path}: this is {words}; name a results file (taosweep run CONFIG -o FILE "
                    "makes one)"
                )
        return os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    except FileNotFoundError:
        raise FileProblem(
            f"{path}: there is no such file; make one with: taosweep run CONFIG -o {path}"
        ) from None
    except OSError as error:
        raise FileProblem(
            f"{path}: it cannot be read ({error.strerror}); name a results file"
        ) from None


def described(head):
    """What a file that is no HDF5 file seems to be, from its first bytes."""
    if not head:
        return "this file is empty"
    try:
        text = head.decode()
    except UnicodeDecodeError as error:
        text = head[: error.start].decode() if error.start > len(head) - 4 else "\0"
    if all(c.isprintable() or c in "\r\n\t" for c in text):
        return "this is a text file, no results file"
    return "this is no HDF5 file, or its beginning is damaged"


def is_held(file):
    """Whether another program has locked the file to write into it, as HDF5 does. False where there
    are no locks."""
    try:
        fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except OSError:
        return False
    fcntl.flock(file, fcntl.LOCK_UN)
    return False


def is_sealed(path):
    """Whether the file ends with the seal of its bytes. FileProblem where it is no regular file, no
    HDF5 file, in use, cannot be read, or does not fit its seal."""
    descriptor = opened(path)
    try:
        with open(descriptor, "rb") as file:
            if is_held(file):
                raise FileProblem(
                    f"{path}: in use: another program has it open for writing; close it there first"
                )
            head = file.read(PIECE)
            if not head.startswith(SIGNATURE):
                raise FileProblem(
                    f"{path}: {described(head)}; give the file that taosweep run CONFIG -o FILE "
                    "wrote"
                )
            size = file.seek(0, os.SEEK_END)
            file.seek(max(0, size - SEAL_SIZE))
            seal = file.read()
            if len(seal) != SEAL_SIZE or not seal.startswith(SEAL_WORD):
                return False
            file.seek(0)
            if hash_of(file, size - SEAL_SIZE) == seal[len(SEAL_WORD) :].rstrip(b"\n"):
                return True
    except OSError as error:
        raise FileProblem(f"{path}: it cannot be read ({error.strerror})") from None
    raise FileProblem(
        f"{path}: damaged: its bytes do not fit its seal; take a copy of it, or make it again with "
        "taosweep run"
    )


def hash_of(file, count):
    digest = hashlib.sha256()
    while count > 0:
        piece = file.read(min(count, PIECE))
        if not piece:
            break
        digest.update(piece)
        count -= len(piece)
    return digest.hexdigest().encode()
