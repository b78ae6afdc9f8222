"""Opens a results file of the program, or says in one sentence why it is none that can be read."""

import errno

import h5py

from ..problem import FileProblem
from . import check, place, values, walk
from .datasets import NEWEST_SCHEMA, OLDEST_SCHEMA


def hdf5_file(path):
    """The file as HDF5 has it, for reading. File systems without locks are read without."""
    try:
        try:
            return h5py.File(path, "r", locking="best-effort")
        except OSError as error:
            if "lock" not in str(error) or error.errno == errno.EAGAIN:
                raise
            return h5py.File(path, "r", locking=False)
    except OSError as error:
        if error.errno == errno.EAGAIN:
            raise FileProblem(
                f"{path}: in use: another program has it open for writing; close it there first"
            ) from None
        raise FileProblem(
            f"{path}: damaged or cut off ({values.reason(error)}); make it again with taosweep run"
        ) from None


def wrong_kind(file, path):
    """Which other kind of file this is, and what to do; empty for a whole results file."""
    if "content_digest_of_sweep" in file.attrs:
        return (
            "the path of one economy, made by taosweep replay; give the results file of its sweep"
        )
    if "first_point" in file.attrs and "content_digest" not in file.attrs:
        return (
            "a chunk of an unfinished run; finish it with: taosweep run CONFIG -o OUT --resume, "
            "and give OUT"
        )
    if "schema_version" not in file.attrs:
        return (
            "not a results file of taosweep: the attribute schema_version is missing; give the "
            "file that taosweep run CONFIG -o FILE wrote"
        )
    version = values.attribute(file, "schema_version", int)
    if not OLDEST_SCHEMA <= version <= NEWEST_SCHEMA:
        writer = values.attribute_or(file, "taosweep_version", values.text, "unknown")
        return (
            f"schema {version}, but this analysis reads schemas {OLDEST_SCHEMA} to "
            f"{NEWEST_SCHEMA}; use the analysis that came with the program that wrote it (taosweep "
            f"{writer})"
        )
    if values.attribute_or(file, "shard_count", int, 1) > 1:
        return "one shard of a sweep; join the shards first with: taosweep merge OUT SHARD..."
    return ""


def _check(path, sealed):
    with hdf5_file(path) as file:
        problem = wrong_kind(file, path)
        if problem:
            raise FileProblem(f"{path}: {problem}")
        check.check(file, values.attribute(file, "schema_version", int), sealed)


def open_checked(path):
    """-> (the HDF5 file at path, whether it is sealed), if it is a results file that this version
    reads; else FileProblem."""
    sealed = place.is_sealed(path)
    walk.in_child(lambda: _check(path, sealed), path)
    return hdf5_file(path), sealed
