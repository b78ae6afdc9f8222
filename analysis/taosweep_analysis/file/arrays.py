"""Groups of a results file as xarray datasets: named axes with their values, units, choices as
words."""

from __future__ import annotations

import h5py
import numpy
import xarray

from . import paths, schema, values
from .cells import cell_names

OF_HDF5 = {"DIMENSION_LIST", "REFERENCE_LIST", "CLASS", "NAME", "_FillValue"}


def group(results, file: h5py.File, name: str, without: tuple = ()) -> xarray.Dataset:
    """All of a group but the bytes of inputs and members whose names end so; empty where the file
    says nothing there, with the reason that it gives as an attribute."""
    stored, version = file[name], results.schema
    wanted = (member for member in stored if not member.endswith(without))
    declared = {member: schema.declared_as(name, member, version) for member in wanted}
    numbers = {
        member: variable(stored, member, known, version)
        for member, known in declared.items()
        if known and known.type != "byte"
    }
    axes = (axis for axis in schema.axes_of_group(name, version) if axis not in ("bin", "byte"))
    names = {schema.stored_axis(axis, version) for axis in axes}
    coordinates = {axis: coordinate(stored[axis]) for axis in sorted(names) if axis in stored}
    found = xarray.Dataset(numbers, coordinates, attributes(stored))
    if name == "paths" and version == 1:
        found = with_places(found, paths.kept_economies(file, version, results.arms,
                                                        results.replicates), results.arms)
    return with_bins(with_cells(found, cell_names(results, file)), stored)


def variable(stored, member, declared, version):
    """A dataset with the names of its axes."""
    data = stored[member]
    return xarray.Variable(axes_of(data, declared, version), read(data), attributes(data))


def axes_of(data, declared, version):
    if "time" in declared.axes:
        return values.axis_names(data)
    item = data.name.split("/")[-1].removesuffix(declared.name.split("*")[-1])
    return [schema.stored_axis(axis, version).replace("*", item) for axis in declared.axes]


def read(data):
    """Numbers, or words where they stand for choices, or texts."""
    if h5py.check_string_dtype(data.dtype) is not None:
        return numpy.array(values.texts(data), dtype=object)
    if "choices" in data.attrs:
        return choices(data)
    return values.read(data)


def choices(data):
    """A choice of the design as the word that it stands for."""
    words = numpy.array(values.attribute(data, "choices").split("|"), dtype=object)
    numbers = values.read(data)
    if not numpy.isin(numbers, range(len(words))).all():
        raise values.damaged(data.file, f"{data.name} names choices that there are not")
    return words[numbers.astype(int)]


def coordinate(data):
    return xarray.Variable((data.name.split("/")[-1],), read(data), attributes(data))


def with_places(found, kept, arms):
    """Kept economies of schema 1, which stored their id alone, and subnets from 0 on."""
    if "path" not in found.dims:
        return found
    words = {"arm": [arms[k] for k in kept.arm], "point": kept.point, "replicate": kept.replicate}
    beside = {name: ("path", numpy.asarray(values_)) for name, values_ in words.items()}
    found = found.rename(subnet="netuid").assign(beside)
    return found.assign_coords(netuid=found["netuid"] + 1)


def with_cells(found, names):
    """Cells by what they are; their numbers stand beside."""
    for axis in ("cell", "cell_number"):
        if axis in found.dims and len(names) == found.sizes[axis]:
            found = found.assign_coords(
                {axis: (axis, numpy.array(names, dtype=object), {"long_name": "cell"})}
            )
    return found


def with_bins(found, stored):
    """Lower edges of the bins of counts."""
    edges = [axis for axis in found.dims if axis.endswith("_bin") and axis in stored]
    return found.assign_coords({axis: coordinate(stored[axis]) for axis in edges})


def attributes(item):
    """Attributes as texts and numbers."""
    return {
        name: plain(values.attribute(item, name, numpy.asarray))
        for name in item.attrs
        if name not in OF_HDF5
    }


def plain(value):
    if value.dtype.kind in "SOU":
        return values.text(value[()])
    return value[()].item() if value.ndim == 0 else value
