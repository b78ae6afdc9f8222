"""Values of a results file. What cannot be read, is missing or is of another kind is a FileProblem
that names it."""

import os

import h5py
import numpy

from ..problem import FileProblem
from ..words import shown, shown_on_a_line

# What the libraries raise for bytes that they cannot make sense of.
UNREADABLE = (OSError, RuntimeError, KeyError, ValueError, TypeError, UnicodeError)


def damaged(file, what):
    return FileProblem(
        f"{file.filename}: damaged: {what}; 'taosweep verify FILE' says what else is wrong"
    )


def text(value):
    """A text of the file as people may see it."""
    return shown(value)


def member(group, name):
    """A dataset or group by name."""
    try:
        if name in group:
            return group[name]
    except UNREADABLE as error:
        raise damaged(group.file, f"{group.name} cannot be read ({reason(error)})") from None
    raise damaged(group.file, f"{group.name.rstrip('/')}/{name} is missing")


def read(dataset, *selection):
    """Numbers of a dataset, whole or a part of it."""
    bytes_needed = dataset.size * dataset.dtype.itemsize
    if not selection and bytes_needed > machine_memory():
        raise damaged(
            dataset.file, f"{dataset.name} would fill {bytes_needed / 1e9:.0f} GB of memory"
        )
    try:
        return dataset[selection if selection else ()]
    except (*UNREADABLE, IndexError, MemoryError) as error:
        raise damaged(dataset.file, f"{dataset.name} cannot be read ({reason(error)})") from None


def texts(dataset):
    return [text(value) for value in numpy.atleast_1d(read(dataset))]


def machine_memory():
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")


def reason(error):
    return shown_on_a_line(error.args[0] if error.args else type(error).__name__)


def attribute(item, name, kind=text):
    """An attribute as kind makes it: text, int or float."""
    try:
        attributes = item.attrs
        if name in attributes:
            value = attributes[name]
            return (
                kind(value) if isinstance(value, (str, bytes)) else kind(numpy.asarray(value)[()])
            )
    except UNREADABLE as error:
        raise damaged(
            item.file, f"the attribute {name} of {item.name} cannot be read ({reason(error)})"
        ) from None
    raise damaged(item.file, f"the attribute {name} of {item.name} is missing")


def attribute_or(item, name, kind, otherwise):
    return attribute(item, name, kind) if name in item.attrs else otherwise


def axis_names(dataset):
    """Names of the dimension scales of a dataset, in order; '' where there is none."""
    try:
        return [
            dimension.keys()[0].split("/")[-1] if len(dimension) else ""
            for dimension in dataset.dims
        ]
    except UNREADABLE as error:
        raise damaged(
            dataset.file, f"the axes of {dataset.name} cannot be read ({reason(error)})"
        ) from None
