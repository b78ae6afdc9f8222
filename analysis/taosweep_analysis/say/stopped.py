"""A sweep that a rule may stop: which rule, whether it was met, and the one interval that holds
although the number of points was not fixed."""

from .numbers import count, interval, number, percent


def sentence(results):
    """'' where nothing but the config says how many points there are."""
    said = results.attributes
    if "until" not in said:
        return ""
    met = "met" if int(said["until_met"]) else "not met"
    points = count(results.economies["sample"].nunique(), "point")
    each = " of each cell" if "until_cell" in said else ""
    return (
        f"A rule says how many points there are, {said['until']}: {met} at look "
        f"{said['until_look']} of {said['until_looks']}, with {points} of at most "
        f"{said['until_points']}{each}, {what_it_saw(said)}. All other intervals are of 95 % as if "
        "the number of points had been fixed."
    )


def what_it_saw(said):
    """The estimate of the look that was the last, of the widest of several cells."""
    cells, where = int(said.get("until_cells", 1)), ""
    if cells > 1:
        where = f" of the widest of {cells} cells ({said['until_cell']})"
    bounds = interval(float(said["until_low"]), float(said["until_high"]))
    if bounds == "none":
        return f"where the value{where} has no interval"
    level = percent(float(said["until_level"]))
    together = "all looks and cells" if cells > 1 else "all looks"
    return (
        f"where the value{where} is {number(float(said['until_estimate']))} ({bounds}, which has "
        f"{level}, so that {together} hold together with 95 %)"
    )
