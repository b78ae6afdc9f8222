"""Chunks made to do harm, under a seal that fits: none is used, none does harm, and the run goes
on."""
import shutil

import h5py
import numpy

import chunk_file
from program import LONG, digest, parts, run_smoke

HUGE = 2**62


def _put(attribute, value):
    def edit(opened):
        opened.attrs[attribute] = numpy.int64(value)
    return edit


def _replaced(name, **made):
    def edit(opened):
        del opened[name]
        opened.create_dataset(name, **made)
    return edit


def _link(name, link):
    def edit(opened):
        del opened[name]
        opened[name] = link
    return edit


def _fewer(opened):
    values = opened["series"][...]
    del opened["series"]
    opened["series"] = values[:, :-1]


def _rows(name, changed):
    def edit(opened):
        values = changed(opened[name][...])
        del opened[name]
        opened[name] = values
    return edit


EDITS = [_put("first_point", -1), _put("first_point", HUGE), _put("points", 0),
         _put("points", HUGE),
         _put("points", 2**63 - 1), _put("first_replicate", HUGE), _put("replicates", HUGE),
         _put("replicates", -1), _replaced("status", shape=(2**40,), dtype="<i4"),
         _replaced("status", shape=(2**40,), dtype="<i4", chunks=(1024,)),
         _replaced("outcomes", shape=(2**32, 2**32), dtype="<f8", chunks=(1024, 1024)),
         _replaced("outcomes", data=numpy.zeros((1, 1))),
         _replaced("series", shape=(600,), dtype="u1", external=[("/etc/passwd", 0, 600)]),
         _replaced("series", data=numpy.zeros((3, 2), "<f4"), compression="gzip"),
         _link("series", h5py.ExternalLink("/etc/passwd", "/x")),
         _link("outcomes", h5py.SoftLink("/outcomes")),
         _link("status", h5py.SoftLink("/outcomes")),
         _fewer,
         _rows("outcomes_rows", lambda rows: rows[::-1]),
         _rows("outcomes_rows", lambda rows: rows + 2**20),
         _rows("outcomes_rows", lambda rows: rows - 1),
         _rows("outcomes_rows", lambda rows: rows[:-1]),
         _rows("series_rows", lambda rows: rows.astype("<i8")),
         _rows("series_rows", lambda rows: rows[:0]),
         _replaced("series_rows", shape=(2**40,), dtype="<i4", chunks=(1024,)),
         _link("series_rows", h5py.SoftLink("/outcomes_rows"))]


def test_none_of_them_is_used(interrupted, long, tmp_path):
    whole = parts(interrupted)[0]
    out = tmp_path / "out.h5"
    folder = tmp_path / "out.h5.parts"
    folder.mkdir()
    for i, edit in enumerate(EDITS):
        made = folder / f"points_{i:010}_{i:010}.chunk"
        shutil.copy(whole, made)
        chunk_file.change(made, edit)
    done = run_smoke(out, "--resume", *LONG)
    for i in range(len(EDITS)):
        assert f"points_{i:010}_{i:010}.chunk: " in done.stderr, (i, done.stderr)
    assert digest(out) == digest(long)


def test_a_chunk_under_its_own_seal_is_used(interrupted, long, tmp_path):
    out = tmp_path / "out.h5"
    shutil.copytree(f"{interrupted}.parts", f"{out}.parts")
    for chunk in parts(out):
        chunk_file.change(chunk, lambda opened: None)
    done = run_smoke(out, "--resume", *LONG)
    assert ".chunk: " not in done.stderr and digest(out) == digest(long)


def test_chunks_of_before_that_hold_all_rows_are_used(interrupted, long, tmp_path):
    with h5py.File(long) as opened:
        outcomes = sum(data.ndim == 3 for data in opened["outcomes"].values()) - 1  # status

    def unfold(opened):
        rows, values = opened["outcomes_rows"][...], opened["outcomes"][...]
        every = numpy.full((outcomes, values.shape[1]), numpy.nan)
        every[rows] = values
        del opened["outcomes"], opened["outcomes_rows"]
        opened["outcomes"] = every

    out = tmp_path / "out.h5"
    shutil.copytree(f"{interrupted}.parts", f"{out}.parts")
    for chunk in parts(out):
        chunk_file.change(chunk, unfold)
    done = run_smoke(out, "--resume", *LONG)
    assert ".chunk: " not in done.stderr and digest(out) == digest(long)
