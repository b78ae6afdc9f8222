"""A finished chunk, changed and sealed again."""
import hashlib
import io

import h5py

WORD = b"sha256 "
SEAL = len(WORD) + 64 + 1


def opened(path):
    """A chunk to be read, without its seal."""
    return h5py.File(io.BytesIO(path.read_bytes()[:-SEAL]), "r")


def change(path, edit):
    """Calls edit(h5py.File) on a chunk and gives it a seal that fits its new bytes."""
    held = io.BytesIO(path.read_bytes()[:-SEAL])
    with h5py.File(held, "r+") as opened:
        edit(opened)
    body = held.getvalue()
    path.write_bytes(body + WORD + hashlib.sha256(body).hexdigest().encode() + b"\n")
