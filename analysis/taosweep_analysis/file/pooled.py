"""The file's own statistics of outcomes, gathered along an axis of outcomes."""

from __future__ import annotations

import numpy
import xarray

from ..problem import FileProblem

GROUPS = {
    "paired": {"all": "differences_all", "cell": "differences_cells", "point": "differences"},
    "quantiles": {"cell": "distributions_cells", "point": "distributions"},
}
ENDS = {"all": "_all", "cell": "_cells", "point": ""}  # of the names in /intervals
PAIRED = ("mean", "standard_error", "n", "share_better", "variance_reduction", "clusters")
SINGLE = ("mean", "standard_error", "n", "quantiles")


def group_of(kind, by):
    if by not in GROUPS[kind]:
        raise FileProblem(f"'{by}' is no way to pool; name one of: {', '.join(GROUPS[kind])}")
    return GROUPS[kind][by]


def gathered(sweep, group, kinds):
    """{kind: (outcome, ..)} of datasets NAME_kind of a group."""
    stored, names = sweep.stored(group), sweep.results.outcomes
    found = {}
    for kind in kinds:
        having = [name for name in names if f"{name}_{kind}" in stored]
        if having:
            found[kind] = joined(stored, having, kind)
    if not found:
        raise sweep.nothing_in(group, stored.attrs)
    return xarray.Dataset(found, attrs=stored.attrs)


def joined(stored, names, end):
    """The datasets NAME_end of a group behind each other along the outcomes."""
    first = stored.array(f"{names[0]}_{end}")
    return xarray.DataArray(
        numpy.stack(stored.numbers([f"{name}_{end}" for name in names])),
        dims=("outcome", *first.dims),
        coords={
            "outcome": numpy.array(names, dtype=object),
            **{axis: first[axis].variable for axis in first.dims},
        },
        attrs={"long_name": first.attrs.get("long_name", "")},
    )


def with_bounds(found, sweep, kind, by, low, high):
    """Adds the two ends of the intervals called kind, NaN where the file has none."""
    stored, names = sweep.stored("intervals"), list(found["outcome"].values)
    end = kind + ENDS[by]
    having = [name for name in names if f"{name}_{end}" in stored]
    if not having:
        return found
    bounds = joined(stored, having, end)
    bounds = bounds.reindex(outcome=names)
    found[low], found[high] = (
        bounds.isel(bound=place, drop=True).assign_attrs(long_name=f"{name} end of the interval")
        for place, name in enumerate(("lower", "upper"))
    )
    return found


def with_reasons(found, sweep, kind, by):
    """Adds `how`, in words: how each interval called kind came about, or why there is none. Files
    from before do not say."""
    stored, name = sweep.stored("intervals"), f"{kind}_how{ENDS[by]}"
    if name not in stored:
        return found
    how = stored.array(name).sel(outcome=found["outcome"].values)
    words = [word.replace("_", " ") for word in how.attrs["flag_meanings"].split()]
    found["how"] = how.dims, numpy.array(words, dtype=object)[how.values]
    return found


def described(found, sweep):
    """With unit, meaning and direction of each outcome as coordinates."""
    stored = sweep.group("outcomes").variables
    names = [str(name) for name in found["outcome"].values]
    attributes = {"units": "units", "long_name": "long_name", "better": "better"}
    return found.assign_coords(
        {
            name: ("outcome", [stored[outcome].attrs.get(key, "") for outcome in names])
            for name, key in attributes.items()
        }
    ).assign_attrs(confidence=sweep.stored("intervals").attrs.get("confidence", 0.95))


def paired(sweep, by):
    if len(sweep.arms) < 2:
        raise FileProblem(f"{sweep.path}: there is one arm, and so nothing to compare it with")
    found = gathered(sweep, group_of("paired", by), PAIRED)
    found = with_bounds(found, sweep, "difference", by, "low", "high")
    return described(with_reasons(found, sweep, "difference", by), sweep)


def quantiles(sweep, by):
    """value, low, high along quantile; mean or share with mean_low, mean_high; the median of a time
    that may be cut off with median_low, median_high (Kaplan and Meier); of cells together_low,
    together_high of the share or the median, which hold in all of an arm together. `how`: of means
    that are no shares, how the interval came about or why there is none."""
    found = gathered(sweep, group_of("quantiles", by), SINGLE).rename(quantiles="value")
    found = with_bounds(found, sweep, "quantiles", by, "low", "high")
    found = with_bounds(found, sweep, "mean", by, "mean_low", "mean_high")
    found = with_reasons(found, sweep, "mean", by)
    found = with_shares(found, sweep, by)
    found = with_bounds(found, sweep, "median_bounds", by, "median_low", "median_high")
    if by == "cell":
        found = with_together(found, sweep)
    return described(with_medians(found, sweep, by), sweep)


def with_shares(found, sweep, by):
    """Intervals of shares, which are the means of flags."""
    only = with_bounds(found[["mean"]], sweep, "share", by, "mean_low", "mean_high")
    if "mean_low" not in only:
        return found
    for name in ("mean_low", "mean_high"):
        found[name] = found[name].fillna(only[name]) if name in found else only[name]
    return found


def with_together(found, sweep):
    """Intervals of shares, and of medians of anything else, that hold in all cells of an arm
    together."""
    for kind in ("share_together", "median_together"):
        more = with_bounds(found[["mean"]], sweep, kind, "cell", "low", "high")
        for end in ("low", "high"):
            name = f"together_{end}"
            if end in more:
                found[name] = found[name].fillna(more[end]) if name in found else more[end]
    return found


def with_medians(found, sweep, by):
    stored, names = sweep.stored("intervals"), list(found["outcome"].values)
    having = [name for name in names if f"{name}_median{ENDS[by]}" in stored]
    if having:
        medians = joined(stored, having, f"median{ENDS[by]}")
        found["median"] = medians.reindex(outcome=names)
    return found
