"""A results file as tables: one row per economy, and the pooled series."""

import dataclasses

import numpy
import pandas

from ..problem import FileProblem
from . import config_text, opening, paths, schema, series, values

NO_OUTCOMES = ("arm", "point", "replicate", "status")  # columns that every economy has


@dataclasses.dataclass
class Results:
    """economies: one row each, with arm, point, replicate, cell, sample, status, every varied
    parameter and every outcome (NaN where undefined or the economy failed). sample = the draw, the
    same in every cell."""

    path: str
    attributes: dict  # of the root, name -> text
    schema: int
    sealed: bool  # else the content digest was held against its numbers, but those of /intervals
    arms: list
    replicates: int
    varied: list  # keys of the varied parameters
    sampled: list  # those of them that are drawn
    outcomes: list
    economies: pandas.DataFrame
    config: dict  # key -> text, as resolved, without what is varied or set by arms
    settings: list  # of each arm, key -> text: what it sets over the config

    def open(self):
        """The file itself, for what the tables do not hold."""
        return opening.hdf5_file(self.path)

    def arm(self, **settings):
        """Number of the arm in which group_name is value for each setting, by itself or by the
        config.

        FileProblem where none or several are."""
        wanted = {key.replace("_", ".", 1): value for key, value in settings.items()}
        found = [
            i
            for i, own in enumerate(self.settings)
            if wanted.items() <= {**self.config, **own}.items()
        ]
        if len(found) != 1:
            text = ", ".join(f"{key}={value}" for key, value in wanted.items())
            raise FileProblem(
                f"{self.path}: {len(found)} arms are '{text}'; the file's arms are: "
                f"{'; '.join(self.arms)}. Give a file of the experiment this report is about"
            )
        return found[0]

    def of_arm(self, number):
        """Rows of one arm, in the order of points and replicates."""
        return self.economies[self.economies.arm == number].sort_values(["point", "replicate"])

    def cell(self, **values):
        """Number of the cell with these values of varied parameters; FileProblem without one."""
        rows = self.economies
        for key, value in values.items():
            rows = rows[rows[key.replace("_", ".", 1)] == value]
        if rows.cell.nunique() != 1:
            raise FileProblem(
                f"{self.path}: {rows.cell.nunique()} cells have {values}; this figure needs one"
            )
        return int(rows.cell.iloc[0])

    def series(self, name, arm, cell):
        """One pooled series; FileProblem where the file has none of that name."""
        with self.open() as file:
            return series.pooled(file, name, arm, cell)

    def exact_medians(self, name, arm, cell, day):
        """The median of each point of a cell on the nearest recorded day; None where the file has
        no /series of it."""
        points = self.economies.loc[self.economies.cell == cell, "point"].unique()
        with self.open() as file:
            return series.exact_medians(file, name, arm, points, day)

    def paths(self, quantity, netuid):
        """One quantity of one subnet in every kept economy, indexed by arm, point and replicate, a
        column a day."""
        with self.open() as file:
            return paths.of_subnet(file, self.schema, self.arms, self.replicates, quantity, netuid)


def read_design(file, version):
    """-> (a row per point: cell, sample, varied parameters, choices as words; keys of the varied
    parameters; those of them that are drawn)"""
    design = file["design"]
    points = pandas.DataFrame(
        {"point": values.read(design["point"]), "cell": values.read(design["cell"])}
    )
    points["sample"] = points.groupby("cell").cumcount()
    varied = schema.items("design", design, "varied", version)
    varied.sort(key=lambda name: values.attribute(design[name], "varied", int))
    for name in varied:
        points[name] = read_varied(design[name])
    # What is computed from the axes is a column, and none of them.
    varied = [name for name in varied if "formula" not in design[name].attrs]
    sampled = [name for name in varied if values.attribute(design[name], "sampled", int)]
    if sampled and (points.groupby("sample")[sampled].nunique() > 1).any(axis=None):
        raise FileProblem(
            f"{file.filename}: cells hold different draws, so that they cannot be compared in "
            "pairs"
        )
    return points, varied, sampled


def read_varied(dataset):
    """Values of a varied parameter; words where it is a choice."""
    numbers = values.read(dataset)
    words = values.attribute_or(dataset, "choices", values.text, "")
    if not words:
        return numbers
    choices = numpy.array(words.split("|"))
    if not numpy.isin(numbers, range(len(choices))).all():
        raise values.damaged(dataset.file, f"{dataset.name} names choices that there are not")
    return choices[numbers.astype(int)]


def read_economies(file, version):
    """-> (a row per economy: arm, point, replicate, status, outcomes; names of the outcomes)"""
    group = file["outcomes"]
    names = schema.items("outcomes", group, "outcome", version)
    status = values.read(group["status"])
    index = numpy.indices(status.shape).reshape(3, -1)
    economies = pandas.DataFrame(
        {
            "arm": index[0],
            "point": values.read(group["point"])[index[1]],
            "replicate": index[2],
            "status": status.ravel(),
            **{name: values.read(group[name]).ravel() for name in names},
        }
    )
    economies.loc[economies.status != 0, names] = numpy.nan
    return economies, names


def read(path, kind=Results):
    """Reads a whole results file but its paths, as Results or a class made from it. FileProblem
    where it is none."""
    opened, sealed = opening.open_checked(path)
    with opened as file:
        version = values.attribute(file, "schema_version", int)
        points, varied, sampled = read_design(file, version)
        economies, outcomes = read_economies(file, version)
        attributes = {name: values.attribute(file, name) for name in file.attrs}
        labels = values.texts(file["design/arm"])
        replicates = len(file["outcomes/replicate"])
        for name in ("config", "title", "question", "hypothesis"):
            values.attribute(file, name)
    config = attributes["config"]
    return kind(
        path=str(path),
        attributes=attributes,
        schema=version,
        sealed=sealed,
        arms=labels,
        replicates=replicates,
        varied=varied,
        sampled=sampled,
        outcomes=outcomes,
        economies=economies.merge(points, on="point", validate="many_to_one"),
        config=config_text.config_values(config),
        settings=config_text.settings_of_arms(labels, config),
    )
