"""Seal and content digest of a results file, in other words than the program's."""
import hashlib

import h5py
import numpy

SEAL = 72
OUTSIDE = ("/run/", "/intervals/",
           "/inputs/file_0")  # of the digest; the last is the config as it was written
NUMBERS = {"f8": "float64", "f4": "float32", "i4": "int32", "i8": "int64", "u4": "uint32",
           "u1": "byte"}


def sealed(body):
    return body + b"sha256 " + hashlib.sha256(body).hexdigest().encode() + b"\n"


def _kind(dataset):
    if h5py.check_string_dtype(dataset.dtype):
        return "text"
    return NUMBERS[f"{dataset.dtype.kind}{dataset.dtype.itemsize}"]


def _whole(number):
    return int(number).to_bytes(8, "little")


def part(path, dataset):
    """What one dataset puts into the digest."""
    kind, units = _kind(dataset), dataset.attrs.get("units", "")
    made = path.encode() + b"\0" + kind.encode() + b"\0" + _whole(len(dataset.shape))
    made += b"".join(map(_whole, dataset.shape)) + units.encode() + b"\0"
    if kind != "text":
        return made + numpy.ascontiguousarray(dataset[...]).tobytes()
    texts = (value if isinstance(value, bytes) else value.encode()
             for value in dataset[...].ravel())
    return made + b"".join(value + b"\0" for value in texts)


def parts(opened):
    """path -> part of every dataset under the contract."""
    held = {}

    def visit(name, found):
        path = "/" + name
        if isinstance(found, h5py.Dataset) and not path.startswith(OUTSIDE):
            held[path] = part(path, found)
    opened.visititems(visit)
    return held


def digest(held):
    whole = hashlib.sha256()
    for path in sorted(held, key=str.encode):
        whole.update(held[path])
    return whole.hexdigest()
