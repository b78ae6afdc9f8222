"""What a run shows of its progress, and how it heeds signals."""
import fcntl
import os
import pty
import re
import signal
import struct
import subprocess
import termios
import time

from program import LONG, SLOWLY, SMOKE, STOPPED, command, start, wait_for_part

RUN = ("--device", "cpu", *LONG, *SLOWLY)
SHORTER = ("--device", "cpu", "--set", "sweep.points=20", *SLOWLY)


def _resize(terminal, columns):
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))


def _on_a_terminal(arguments, columns=0, then=None, then_columns=0, stop_after=None):
    """Exit code and what a terminal of so many columns is sent; after `then` in it the terminal has
    others."""
    master, slave = pty.openpty()
    _resize(slave, columns)
    process = subprocess.Popen(command("run", *arguments), stderr=slave, stdout=subprocess.DEVNULL,
                               preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL))
    os.close(slave)
    shown = b""
    while True:
        try:
            piece = os.read(master, 4096)
        except OSError:  # the other end is closed
            break
        if not piece:
            break
        shown += piece
        if then and then in shown:
            _resize(master, then_columns)
            shown, then = shown + b"|", None
        if stop_after and stop_after in shown:
            process.send_signal(signal.SIGINT)
            stop_after = None
    os.close(master)
    return process.wait(), shown


def _lines(shown):
    """What was written over each other, without the sequence that erases the rest."""
    return [line.replace("\x1b[K", "").strip("\n") for line in shown.decode().split("\r")
            if "economies" in line]


def test_a_terminal_gets_one_line_that_renews_itself(tmp_path):
    code, shown = _on_a_terminal([SMOKE, "-o", tmp_path / "out.h5", *SHORTER])
    assert code == 0
    lines = _lines(shown)
    assert len(lines) >= 3 and all("/160 economies" in line for line in lines)
    assert any(" %, " in line and " left, " in line and " elapsed, " in line
               and "subnet-steps/s" in line
               for line in lines)
    ends = shown.count(b"\n")
    assert 1 <= ends <= 2, "one line for the economies, one for the file, each ended once"
    assert "160/160 economies, 100 %" in lines[-1]


def test_the_line_is_cut_to_the_width_of_the_terminal_as_it_is(tmp_path):
    code, shown = _on_a_terminal([SMOKE, "-o", tmp_path / "out.h5", *SHORTER], 50, b"left", 20)
    assert code == 0
    wide, narrow = shown.split(b"|")
    assert max(map(len, _lines(wide))) < 50 and any(len(line) > 20 for line in _lines(wide))
    # The line at hand when the size changed may still be one of the old.
    assert _lines(narrow)[1:] and max(map(len, _lines(narrow)[1:])) < 20
    assert all("economies" in line for line in _lines(narrow)[1:])


def test_lines_of_a_log_say_when_how_far_and_which_shard(tmp_path):
    done = subprocess.run(command("run", SMOKE, "-o", tmp_path / "out.h5", "--shard", "1/2",
                                  "--device", "cpu",
                                  "--set", "sweep.points=400", *SLOWLY), capture_output=True,
                          text=True)
    assert done.returncode == 0
    line = (
        r"^20\d\d-\d\d-\d\dT\d\d:\d\d:\d\dZ shard 1/2: (\d+)/1600 economies, [\d.]+ %, "
        r"(?:\d+ min )?\d+ s left, "
        r"(?:\d+ min )?\d+ s elapsed, [\d.e+]+ subnet-steps/s$")
    counted = re.findall(line, done.stderr, re.M)
    assert len(counted) >= 2 and counted[-1] == "1600", done.stderr
    assert len(counted) == len(done.stderr.splitlines())
    assert "\r" not in done.stderr and "\x1b" not in done.stderr
    assert "content digest" in done.stdout


def test_a_stop_counts_the_economies_that_the_progress_counts(tmp_path):
    code, shown = _on_a_terminal([SMOKE, "-o", tmp_path / "out.h5", *RUN], stop_after=b"left")
    assert code == STOPPED
    counted = re.findall(r"(\d+)/320 economies", shown.decode())
    assert re.search(r"stopped by a signal; (\d+) of 320 economies",
                     shown.decode())[1] == counted[-1]


def test_a_signal_stops_within_an_economy(tmp_path):
    out = tmp_path / "out.h5"
    process = start("run", SMOKE, "-o", out, "--quiet", *RUN)
    wait_for_part(process, out)
    process.send_signal(signal.SIGTERM)
    before = time.monotonic()
    error = process.communicate(timeout=60)[1]
    assert time.monotonic() - before < 2
    assert process.returncode == STOPPED
    assert "of 320 economies are finished" in error


def test_a_second_signal_ends_at_once(tmp_path):
    """An economy of half a year at every block on one lane takes long enough to be caught in it."""
    out = tmp_path / "out.h5"
    process = start("run", SMOKE, "-o", out, "--quiet", "--device", "cpu", *SLOWLY, "--set",
                    "time.days=360", "--set", "time.step_blocks=1")
    time.sleep(0.5)
    process.send_signal(signal.SIGINT)
    time.sleep(1.2)
    assert process.poll() is None, "the first signal waits for the economy at hand"
    process.send_signal(signal.SIGINT)
    error = process.communicate(timeout=2)[1]
    assert process.returncode == STOPPED
    assert "ended at once" in error


def test_a_signal_that_comes_twice_within_a_second_is_one(tmp_path):
    """As from a terminal and from the shell or batch system that passes it on."""
    out = tmp_path / "out.h5"
    process = start("run", SMOKE, "-o", out, "--quiet", *RUN)
    wait_for_part(process, out)
    process.send_signal(signal.SIGTERM)
    process.send_signal(signal.SIGINT)
    time.sleep(0.01)
    process.send_signal(signal.SIGTERM)
    error = process.communicate(timeout=60)[1]
    assert process.returncode == STOPPED
    assert "of 320 economies are finished and kept" in error



def test_signals_that_come_until_the_program_ends_are_one(tmp_path):
    """The last of them after it has stopped, and before it has gone."""
    out = tmp_path / "out.h5"
    process = start("run", SMOKE, "-o", out, "--quiet", *RUN)
    wait_for_part(process, out)
    end = time.monotonic() + 0.9
    while process.poll() is None and time.monotonic() < end:
        process.send_signal(signal.SIGTERM)
    process.communicate(timeout=60)
    assert process.returncode == STOPPED


def _preview(*options, out, **more):
    """What stands on standard error of a run with --preview."""
    return subprocess.run(command("run", SMOKE, "-o", out, "--device", "cpu", "--preview",
                                  *options), capture_output=True, text=True, timeout=120, **more)


def test_a_preview_stands_there_before_the_result_and_changes_nothing(tmp_path):
    done = _preview(out=tmp_path / "out.h5")
    assert done.returncode == 0
    lines = [line for line in done.stderr.splitlines() if "preview" in line]
    assert re.match(r"taosweep: preview, not a result: \d+ of 24 economies, at \d of 6 points "
                    r"spread evenly over the design, all of them together", lines[0])
    assert all(re.search(r": median \S+, 10 % \S+, 90 % \S+ \(n \d+\)$", line)
               for line in lines[1:-1]) and len(lines) > 3
    assert re.search(r"\d+ outcomes? left out where fewer than 8 economies define them$", lines[-1])
    assert "\r" not in done.stderr and "preview:" not in done.stdout
    plain = subprocess.run(command("run", SMOKE, "-o", tmp_path / "plain.h5", "--device", "cpu"),
                           capture_output=True, text=True, check=True)
    digests = [said.stdout.split("digest")[1].split()[0] for said in (plain, done)]
    assert digests[0] == digests[1]


def test_a_preview_that_was_asked_for_is_shown_quietly_too(tmp_path):
    done = _preview("--quiet", out=tmp_path / "out.h5")
    assert "preview, not a result" in done.stderr and done.stdout == ""


def test_a_preview_comes_within_about_a_second_of_a_long_run(tmp_path):
    start = time.monotonic()
    process = subprocess.Popen(command("run", SMOKE, "-o", tmp_path / "out.h5", "--preview",
                                       "--set", "sweep.points=4000", "--device", "cpu"),
                               stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True)
    first = process.stderr.readline()
    took = time.monotonic() - start
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=60)
    assert "preview, not a result" in first and took < 3  # a busy machine is slower than one


def test_a_preview_of_long_economies_is_not_waited_for(tmp_path):
    """Half a year at every block takes long on any processor."""
    start = time.monotonic()
    process = subprocess.Popen(command("run", SMOKE, "-o", tmp_path / "out.h5", "--preview",
                                       "--device", "cpu", *SLOWLY, "--set", "time.days=180",
                                       "--set", "time.step_blocks=1"),
                               stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True)
    first = process.stderr.readline()
    took = time.monotonic() - start
    process.kill()
    process.communicate(timeout=60)
    assert "longer than 1 s: no preview" in first and took < 3


def test_a_preview_says_that_it_waits_and_shows_nothing_of_few(tmp_path):
    """Economies of a second or more on one lane, by how fast the machine is at the moment."""
    done = _preview("--quiet", *SLOWLY, "--set", "time.days=6", "--set", "time.step_blocks=1",
                    "--set", "network.subnets=100", "--set", "sweep.points=1", "--set",
                    "sweep.replicates=1", out=tmp_path / "out.h5")
    lines = [line for line in done.stderr.splitlines() if "preview" in line]
    seconds = float(re.search(r"economies finished within ([\d.]+) s", lines[-1])[1])
    waits = any("it waits for them" in line for line in lines[:-1])
    assert waits if seconds > 1.1 else seconds > 0.9 or not waits, done.stderr
    assert "quantiles are shown of 8 or more" in lines[-1] and "no preview" in lines[-1]
    assert "median" not in done.stderr


def test_a_preview_on_a_terminal_stands_above_the_line_that_renews_itself(tmp_path):
    code, shown = _on_a_terminal([SMOKE, "-o", tmp_path / "out.h5", "--preview", *SHORTER])
    assert code == 0
    text = shown.decode()
    assert text.index("preview, not a result") < text.index("/160 economies")


def test_a_dry_run_has_no_preview(tmp_path):
    done = _preview("--dry-run", out=tmp_path / "out.h5")
    assert done.returncode == 2 and "--preview" in done.stderr
