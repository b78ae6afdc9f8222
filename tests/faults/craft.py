"""Files made to do harm: what they say contradicts itself, lies elsewhere, or is far too large.
Each gets a content digest that fits, where one can be computed, and a seal."""
import contextlib
import os
import shutil

import h5py
import numpy

from seals import digest, part, sealed

EVIL = "\x1b]0;PWNED\x07\x1b[2J\x1b[31mEVIL\r"
TEXT = h5py.string_dtype("utf-8")
HUGE = 2**62
KEPT = ("units", "long_name", "undefined_when", "better", "scale", "low", "high", "bins", "varied",
        "sampled", "file_name", "sha256", "size", "choices")

CRAFTS = {}   # name -> edit(opened, base), which returns the paths of datasets that it changed
HARMLESS = set()  # says nothing false that could be known: need not be refused
NO_DIGEST = set()  # too large, or no file that a digest could be computed of


def craft(name, harmless=False, digest_fits=True):
    def add(edit):
        assert name not in CRAFTS, name
        CRAFTS[name] = edit
        if harmless:
            HARMLESS.add(name)
        if not digest_fits:
            NO_DIGEST.add(name)
        return edit
    return add


def put(target, name, value):
    if name in target.attrs:
        del target.attrs[name]
    if isinstance(value, str):
        target.attrs.create(name, value, dtype=TEXT)
    else:
        target.attrs[name] = value


def _attribute(name, path, attribute, value, **options):
    @craft(name, **options)
    def edit(opened, base):
        put(opened[path], attribute, value)
        return ()


def replace(opened, path, shape, dtype=None, **options):
    """A dataset with the same words about it, but of another shape, type or kind of storage."""
    old = opened[path]
    words = {key: old.attrs[key] for key in KEPT if key in old.attrs}
    dtype = dtype or old.dtype
    del opened[path]
    new = opened.create_dataset(path, shape=shape, dtype=dtype, **options)
    for key, value in words.items():
        put(new, key, value)
    return (path,)


def _replaced(name, path, shape, dtype=None, chunks=None, digest_fits=True):
    @craft(name, digest_fits=digest_fits)
    def edit(opened, base):
        return replace(opened, path, shape, dtype, chunks=chunks)


def _filled(name, path, value):
    @craft(name)
    def edit(opened, base):
        opened[path][...] = value
        return (path,)


@craft("nothing", harmless=True)
def _(opened, base):
    return ()


for at, attribute in (("/", "title"), ("/", "config_hash"), ("/", "question"), ("/", "overrides")):
    _attribute(f"{attribute} steers the terminal", at, attribute, EVIL)
for attribute in ("host", "device", "isa", "started", "command_line", "notes"):
    _attribute(f"{attribute} of the run steers the terminal", "run", attribute, EVIL, harmless=True)
_attribute("name of an input steers the terminal", "inputs/file_0", "file_name",
           "../../etc/passwd" + EVIL, harmless=True)
_attribute("wall_seconds is no number", "run", "wall_seconds", float("nan"), harmless=True)
_attribute("threads beyond an int", "run", "threads", numpy.int64(2**40), harmless=True)


@craft("label of an arm steers the terminal")
def _(opened, base):
    arms = opened["design/arm"]
    labels = arms[...]
    labels[0] = EVIL
    arms[...] = labels
    return ("/design/arm",)


for value in (-1, 0, 2, 1000, 10**6, 2**32 + 1, HUGE):
    _attribute(f"replicates are {value}", "design", "replicates", numpy.int64(value))
for value in (-1, 0, 2, 4 * 10**9, HUGE):
    _attribute(f"cell_count is {value}", "design", "cell_count", numpy.int64(value))
for value in (-1, 0, 1, HUGE):
    _attribute(f"points_total is {value}", "/", "points_total", numpy.int64(value))
for value in (-3, 0, HUGE):
    _attribute(f"shard_count is {value}", "/", "shard_count", numpy.int64(value))
for value in (-1, 7, HUGE):
    _attribute(f"shard_index is {value}", "/", "shard_index", numpy.int64(value))
for value in (0.0, -1.0, float("nan"), float("inf"), 1e-300):
    _attribute(f"series_days is {value}", "design", "series_days", value)
for value in (-1, HUGE):
    _attribute(f"size of an input is {value}", "inputs/file_0", "size", numpy.int64(value))
_attribute("common_shocks is a text", "design", "common_shocks", "no")
_attribute("the seed is no number", "/", "seed", "99999999999999999999")
_attribute("schema_version is a text", "/", "schema_version", "2")
_attribute("model_version is a list", "/", "model_version", numpy.array([2, 2], dtype="i8"))
_attribute("question of 20 MB", "/", "question", "q" * 20_000_000)
_attribute("no config", "/", "config", "")
_attribute("config of 20 MB", "/", "config", "# " + "x" * 20_000_000)
_attribute("config that is none", "/", "config", "\x1b[31m[vary\nfoo")
_attribute("digest of another content", "/", "content_digest", "0" * 64, digest_fits=False)


def _config(name, old, new):
    @craft(name)
    def edit(opened, base):
        config = opened.attrs["config"]
        assert old in config, config
        put(opened, "config", config.replace(old, new))
        return ()


_config("config that unfolds to a million points", "grid(5e+06, 5100000, 5200000)",
        "range(1, 2.1e7, 1000000)")
_config("config of ten years", "days = 0.020833333333333332", "days = 3650")
_config("config of another seed", "seed = 7", "seed = 8")
_config("config whose eras go in a circle", "[protocol]\nschedule = launch-2025-02@0",
        "[era a]\nsince = b\n[era b]\nsince = a\n[protocol]\nschedule = a@0")
_config("config of a hundred thousand eras, each since the next", "[protocol]\n",
        "".join(f"[era e{i}]\nsince = e{i + 1}\n" for i in range(100_000)) + "[protocol]\n")
_config("config with another own era in force", "[protocol]\nschedule = launch-2025-02@0",
        "[era a]\nsince = launch-2025-02\nkappa = 0.6\n[protocol]\nschedule = a@0")


@craft("title of fixed length")
def _(opened, base):
    del opened.attrs["title"]
    opened.attrs.create("title", numpy.bytes_(b"abc"))
    return ()


@craft("attribute of 16-byte reals")
def _(opened, base):
    opened.attrs["more"] = numpy.longdouble(1)
    return ()


ARM, POINTS, REPLICATES = 1, 3, 1
STATUS, OUTCOME = "/outcomes/status", "/outcomes/run_up"
_replaced("status of one economy", STATUS, (1, 1, 1))
_replaced("status without axes", STATUS, ())
_replaced("status as a list", STATUS, (3,))
_replaced("status of four billion", STATUS, (1, 3, 1_500_000_000), chunks=(1, 1, 1_000_000),
          digest_fits=False)
_replaced("status whose size overflows", STATUS, (2**33, 2**33, 1), chunks=(1024, 1024, 1),
          digest_fits=False)
_replaced("status whose size overflows to nothing", STATUS, (2**32, 2**32, 1),
          chunks=(1024, 1024, 1), digest_fits=False)
_replaced("status whose size overflows to a few", STATUS, (2**61 + 2, 9, 1), chunks=(64, 9, 1),
          digest_fits=False)
_filled("status that no economy has", STATUS, 77)
_filled("status of the smallest number", STATUS, -2**31)
_replaced("outcome of too many", OUTCOME, (1, 3, 100))
_replaced("outcome of too few", OUTCOME, (1, 1, 1))
_replaced("outcome of no length", OUTCOME, (1, 3, 0))
_replaced("outcome of texts", OUTCOME, (1, 3, 1), TEXT)
_replaced("outcome of floats", OUTCOME, (1, 3, 1), "<f4")
_replaced("outcome of big-endian numbers", OUTCOME, (1, 3, 1), ">f8", digest_fits=False)
_replaced("outcome of shorts", OUTCOME, (1, 3, 1), "<i2", digest_fits=False)
_replaced("outcome of 16-byte reals", OUTCOME, (1, 3, 1), numpy.longdouble, digest_fits=False)
_replaced("outcome of records", OUTCOME, (1, 3, 1), numpy.dtype([("a", "<f8")]), digest_fits=False)
_replaced("outcome of fixed texts", OUTCOME, (1, 3, 1), "S8", digest_fits=False)
_replaced("outcome of references", OUTCOME, (1, 3, 1), h5py.ref_dtype, digest_fits=False)
_replaced("points without axes", "/outcomes/point", ())
_replaced("no points", "/outcomes/point", (0,))
_replaced("a trillion points", "/outcomes/point", (2**40,), chunks=(1024,), digest_fits=False)
_filled("points that are all the same", "/outcomes/point", 1)
_filled("points below zero", "/outcomes/point", [-3, -2, -1])
_filled("points that the sweep has not", "/outcomes/point", [7, 8, 9])
_replaced("no arm", "/design/arm", (0,))
_replaced("many arms", "/design/arm", (100_000,))
_replaced("a billion arms", "/design/arm", (10**9,), chunks=(10**6,), digest_fits=False)
_replaced("arms as numbers", "/design/arm", (1,), "<i4")
_replaced("three billion cells", "/design/cell", (3 * 10**9,), chunks=(10**6,), digest_fits=False)
_replaced("cells of one point", "/design/cell", (1,))
_filled("cells below zero", "/design/cell", -5)
_filled("cells that there are not", "/design/cell", 2**31 - 1)
_replaced("two billion days", "/series_all/day", (2**31,), chunks=(10**6,), digest_fits=False)
_replaced("no days", "/series_all/day", (0,))
_replaced("varied values of one point", "/design/network.root_tao", (1,))
_replaced("varied values as texts", "/design/network.root_tao", (3,), TEXT)
_filled("varied values that are no numbers", "/design/network.root_tao", numpy.nan)
_filled("varied values out of range", "/design/network.root_tao", -1e300)
_filled("kept economies below zero", "/paths/economy", -7)
_filled("kept economies that the sweep has not", "/paths/economy", 2**40)
_replaced("a billion kept economies", "/paths/economy", (2**30,), chunks=(10**6,),
          digest_fits=False)
_replaced("path as a list", "/paths/price", (5,), "<f4")
_replaced("path of a terabyte", "/paths/price", (1, 2**20, 2**13), "<f4", chunks=(1, 1024, 128),
          digest_fits=False)


@craft("outcome that may grow")
def _(opened, base):
    return replace(opened, OUTCOME, (1, 3, 1), chunks=(1, 3, 1), maxshape=(None, 3, 1))


@craft("zeros of a gigabyte in a megabyte", digest_fits=False)
def _(opened, base):
    path = "/paths/price"
    replace(opened, path, (1, 1000, 128), "<f4", chunks=(1, 1000, 128), compression="gzip",
            shuffle=True)
    big = opened.create_dataset("bomb", (256, 1024, 256), "<f4", chunks=(256, 1024, 256),
                                compression="gzip")
    big[...] = 0
    return ()


@craft("data through another filter", digest_fits=False)
def _(opened, base):
    replace(opened, OUTCOME, (1, 3, 1), chunks=(1, 3, 1), fletcher32=True)
    return ()


@craft("data through a filter from a plug-in", digest_fits=False)
def _(opened, base):
    made = h5py.h5p.create(h5py.h5p.DATASET_CREATE)
    made.set_chunk((1, 3, 1))
    made.set_filter(h5py.h5z.FILTER_LZF)
    del opened[OUTCOME]
    h5py.h5d.create(opened.id, OUTCOME.encode(), h5py.h5t.IEEE_F64LE,
                    h5py.h5s.create_simple((1, 3, 1)), dcpl=made)
    opened[OUTCOME][...] = 0
    return ()


@craft("outcome that is a group", digest_fits=False)
def _(opened, base):
    del opened[OUTCOME]
    opened.create_group(OUTCOME)
    return ()


@craft("outcome that is a type", digest_fits=False)
def _(opened, base):
    del opened[OUTCOME]
    opened[OUTCOME] = numpy.dtype("<f8")
    return ()


@craft("input in another file", digest_fits=False)
def _(opened, base):
    replace(opened, "/inputs/file_0", (600,), "u1", external=[(str(base.secret), 0, 600)])
    return ()


@craft("input put together from another file", digest_fits=False)
def _(opened, base):
    layout = h5py.VirtualLayout((600,), "u1")
    layout[...] = h5py.VirtualSource(base.secret, "x", (600,))
    words = {key: opened["inputs/file_0"].attrs[key] for key in KEPT
             if key in opened["inputs/file_0"].attrs}
    del opened["inputs/file_0"]
    made = opened.create_virtual_dataset("inputs/file_0", layout)
    for key, value in words.items():
        put(made, key, value)
    return ()


def _linked(name, path, link):
    @craft(name, digest_fits=False)
    def edit(opened, base):
        del opened[path]
        opened[path] = link(opened, base)
        return ()


_linked("input that is a link to another file", "inputs/file_0",
        lambda opened, base: h5py.ExternalLink(str(base.secret), "/inputs/file_0"))
_linked("outcome that is a link to a pipe", OUTCOME,
        lambda opened, base: h5py.ExternalLink(str(base.folder / "pipe"), "/x"))
_linked("outcome that is a link to itself", OUTCOME, lambda opened, base: h5py.SoftLink(OUTCOME))
_linked("outcome that is a link to another", OUTCOME, lambda opened,
        base: h5py.SoftLink("/outcomes/status"))
_linked("outcome that is another one too", OUTCOME, lambda opened,
        base: opened["outcomes/crash_12h"])


@craft("group that holds itself", digest_fits=False)
def _(opened, base):
    opened["outcomes/loop"] = opened["outcomes"]
    return ()


@craft("root within the root", digest_fits=False)
def _(opened, base):
    opened["more"] = opened["/"]
    return ()


@craft("a thousand groups in each other", digest_fits=False)
def _(opened, base):
    group = opened
    for _ in range(1000):
        group = group.create_group("g")
    return ()


@craft("ten thousand members", digest_fits=False)
def _(opened, base):
    group = opened.create_group("more")
    for i in range(10_000):
        group[f"g{i}"] = h5py.SoftLink("/")
    return ()


@craft("a dataset of nobody")
def _(opened, base):
    opened["outcomes/guess"] = numpy.zeros((1, 3, 1))
    return ("/outcomes/guess",)


for group in ("design", "paths", "run", "outcomes", "inputs", "series_all", "intervals"):
    @craft(f"without /{group}", digest_fits=False)
    def _(opened, base, group=group):
        del opened[group]
        return ()


@craft("userblock before the file", digest_fits=False)
def _(opened, base):
    opened.userblock = True  # make() puts it there
    return ()


def make(name, source, target, base):
    """The file `target` out of the whole file `source`. True where its content digest fits."""
    shutil.copy(source, target)
    with contextlib.suppress(FileExistsError):
        os.mkfifo(base.folder / "pipe")
    if name == "userblock before the file":
        target.write_bytes(sealed(bytes(512) + source.read_bytes()[:-72]))
        return False
    with h5py.File(target, "r+") as opened:
        touched = CRAFTS[name](opened, base)
        fits = name not in NO_DIGEST
        if fits:
            held = dict(base.parts[source])
            for path in touched:
                held[path] = part(path, opened[path])
            put(opened, "content_digest", digest(held))
    target.write_bytes(sealed(target.read_bytes()))
    return fits
