"""What the cells of a sweep are, in words."""

from . import values


def worded(value):
    return f"{value:g}" if isinstance(value, float) else str(value)


def cell_names(data, file):
    """What distinguishes each cell, in words."""
    if "cell_label" in file["design"]:
        return values.texts(file["design/cell_label"])
    listed = [key for key in data.varied if key not in data.sampled]
    first = data.economies.drop_duplicates("cell").set_index("cell").sort_index()
    return [
        ", ".join(f"{key}={worded(row[key])}" for key in listed) or "all points"
        for _, row in first[listed].iterrows()
    ]
