"""Commands that end: each has a limit of its own, and all together one."""
import dataclasses
import os
import signal
import subprocess
import time


@dataclasses.dataclass
class Ended:
    code: int  # None where it had to be ended
    out: str
    err: str
    seconds: float

    @property
    def well(self):
        return self.code == 0

    def reason(self):
        """Why it did not end well, in few words."""
        if self.code is None:
            return f"not finished in {self.seconds:.0f} s"
        lines = [line for line in (self.err + self.out).splitlines() if line.strip()]
        return f"exit code {self.code}" + (f": {lines[-1].strip()}" if lines else "")


class Clock:
    """The time for everything [s]."""

    def __init__(self, seconds):
        self.end = time.monotonic() + seconds

    def left(self):
        return self.end - time.monotonic()

    def run(self, command, limit, **options):
        """Ends the command, and what it started, after `limit` or when all time is over."""
        limit = min(limit, self.left())
        start = time.monotonic()
        if limit <= 0:
            return Ended(None, "", "", 0)
        try:
            process = subprocess.Popen([str(word) for word in command], stdout=subprocess.PIPE,
                                       stderr=subprocess.PIPE, stdin=subprocess.DEVNULL, text=True,
                                       errors="replace", start_new_session=True, **options)
        except OSError as error:
            return Ended(127, "", str(error), 0)
        try:
            out, err = process.communicate(timeout=limit)
            return Ended(process.returncode, out, err, time.monotonic() - start)
        except subprocess.TimeoutExpired:
            out, err = self._kill(process)
            return Ended(None, out, err, time.monotonic() - start)

    @staticmethod
    def _kill(process):
        """What hangs in the driver does not even die by SIGKILL: nobody waits for it long."""
        os.killpg(process.pid, signal.SIGKILL)
        try:
            return process.communicate(timeout=2)
        except subprocess.TimeoutExpired:
            return "", ""
