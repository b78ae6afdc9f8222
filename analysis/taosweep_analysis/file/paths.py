"""Kept economies: every subnet at every recorded time."""

import numpy
import pandas

from . import schema, values

KEY = ["arm", "point", "replicate"]


def kept_economies(file, version, arms, replicates):
    """Arm (its number), point and replicate of each kept economy."""
    group = file["paths"]
    economy = values.read(group["economy"])
    if version == 1:  # which stored the id alone: (point * replicates + replicate) * arms + arm
        return pandas.DataFrame(
            {
                "arm": economy % len(arms),
                "point": economy // len(arms) // replicates,
                "replicate": economy // len(arms) % replicates,
            }
        )
    labels = values.texts(values.member(group, "arm"))
    if set(labels) - set(arms):
        raise values.damaged(file, "/paths/arm names arms that /design does not have")
    return pandas.DataFrame(
        {
            "arm": [arms.index(label) for label in labels],
            "point": values.read(values.member(group, "point")),
            "replicate": values.read(values.member(group, "replicate")),
        }
    )


def place_of_netuid(group, version, netuid):
    """Where along its axis a subnet stands; None where it does not."""
    stored = values.read(values.member(group, schema.stored_axis("netuid", version)))
    found = numpy.flatnonzero((stored + 1 if version == 1 else stored) == netuid)
    return int(found[0]) if len(found) == 1 else None


def of_arm(file, about, quantity, arm, days):
    """One quantity of every subnet in the kept economies of an arm, (economy, day, subnet). about:
    arms, replicates and schema of the file."""
    kept = kept_economies(file, about.schema, about.arms, about.replicates)
    rows = numpy.flatnonzero(kept["arm"] == arm)
    stored = values.member(file["paths"], quantity)
    places = numpy.searchsorted(values.read(values.member(file["paths"], "day")), days)
    return numpy.stack([values.read(stored, int(row))[places] for row in rows])


def of_subnet(file, version, arms, replicates, quantity, netuid):
    """One quantity of one subnet in every kept economy: a row for each arm, point and replicate, a
    column a day. Without rows where none is kept."""
    group = file.get("paths", {})
    if "economy" not in group:
        return pandas.DataFrame(index=pandas.MultiIndex.from_arrays([[], [], []], names=KEY))
    place = place_of_netuid(group, version, netuid)
    if place is None:
        raise values.damaged(file, f"/paths has no subnet {netuid}")
    kept = kept_economies(file, version, arms, replicates)
    numbers = values.read(values.member(group, quantity), slice(None), slice(None), place)
    days = values.read(values.member(group, "day"))
    return pandas.DataFrame(numbers, pandas.MultiIndex.from_frame(kept), days)
