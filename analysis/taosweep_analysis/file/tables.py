"""Tables for other programs: CSV, and Parquet where pyarrow is installed."""

from __future__ import annotations

from pathlib import Path

import pandas

from ..problem import FileProblem


def economies(outcomes) -> pandas.DataFrame:
    """One row per economy."""
    return outcomes.to_dataframe().reset_index()


def long(dataset, key):
    """A row for each place of a dataset that has a number there."""
    table = dataset.to_dataframe().reset_index()
    numbers = [name for name in dataset.data_vars if name != key]
    return table.dropna(subset=numbers, how="all")


def columns(sweep) -> pandas.DataFrame:
    """What the columns of the economies are."""
    found = sweep.outcomes
    return pandas.DataFrame(
        {
            "column": [str(name) for name in found.variables],
            **{
                kind: [found[name].attrs.get(kind, "") for name in found.variables]
                for kind in ("units", "long_name", "undefined_when")
            },
        }
    )


def series(sweep):
    """A row for each series, arm, cell, time and quantile."""
    found, parts = sweep.series(), []
    names = [name for name in found.data_vars if f"{name}_n" in found]
    for name in names:
        table = found[[name, f"{name}_n"]].rename({name: "value", f"{name}_n": "n"})
        time = next(axis for axis in table["value"].dims if axis in ("day", "since_action"))
        table = table.rename({time: "time"}).to_dataframe().reset_index().dropna(subset="value")
        units = {"time_units": found[time].attrs["units"], "units": found[name].attrs["units"]}
        parts.append(table.assign(series=name, **units))
    return pandas.concat(parts)


def all_tables(sweep):
    yield "economies", economies(sweep.outcomes)
    yield "columns", columns(sweep)
    yield "quantiles", long(sweep.quantiles(), "n")
    yield "series", series(sweep)
    if len(sweep.arms) > 1:
        yield "paired", long(sweep.paired(), "n")


def to_csv(sweep, folder: Path) -> list[Path]:
    written = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, table in all_tables(sweep):
            table.to_csv(folder / f"{name}.csv", index=False)
            written.append(folder / f"{name}.csv")
    except OSError as error:
        raise FileProblem(
            f"{folder}: tables cannot be written there ({error.strerror}); name another folder"
        ) from None
    return written


def to_parquet(sweep, path: Path) -> Path:
    try:
        import pyarrow  # noqa: F401
    except ImportError:
        raise FileProblem(
            "Parquet needs pyarrow, which is not installed: 'pip install pyarrow' in a virtual "
            "environment, or take to_csv"
        ) from None
    try:
        economies(sweep.outcomes).to_parquet(path, index=False)
    except OSError as error:
        raise FileProblem(f"{path}: it cannot be written ({error.strerror})") from None
    return path
