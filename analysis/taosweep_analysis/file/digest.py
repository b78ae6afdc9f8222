"""The content digest of a results file, as the program makes it (docs/file_format.md)."""

import hashlib
import math

import h5py
import numpy

OUTSIDE = {"/run", "/intervals"}  # not part of it, and from schema 2 on the config's own bytes
CONFIG_FILE = {"/inputs/file_0", "/inputs/file_0_byte"}
BLOCK = 1 << 19  # elements read at once
TYPES = {
    numpy.dtype("<f8"): "float64",
    numpy.dtype("<f4"): "float32",
    numpy.dtype("<i4"): "int32",
    numpy.dtype("<i8"): "int64",
    numpy.dtype("<u4"): "uint32",
    numpy.dtype("u1"): "byte",
}


def contract_datasets(group, outside):
    found = []
    for name, item in group.items():
        if item.name in outside:
            continue
        found += contract_datasets(item, outside) if isinstance(item, h5py.Group) else [item]
    return found


def type_name(dataset):
    return "text" if h5py.check_string_dtype(dataset.dtype) else TYPES.get(dataset.dtype, "other")


def as_bytes(value):
    return value if isinstance(value, bytes) else str(value).encode(errors="surrogateescape")


def rows_at_once(dataset):
    return max(1, BLOCK // max(1, math.prod(dataset.shape[1:])))


def content_digest(file):
    digest = hashlib.sha256()
    outside = OUTSIDE | (CONFIG_FILE if int(file.attrs["schema_version"]) > 1 else set())
    for dataset in sorted(contract_datasets(file, outside), key=lambda item: item.name.encode()):
        digest.update(dataset.name.encode() + b"\0" + type_name(dataset).encode() + b"\0")
        for count in (dataset.ndim, *dataset.shape):
            digest.update(int(count).to_bytes(8, "little"))
        digest.update(as_bytes(dataset.attrs.get("units", "")) + b"\0")
        for first in range(0, dataset.shape[0] if dataset.ndim else 1, rows_at_once(dataset)):
            part = dataset[first : first + rows_at_once(dataset)] if dataset.ndim else dataset[()]
            if type_name(dataset) == "text":
                digest.update(b"".join(as_bytes(text) + b"\0" for text in numpy.ravel(part)))
            else:
                digest.update(numpy.ascontiguousarray(part).tobytes())
    return digest.hexdigest()
