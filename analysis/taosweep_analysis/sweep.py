"""A results file in the hands of a notebook: xarray datasets with names, units, arms and cells."""

from __future__ import annotations

import functools
import re
from pathlib import Path
from typing import Any

import numpy
import pandas
import xarray

from .file import arrays, pooled, schema, tables, values
from .file import results as reading
from .file.cells import cell_names
from .file.stored import Stored
from .problem import FileProblem


class Sweep:
    """All numbers are the file's own, intervals too. FileProblem says in a sentence what the file
    does not have."""

    def __init__(self, path: str | Path) -> None:
        self.results = reading.read(str(path))

    @property
    def path(self) -> str:
        return self.results.path

    @property
    def attributes(self) -> dict[str, str]:
        """Of the file: title, question, hypothesis, config, versions, hashes."""
        return self.results.attributes

    @property
    def title(self) -> str:
        return self.attributes["title"]

    @property
    def arms(self) -> list[str]:
        """Labels; the first is the baseline."""
        return self.results.arms

    @functools.cached_property
    def cells(self) -> list[str]:
        """What each cell is: the values of what is varied and not drawn."""
        with self.results.open() as file:
            return cell_names(self.results, file)

    @functools.cached_property
    def groups(self) -> dict[str, xarray.Dataset]:
        """Every group that says something, by name."""
        with self.results.open() as file:
            names = [name for name in file if name not in ("inputs", "run")]
        found = {name: self.group(name) for name in names}
        return {name: dataset for name, dataset in found.items() if dataset.data_vars}

    @functools.cached_property
    def inputs(self) -> list[dict[str, Any]]:
        """Name, size and SHA-256 of each file that was read."""
        with self.results.open() as file:
            named = [file["inputs"][name] for name in sorted(file["inputs"])]
            return [arrays.attributes(item) for item in named if "sha256" in item.attrs]

    def tree(self) -> Any:
        """The groups as a DataTree, where the installed xarray has one; else as a dict."""
        kind = getattr(xarray, "DataTree", None)
        return self.groups if kind is None else kind.from_dict(self.groups)

    @functools.lru_cache(None)  # noqa: B019  (a sweep lives as long as its notebook)
    def group(self, name: str, without: tuple[str, ...] = ()) -> xarray.Dataset:
        """One group as it is stored, but datasets whose names end so."""
        with self.results.open() as file:
            if name not in file:
                raise FileProblem(
                    f"{self.path}: there is no group /{name}; it has {', '.join(sorted(file))}"
                )
            return arrays.group(self.results, file, name, without)

    @functools.lru_cache(None)  # noqa: B019
    def stored(self, name: str) -> Stored:
        """A group whose datasets are read one by one."""
        return Stored(self.results, name, self.cells)

    @functools.cached_property
    def outcomes(self) -> xarray.Dataset:
        """(arm, point, replicate), NaN where undefined or where the economy failed; the design
        stands beside along point, with the label of each point's cell."""
        stored = self.group("outcomes")
        well = stored["status"].values == 0
        kept = stored.drop_vars("status").map(
            lambda found: found.copy(data=numpy.where(well, found.values, numpy.nan)),
            keep_attrs=True,
        )
        design = self.group("design")
        beside: dict[str, Any] = {key: design[key].variable for key in self.results.varied}
        labels = numpy.array(self.cells, dtype=object)[design["cell"].values]
        ends = self.ends_of(stored["status"])
        beside |= {"cell": ("point", labels), "status": (stored["status"].dims, ends)}
        return kept.assign_coords(beside)

    def ends_of(self, status: xarray.DataArray) -> numpy.ndarray:
        """How each economy ended, in the file's own words."""
        words = numpy.array(meanings_of(status.attrs), dtype=object)
        if not numpy.isin(status.values, range(len(words))).all():
            raise FileProblem(
                f"{self.path}: /outcomes/status has values that its flag_meanings lack")
        return words[status.values]

    @property
    def economies(self) -> pandas.DataFrame:
        """One row per economy: arm, point, replicate, status, cell, design, outcomes."""
        return tables.economies(self.outcomes)

    @functools.lru_cache(None)  # noqa: B019
    def paired(self, by: str = "all") -> xarray.Dataset:
        """Mean paired difference of each arm from the baseline with the file's 95 % interval,
        (outcome, compared_arm); by: all, cell or point."""
        return pooled.paired(self, by)

    @functools.lru_cache(None)  # noqa: B019
    def quantiles(self, by: str = "cell") -> xarray.Dataset:
        """Quantiles, means and shares of each outcome with the file's 95 % intervals, (outcome,
        arm, cell); by: cell or point."""
        return pooled.quantiles(self, by)

    def series(self, by: str = "cell") -> xarray.Dataset:
        """Quantiles over economies through time, (arm, cell, day or since_action, quantile); by:
        cell or point."""
        return self.kept("series_all" if by == "cell" else "series")

    def paths(self) -> xarray.Dataset:
        """Kept economies, every subnet at every recorded time: (path, day, netuid)."""
        return self.kept("paths")

    @functools.cached_property
    def quantities(self) -> list[str]:
        """What is kept of every subnet of kept economies."""
        with self.results.open() as file:
            return schema.quantities_of_paths(file.get("paths", ()), self.results.schema)

    @functools.cached_property
    def kept_economies(self) -> xarray.Dataset:
        """Arm, point and replicate of those in paths(), whose numbers are not read for it."""
        return self.kept("paths", tuple(self.quantities))

    def kept_economy(self, place: int, quantity: str) -> xarray.DataArray:
        """One quantity of one of them, (day, netuid)."""
        with self.results.open() as file:
            stored = file["paths"][quantity]
            numbers = values.read(stored, place)
            about = arrays.attributes(stored)
        axes = {name: self.kept_economies[name].variable for name in ("day", "netuid")}
        return xarray.DataArray(numbers, axes, tuple(axes), attrs=about)

    def kept(self, name: str, without: tuple[str, ...] = ()) -> xarray.Dataset:
        """A group; FileProblem with the file's reason where it is empty."""
        found = self.group(name, without)
        if found.data_vars:
            return found
        raise self.nothing_in(name, found.attrs)

    def nothing_in(self, name: str, attributes: dict) -> FileProblem:
        """The file's reason why a group is empty."""
        why = attributes.get("note") or attributes.get("refused") or "the sweep kept none"
        return FileProblem(f"{self.path}: /{name} holds nothing: {why}")

    def to_csv(self, folder: str | Path) -> list[Path]:
        """Tables for other programs: economies, paired, quantiles, series, and columns (units and
        meanings). -> the files written."""
        return tables.to_csv(self, Path(folder))

    def to_parquet(self, path: str | Path) -> Path:
        """The table of economies; needs pyarrow."""
        return tables.to_parquet(self, Path(path))


def meanings_of(attributes: dict) -> list[str]:
    """What the numbers 0, 1, .. of /outcomes/status say. Schema 1 had them in a sentence."""
    if "flag_meanings" in attributes:
        return [word.replace("_", " ") for word in str(attributes["flag_meanings"]).split()]
    return re.findall(r"\d+ ([a-z ]+)", str(attributes.get("long_name", "")))
