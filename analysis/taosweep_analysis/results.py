"""A results file as tables: one row per economy, and the pooled series."""

import dataclasses
import re

import h5py
import numpy
import pandas

SCHEMAS = (1, 2)  # read by this version
NEEDED_GROUPS = ("design", "outcomes", "series_all")


class FileProblem(Exception):
    """A file that cannot be used: what is wrong and what to do."""


@dataclasses.dataclass
class Series:
    """Quantiles over the economies of a cell through time."""

    time: numpy.ndarray  # (time,) [d] or [h]
    quantile: numpy.ndarray  # (quantile,) probabilities
    values: numpy.ndarray  # (time, quantile), in `units`
    n: numpy.ndarray  # (time,) economies in which it is defined
    units: str
    relative_error: float  # half the width of a bin of the counts that it was read from [1]

    def at(self, probability):
        """Values of one stored quantile, (time,). KeyError where the file does not store it."""
        found = numpy.flatnonzero(numpy.isclose(self.quantile, probability))
        if len(found) != 1:
            raise KeyError(f"the file stores no quantile {probability}")
        return self.values[:, found[0]]

    def place(self, day):
        """Index of the time nearest to day."""
        return int(numpy.abs(self.time - day).argmin())


@dataclasses.dataclass
class Results:
    """economies: one row each, with arm, point, replicate, cell, sample, status, every varied
    parameter and every outcome (NaN where undefined or the economy failed). sample = the draw, the
    same in every cell."""

    path: str
    attributes: dict
    arms: list
    sampled: list
    economies: pandas.DataFrame
    config: dict  # key -> text, as resolved, without what is varied or set by arms
    settings: list  # of each arm, key -> text: what it sets over the config

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

    @property
    def idle(self):
        """The arm in which nobody acts, the baseline."""
        return self.arm(foundation_acts="no")

    @property
    def alone(self):
        """The arm in which consensus acts and the attacker stays."""
        return self.arm(foundation_acts="yes", attack_exit_on_action="no")

    @property
    def leaves(self):
        """The arm in which consensus acts and the attacker sells as well."""
        return self.arm(foundation_acts="yes", attack_exit_on_action="yes")

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

    def of_cell(self, arm, day, subnet):
        """Rows of one arm whose attack starts on that day on that kind of subnet."""
        rows = self.of_arm(arm)
        return rows[(rows["attack.day"] == day) & (rows["attack.subnet"] == subnet)]

    def start_days(self, subnet):
        """Days on which attacks on that kind of subnet start, ascending."""
        return sorted(
            self.economies.loc[self.economies["attack.subnet"] == subnet, "attack.day"].unique()
        )

    def series(self, name, arm, cell):
        """One pooled series; FileProblem where the file has none of that name."""
        with h5py.File(self.path) as file:
            group = file["series_all"]
            if name not in group:
                raise FileProblem(
                    f"{self.path}: /series_all has no {name}; was it made by another version?"
                )
            data = group[name]
            time = group[axis_names(data)[2]][()]
            return Series(
                time,
                group["quantile"][()],
                data[arm, cell],
                group[name + "_n"][arm, cell],
                text(data.attrs["units"]),
                float(data.attrs["relative_error"]),
            )

    def exact_medians(self, name, arm, cell, day):
        """The median of each point of a cell on the nearest recorded day; None where the file has
        no /series of it."""
        points = self.economies.loc[self.economies.cell == cell, "point"].unique()
        with h5py.File(self.path) as file:
            group = file.get("series", {})
            if name not in group:
                return None
            middle = int(numpy.flatnonzero(numpy.isclose(group["quantile"][()], 0.5))[0])
            time = int(numpy.abs(group[axis_names(group[name])[2]][()] - day).argmin())
            return group[name][arm, numpy.sort(points), time, middle]

    def price_paths(self, arm, cell):
        """Kept prices of the attacked existing subnet: (days, prices indexed by point and
        replicate, a column a day)."""
        rows = self.economies[(self.economies.arm == arm) & (self.economies.cell == cell)]
        replicates = self.economies.replicate.nunique()
        rows = rows.set_index((rows.point * replicates + rows.replicate) * len(self.arms) + arm)
        with h5py.File(self.path) as file:
            if "economy" not in file.get("paths", {}):
                return numpy.zeros(1), pandas.DataFrame()
            group = file["paths"]
            ids, slot = group["economy"][()], int(self.config["attack.netuid"]) - 1
            kept = numpy.flatnonzero(numpy.isin(ids, rows.index))
            prices = pandas.DataFrame(group["price"][kept, :, slot])
            days = group["day"][()]
        prices.index = pandas.MultiIndex.from_frame(rows.loc[ids[kept], ["point", "replicate"]])
        return days, prices


def text(value):
    return value.decode() if isinstance(value, bytes) else str(value)


def axis_names(dataset):
    """Names of the dimension scales of a dataset, in order."""
    return [
        dimension.keys()[0].split("/")[-1] if len(dimension) else "" for dimension in dataset.dims
    ]


def arm_settings(label):
    """'a.b=1, c.d=no' -> {'a.b': '1', 'c.d': 'no'}"""
    return dict(part.split("=", 1) for part in label.split(", ") if "=" in part)


def settings_of_arms(labels, resolved):
    """What each arm sets: the lines of its section [arm LABEL], or of its label."""
    sections, name = {}, None
    for line in resolved.splitlines():
        header = re.fullmatch(r"\[(.+)\]", line.strip())
        if header:
            name = header[1].removeprefix("arm ") if header[1].startswith("arm ") else None
            sections.setdefault(name, {})
        elif name and "=" in line:
            key, value = (part.strip() for part in line.split("=", 1))
            sections[name][key] = value
    return [sections.get(label) or arm_settings(label) for label in labels]


def config_values(resolved):
    """Keys of a resolved config, 'group.name' -> text. Lines of [vary] and [arms] hold axes and are
    left out."""
    values, section = {}, ""
    for line in resolved.splitlines():
        header = re.fullmatch(r"\[(.+)\]", line.strip())
        if header:
            section = header[1]
        elif "=" in line and section not in ("vary", "arms") and not section.startswith("arm "):
            key, value = (part.strip() for part in line.split("=", 1))
            values[f"{section}.{key}" if section else key] = value
    return values


def open_checked(path):
    """The HDF5 file at path, if it is a results file that this version reads; else FileProblem."""
    try:
        file = h5py.File(path)
    except FileNotFoundError:
        raise FileProblem(
            f"{path}: there is no such file; make one with: taosweep run CONFIG " f"-o {path}"
        ) from None
    except OSError as error:
        raise FileProblem(
            f"{path}: not an HDF5 file ({error}); give the file that taosweep run wrote"
        ) from None
    problem = ""
    if "schema_version" not in file.attrs:
        problem = "not a results file of taosweep: the attribute schema_version is missing"
    elif int(file.attrs["schema_version"]) not in SCHEMAS:
        problem = (
            f"schema {int(file.attrs['schema_version'])}, but this analysis reads schemas "
            f"{' and '.join(map(str, SCHEMAS))}; use the analysis that came with the program that wrote it"
        )
    elif missing := [group for group in NEEDED_GROUPS if group not in file]:
        problem = f"the group /{missing[0]} is missing; 'taosweep verify {path}' says what else is"
    elif int(file.attrs.get("shard_count", 1)) > 1:
        problem = "one shard of a sweep; join the shards first with: taosweep merge OUT SHARD..."
    if problem:
        file.close()
        raise FileProblem(f"{path}: {problem}")
    return file


def read_design(file):
    """One row per point: cell, sample, varied parameters. Choices as words. -> (frame, names of
    sampled ones)"""
    design = file["design"]
    points = pandas.DataFrame({"point": design["point"][()], "cell": design["cell"][()]})
    points["sample"] = points.groupby("cell").cumcount()
    varied = [name for name in design if "varied" in design[name].attrs]
    varied.sort(key=lambda name: int(design[name].attrs["varied"]))
    for name in varied:
        values = design[name][()]
        if "choices" in design[name].attrs:
            values = numpy.array(text(design[name].attrs["choices"]).split("|"))[values.astype(int)]
        points[name] = values
    sampled = [name for name in varied if int(design[name].attrs["sampled"])]
    if sampled and (points.groupby("sample")[sampled].nunique() > 1).any(axis=None):
        raise FileProblem(
            f"{file.filename}: cells hold different draws, so that they cannot be compared in "
            "pairs"
        )
    return points, sampled


def read(path):
    """Reads a whole results file but its paths. FileProblem where it is none."""
    with open_checked(path) as file:
        points, sampled = read_design(file)
        outcomes = file["outcomes"]
        arms, count, replicates = outcomes["status"].shape
        index = numpy.indices((arms, count, replicates)).reshape(3, -1)
        columns = {"arm": index[0], "point": outcomes["point"][()][index[1]], "replicate": index[2]}
        for name, data in outcomes.items():
            if data.ndim == 3:
                columns[name] = data[()].ravel()
        economies = pandas.DataFrame(columns)
        values = [name for name in economies if name not in ("arm", "point", "replicate", "status")]
        economies.loc[economies.status != 0, values] = numpy.nan
        attributes = {name: text(value) for name, value in file.attrs.items()}
        labels = [text(label) for label in file["design/arm"][()]]
    economies = economies.merge(points, on="point", validate="many_to_one")
    config = attributes["config"]
    return Results(
        str(path),
        attributes,
        labels,
        sampled,
        economies,
        config_values(config),
        settings_of_arms(labels, config),
    )
