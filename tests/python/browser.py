"""Chromium without a window, spoken to over two pipes (the DevTools protocol), for tests of pages.
"""

import fcntl
import json
import os
import select
import shutil
import subprocess
import time

import pytest

NAMES = ("chromium", "chromium-browser", "google-chrome")
LONGEST = 120  # [s]
OPTIONS = ("--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-extensions",
           "--disable-background-networking", "--host-resolver-rules=MAP * ~NOTFOUND",
           "--remote-debugging-pipe")


def program():
    found = next(filter(None, map(shutil.which, NAMES)), None)
    if found is None:
        missing = pytest.fail if os.environ.get("TAOSWEEP_LONG") else pytest.skip
        missing(f"no browser is installed here ({', '.join(NAMES)}): scripts/install_packages.sh "
                "long does it")
    return found


class Browser:
    """One tab; events holds what the browser told unasked: requests, errors, loads."""

    def __init__(self, folder):
        pipes = [fcntl.fcntl(end, fcntl.F_DUPFD, 10) for end in (*os.pipe(), *os.pipe())]
        theirs_in, self.to, self.answers, theirs_out = pipes
        redirect = f'exec "$@" 3<&{theirs_in} 4>&{theirs_out}'
        command = [program(), *OPTIONS, f"--user-data-dir={folder}", "about:blank"]
        self.process = subprocess.Popen(
            ["bash", "-c", redirect, "bash", *command], pass_fds=(theirs_in, theirs_out),
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(theirs_in)
        os.close(theirs_out)
        self.number, self.session, self.events, self.rest = 0, None, [], b""
        tab = self.ask("Target.createTarget", url="about:blank")["targetId"]
        self.session = self.ask("Target.attachToTarget", targetId=tab, flatten=True)["sessionId"]
        for domain in ("Page", "Network", "Log", "Runtime"):
            self.ask(f"{domain}.enable")

    def close(self):
        self.process.terminate()
        self.process.wait(timeout=30)
        os.close(self.to)
        os.close(self.answers)

    def ask(self, method, **parameters):
        self.number += 1
        own = {"sessionId": self.session} if self.session else {}
        asked = {"id": self.number, "method": method, "params": parameters, **own}
        os.write(self.to, json.dumps(asked).encode() + b"\0")
        answer = self.until(lambda said: said.get("id") == self.number)
        assert "error" not in answer, (method, answer["error"])
        return answer["result"]

    def until(self, wanted):
        """The first message that is wanted; the events before it are kept."""
        end = time.monotonic() + LONGEST
        while True:
            said = json.loads(self.message(end))
            if "method" in said:
                self.events.append(said)
            if wanted(said):
                return said

    def message(self, end):
        while b"\0" not in self.rest:
            ready, _, _ = select.select([self.answers], [], [], max(0, end - time.monotonic()))
            assert ready, f"the browser did not answer within {LONGEST} s"
            more = os.read(self.answers, 1 << 16)
            assert more, "the browser ended"
            self.rest += more
        first, self.rest = self.rest.split(b"\0", 1)
        return first

    def open(self, path, width):
        """Events of loading a page in a window that is so wide [pixel]."""
        self.ask("Emulation.setDeviceMetricsOverride", width=width, height=900,
                 deviceScaleFactor=1, mobile=False)
        self.events.clear()
        self.ask("Page.navigate", url=path.as_uri())
        self.until(lambda said: said.get("method") == "Page.loadEventFired")
        return self.events

    def value(self, script):
        """What a script gives; the page's own policy does not hold for it."""
        found = self.ask("Runtime.evaluate", expression=script, returnByValue=True)
        assert "exceptionDetails" not in found, found
        return found["result"]["value"]

    def press_tab(self):
        for kind in ("rawKeyDown", "keyUp"):
            self.ask("Input.dispatchKeyEvent", type=kind, key="Tab", code="Tab",
                     windowsVirtualKeyCode=9)
