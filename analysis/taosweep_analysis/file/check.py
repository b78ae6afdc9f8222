"""Is a file built as the schema says: links, storage, shapes and types, before a number is used."""

import h5py
import numpy

from ..problem import FileProblem
from . import digest, schema, values

MEMBERS = 1_000_000  # more than any file of ours has
PACKED = 1100  # bytes in memory for one in the file, at most: deflate cannot do better
KINDS = {"float64": "f", "float32": "f", "int32": "i", "int64": "i", "uint32": "u", "byte": "u"}


def members_of(group, depth=0):
    """Every group and dataset below, {path: item}; FileProblem at a link that leads elsewhere."""
    if depth > 2 or len(group) > MEMBERS:
        raise values.damaged(group.file, f"{group.name} holds more than a results file does")
    found = {}
    for name in group:
        path = f"{group.name.rstrip('/')}/{name}"
        if not isinstance(group.get(name, getlink=True), h5py.HardLink):
            raise values.damaged(group.file, f"{values.text(path)} is a link to elsewhere")
        found[path] = group[name]
        if isinstance(found[path], h5py.Group):
            found.update(members_of(found[path], depth + 1))
    return found


def check_storage(dataset):
    """The file's own bytes, through known filters, and no more of them than it can hold."""
    name, properties = values.text(dataset.name), dataset.id.get_create_plist()
    filters = [properties.get_filter(i)[0] for i in range(properties.get_nfilters())]
    own = not dataset.external and not dataset.is_virtual
    if not own or set(filters) - {h5py.h5z.FILTER_DEFLATE, h5py.h5z.FILTER_SHUFFLE}:
        raise values.damaged(dataset.file, f"{name} is stored in a way that taosweep does not use")
    stored = dataset.id.get_storage_size()
    if dataset.size * dataset.dtype.itemsize > PACKED * stored + 4096:
        raise values.damaged(dataset.file, f"{name} says it holds more than stands in the file")


def check_type(dataset, wanted):
    is_text = h5py.check_string_dtype(dataset.dtype) is not None
    right = is_text if wanted == "text" else not is_text and dataset.dtype.kind in KINDS[wanted]
    if not right:
        raise values.damaged(dataset.file, f"{dataset.name} does not hold {wanted}")


def add_length(data, axis, lengths):
    """Adds the length of an axis, {(axis, stored name): length}. It is as long wherever it
    stands."""
    if not values.is_dataset(data) or data.ndim != 1:
        raise values.damaged(data.file, f"{data.name} is no axis")
    check_type(data, schema.AXES[axis][1])
    length = data.shape[0]
    if lengths.setdefault((axis, data.name.split("/")[-1]), length) != length:
        raise values.damaged(
            data.file, f"{data.name} is not as long as the same axis in other groups"
        )


def lengths_over(data, declared, version, lengths):
    """What the shape of a dataset must be; None where it runs over no such axes."""
    item = data.name.split("/")[-1].removesuffix(declared.name.split("*")[-1])
    shape = []
    for place, axis in enumerate(declared.axes):
        if axis == "time":  # which of the two, the file says
            axis = (values.axis_names(data) + [""] * len(declared.axes))[place]
            if axis not in schema.TIMES:
                return None
        stored = schema.stored_axis(axis, version).replace("*", item)
        shape.append(lengths.get((axis, stored)))
    return tuple(shape)


def check_shape(data, declared, version, lengths):
    if not values.is_dataset(data):
        raise values.damaged(data.file, f"{data.name} is no dataset")
    check_type(data, declared.type)
    if data.shape != lengths_over(data, declared, version, lengths):
        raise values.damaged(data.file, f"{data.name} does not run over {', '.join(declared.axes)}")


def check_groups(file, members, version):
    """Groups, axes, datasets: what must be there is, and has the shape of its axes."""
    for group in schema.needed_groups():
        if not isinstance(members.get(f"/{group}"), h5py.Group):
            raise values.damaged(file, f"the group /{group} is missing")
    lengths, placed = {}, [(path.split("/"), item) for path, item in members.items()]
    inside = [(parts[1], parts[2], item) for parts, item in placed if len(parts) == 3]
    inside = [place for place in inside if place[0] in schema.GROUPS]
    for group, name, item in inside:
        axis = schema.axis_of(group, name, version)
        if axis:
            add_length(item, axis, lengths)
    for group, name, item in inside:
        declared = schema.declared_as(group, name, version)
        if declared:
            check_shape(item, declared, version, lengths)
    for declared in schema.DATASETS:
        needed = schema.in_every_file(declared)
        if needed and f"/{declared.group}/{declared.name}" not in members:
            raise values.damaged(file, f"/{declared.group}/{declared.name} is missing")


def check_numbers(file):
    """Points, cells and choices that are used as indices."""
    design, points = file["design"], values.read(file["design/point"])
    cells, cell_count = values.read(design["cell"]), len(file["series_all/cell"])
    if (
        not (numpy.diff(points) > 0).all()
        or not numpy.isin(values.read(file["outcomes/point"]), points).all()
    ):
        raise values.damaged(file, "/outcomes/point names points that /design does not have")
    if len(cells) == 0 or set(numpy.unique(cells)) != set(range(cell_count)):
        raise values.damaged(file, "/design/cell names other cells than there are")


def check_digest(file):
    """Of a file without a seal: its numbers are those that were written."""
    if digest.content_digest(file) != values.attribute(file, "content_digest"):
        raise values.damaged(file, "its numbers are not those that were written")


def check(file, version, sealed):
    """FileProblem where a results file is not built as the schema of that version says."""
    try:
        members = members_of(file)
        for item in members.values():
            if isinstance(item, h5py.Dataset):
                check_storage(item)
        check_groups(file, members, version)
        check_numbers(file)
        if not sealed:
            check_digest(file)
    except FileProblem:
        raise
    except values.UNREADABLE as error:
        raise values.damaged(file, f"it cannot be read ({values.reason(error)})") from None
