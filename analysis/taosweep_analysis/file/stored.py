"""Statistics as they are stored: a group holds one dataset for each outcome and kind, thousands in
all, and the first of a kind says of all what they are."""

from __future__ import annotations

import xarray

from ..problem import FileProblem
from . import arrays, schema, values


class Stored:
    """Datasets of a group by name, read once, when they are asked for."""

    def __init__(self, results, name: str, cells: list[str]) -> None:
        self.results, self.name, self.cells = results, name, cells
        self.found: dict = {}
        with results.open() as file:
            if name not in file:
                raise FileProblem(
                    f"{results.path}: there is no group /{name}; it has {', '.join(sorted(file))}"
                )
            self.names, self.attrs = frozenset(file[name]), arrays.attributes(file[name])

    def __contains__(self, name):
        return name in self.names

    def numbers(self, names):
        """Values of each of these datasets."""
        missing = [name for name in names if name not in self.found]
        if missing:
            with self.results.open() as file:
                group = file[self.name]
                self.found |= {name: values.read(group[name]) for name in missing}
        return [self.found[name] for name in names]

    def get(self, name):
        """Values of a dataset; None where there is none."""
        return self.numbers([name])[0] if name in self else None

    def array(self, name):
        """One dataset with its axes, units and words."""
        version = self.results.schema
        with self.results.open() as file:
            group = file[self.name]
            declared = schema.declared_as(self.name, name, version)
            variable = arrays.variable(group, name, declared, version)
            axes = {axis: arrays.coordinate(group[axis]) for axis in variable.dims if axis in group}
        self.found[name] = variable.values
        named = xarray.Dataset({name: variable}, axes)
        return arrays.with_cells(named, self.cells)[name]
