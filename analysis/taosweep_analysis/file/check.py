"""Is a file built as the schema says: links, storage, shapes and types, before a number is used."""

import dataclasses
import math

import h5py
import numpy

from ..problem import FileProblem
from . import digest, schema, values

MEMBERS = 1_000_000  # more than any file of ours has
PACKED = 1100  # bytes in memory for one in the file, at most: deflate cannot do better
KINDS = {"float64": "f", "float32": "f", "int32": "i", "int64": "i", "uint32": "u", "byte": "u"}


@dataclasses.dataclass(frozen=True)
class Member:
    """A group or dataset below one: thousands of them are looked at, each opened once, without what
    h5py finds out beside."""

    file: h5py.File
    path: str
    id: object  # of h5py.h5d or h5py.h5g

    @property
    def name(self):
        return self.path.split("/")[-1]

    @property
    def is_dataset(self):
        return isinstance(self.id, h5py.h5d.DatasetID)


def members_of(group, depth=0):
    """Every group and dataset below, {path: Member}; FileProblem at a link that leads elsewhere."""
    if depth > 2 or len(group) > MEMBERS:
        raise values.damaged(group.file, f"{group.name} holds more than a results file does")
    found, file = {}, group.file
    for name in group.id:
        path = f"{group.name.rstrip('/')}/{name.decode(errors='surrogateescape')}"
        if group.id.links.get_info(name).type != h5py.h5l.TYPE_HARD:
            raise values.damaged(file, f"{values.text(path)} is a link to elsewhere")
        found[path] = Member(file, path, h5py.h5o.open(group.id, name))
        if isinstance(found[path].id, h5py.h5g.GroupID):
            found.update(members_of(h5py.Group(found[path].id), depth + 1))
    return found


def check_storage(member):
    """The file's own bytes, through known filters, and no more of them than it can hold."""
    name, made = values.text(member.path), member.id.get_create_plist()
    filters = [made.get_filter(i)[0] for i in range(made.get_nfilters())]
    own = made.get_external_count() == 0 and made.get_layout() != h5py.h5d.VIRTUAL
    if not own or set(filters) - {h5py.h5z.FILTER_DEFLATE, h5py.h5z.FILTER_SHUFFLE}:
        raise values.damaged(member.file, f"{name} is stored in a way that taosweep does not use")
    size = math.prod(member.id.shape) * member.id.dtype.itemsize
    if size > PACKED * member.id.get_storage_size() + 4096:
        raise values.damaged(member.file, f"{name} says it holds more than stands in the file")


def check_type(member, wanted):
    dtype = member.id.dtype
    is_text = h5py.check_string_dtype(dtype) is not None
    right = is_text if wanted == "text" else not is_text and dtype.kind in KINDS[wanted]
    if not right:
        raise values.damaged(member.file, f"{member.path} does not hold {wanted}")


def add_length(member, axis, lengths):
    """Adds the length of an axis, {(axis, stored name): length}. It is as long wherever it
    stands."""
    if not member.is_dataset or len(member.id.shape) != 1:
        raise values.damaged(member.file, f"{member.path} is no axis")
    check_type(member, schema.AXES[axis][1])
    length = member.id.shape[0]
    if lengths.setdefault((axis, member.name), length) != length:
        raise values.damaged(
            member.file, f"{member.path} is not as long as the same axis in other groups"
        )


def lengths_over(member, declared, version, lengths):
    """What the shape of a dataset must be; None where it runs over no such axes."""
    item = member.name.removesuffix(declared.name.split("*")[-1])
    shape = []
    for place, axis in enumerate(declared.axes):
        if axis == "time":  # which of the two, the file says
            names = values.axis_names(h5py.Dataset(member.id))
            axis = (names + [""] * len(declared.axes))[place]
            if axis not in schema.TIMES:
                return None
        stored = schema.stored_axis(axis, version).replace("*", item)
        shape.append(lengths.get((axis, stored)))
    return tuple(shape)


def check_shape(member, declared, version, lengths):
    if not member.is_dataset:
        raise values.damaged(member.file, f"{member.path} is no dataset")
    check_type(member, declared.type)
    if member.id.shape != lengths_over(member, declared, version, lengths):
        raise values.damaged(
            member.file, f"{member.path} does not run over {', '.join(declared.axes)}"
        )


def check_groups(file, members, version):
    """Groups, axes, datasets: what must be there is, and has the shape of its axes."""
    for group in schema.needed_groups():
        if f"/{group}" not in members or members[f"/{group}"].is_dataset:
            raise values.damaged(file, f"the group /{group} is missing")
    lengths, placed = {}, [(path.split("/"), member) for path, member in members.items()]
    inside = [(parts[1], parts[2], member) for parts, member in placed if len(parts) == 3]
    inside = [place for place in inside if place[0] in schema.GROUPS]
    for group, name, member in inside:
        axis = schema.axis_of(group, name, version)
        if axis:
            add_length(member, axis, lengths)
    for group, name, member in inside:
        declared = schema.declared_as(group, name, version)
        if declared:
            check_shape(member, declared, version, lengths)
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
        for member in members.values():
            if member.is_dataset:
                check_storage(member)
        check_groups(file, members, version)
        check_numbers(file)
        if not sealed:
            check_digest(file)
    except FileProblem:
        raise
    except values.UNREADABLE as error:
        raise values.damaged(file, f"it cannot be read ({values.reason(error)})") from None
