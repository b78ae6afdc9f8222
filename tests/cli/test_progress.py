"""What a run shows of its progress, and how it heeds signals."""
import os
import pty
import signal
import subprocess
import time

from program import LONG, SLOWLY, SMOKE, STOPPED, command, start, wait_for_part

RUN = ("--device", "cpu", *LONG, *SLOWLY)
SHORTER = ("--device", "cpu", "--set", "sweep.points=20", *SLOWLY)


def test_a_terminal_gets_one_line_that_renews_itself(tmp_path):
    master, slave = pty.openpty()
    process = subprocess.Popen(command("run", SMOKE, "-o", tmp_path / "out.h5", *SHORTER), stderr=slave,
                               stdout=subprocess.DEVNULL)
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
    os.close(master)
    assert process.wait() == 0
    renewals = shown.decode().split("\r")
    assert len([line for line in renewals if "/160 economies" in line]) >= 3
    assert any("subnet-steps/s" in line and " left" in line for line in renewals)
    assert shown.count(b"\n") == 1, "one line, ended once"


def test_a_log_gets_no_control_characters(tmp_path):
    done = subprocess.run(command("run", SMOKE, "-o", tmp_path / "out.h5", *SHORTER), capture_output=True)
    assert done.returncode == 0
    assert b"\r" not in done.stderr and b"\x1b" not in done.stderr
    assert b"content digest" in done.stdout


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
    process = start("run", SMOKE, "-o", out, "--quiet", "--device", "cpu", *SLOWLY, "--set", "time.days=360",
                    "--set", "time.step_blocks=1")
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
