"""Files of others where this program keeps its own: what they are, and whether they are as they
were."""
import hashlib
import os
import pathlib
import socket
import stat

# Names that are nearly ours.
NEARLY = ("points_0000000000_0000000001.chunk.bak", "POINTS_0000000000_0000000001.chunk",
          "points_0_1.chunk",
          "points_0000000001_0000000000.chunk", "points_00000000000_00000000001.chunk",
          "points_0000000000.chunk",
          "points_0000000000_0000000001.chunk ", "points_+000000000_0000000001.chunk", "x.chunk",
          ".chunk",
          "point_0000000000_replicates_0_1.chunk",
          "point_0000000000_replicates_0000000001_0000000000.chunk",
          "Lock", "lock.old", "shards.txt", "shard_00_of_3.h5", "shard_3_of_3.h5",
          "shard_0_of_3.h5.bak",
          "out.h5.tmp", "out.h5.04711.tmp", "out.h5.-1.tmp", "OUT.H5.4711.tmp", "other.h5.4711.tmp",
          ".4711.tmp", "4711.tmp", "probe", "probe.tmp", "out.h5.4711.tmp.bak")


def make_socket(path):
    opened = socket.socket(socket.AF_UNIX)
    here = os.getcwd()
    os.chdir(path.parent)  # the name of a socket is short
    opened.bind(path.name)
    os.chdir(here)
    opened.close()


def put_into(folder, elsewhere, names=NEARLY):
    """Files, trees, links, a pipe and a socket; what links lead to stands in `elsewhere`."""
    folder.mkdir(exist_ok=True)
    elsewhere.mkdir(exist_ok=True)
    (elsewhere / "file").write_text("of somebody")
    (elsewhere / "points_0000000000_0000000001.chunk").write_text("of somebody")
    for name in names:
        (folder / name).write_text(f"{name}, of somebody")
    (folder / "tree" / "points_0000000000_0000000001.chunk").mkdir(parents=True)
    (folder / "tree" / "lock").write_text("of somebody")
    (folder / "other.parts").mkdir()
    (folder / "other.parts" / "points_0000000000_0000000001.chunk").write_text("of somebody")
    (folder / "link").symlink_to(elsewhere / "file")
    (folder / "linked.chunk").symlink_to(elsewhere)
    (folder / "dangling").symlink_to(elsewhere / "nothing")
    os.link(elsewhere / "file", folder / "second name")
    os.mkfifo(folder / "pipe.chunk")
    make_socket(folder / "socket")


def walk(folder, skip=lambda path: False):
    """Every entry below, with its kind, rights, time of change, and content or target."""
    found = {}
    for path in sorted(pathlib.Path(folder).rglob("*")):
        if skip(path):
            continue
        state = path.lstat()
        content = ""
        if stat.S_ISLNK(state.st_mode):
            content = os.readlink(path)
        elif stat.S_ISREG(state.st_mode):
            content = hashlib.sha256(path.read_bytes()).hexdigest()
        time = 0 if stat.S_ISDIR(state.st_mode) else state.st_mtime_ns
        found[str(path.relative_to(folder))] = (state.st_mode, state.st_ino, time, content)
    return found
