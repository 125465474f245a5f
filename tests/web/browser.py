"""Drives Chromium over its debugging pipe: what a page asks for, which fonts it shows, how wide it gets.

Only the standard library: the protocol is JSON with a NUL after each message, on file descriptors 3 and 4.
"""

from __future__ import annotations

import fcntl
import json
import os
import select
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-extensions",
    "--disable-sync",
    "--no-first-run",
    "--no-default-browser-check",
    "--hide-scrollbars",
    "--remote-debugging-pipe",
)
PATIENCE = 30.0
"""Seconds to wait for an answer before the test fails."""

Json = dict[str, Any]


@dataclass
class Tab:
    """One page of the browser, and what it did since it was last opened."""

    _ask: Callable[[str, Mapping[str, object]], Json]
    _pump: Callable[[Callable[[], bool]], None]
    asked_for: list[str] = field(default_factory=list)
    """Every address that was asked for."""
    failed: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    """What the console would show: errors, warnings, blocked loads."""
    _loaded: bool = False

    def hear(self, event: Json) -> None:
        detail = event["params"]
        match event["method"]:
            case "Network.requestWillBeSent":
                self.asked_for.append(detail["request"]["url"])
            case "Network.loadingFailed":
                self.failed.append(detail.get("blockedReason") or detail["errorText"])
            case "Log.entryAdded":
                self.complaints.append(detail["entry"]["text"])
            case "Runtime.consoleAPICalled" | "Runtime.exceptionThrown":
                self.complaints.append(json.dumps(detail))
            case "Page.loadEventFired":
                self._loaded = True
            case _:
                pass

    def open(self, url: str, width: int = 1024, height: int = 768, **emulation: str) -> None:
        """Loads the page in a window of this size and waits for its fonts. `emulation`: CSS media features."""
        self.asked_for.clear()
        self.failed.clear()
        self.complaints.clear()
        self.resize(width, height)
        features = [{"name": name.replace("_", "-"), "value": value} for name, value in emulation.items()]
        self.send("Emulation.setEmulatedMedia", {"features": features})
        self._loaded = False
        self.send("Page.navigate", {"url": url})
        self._pump(lambda: self._loaded)
        self.run("document.fonts.ready.then(() => 0)")

    def resize(self, width: int, height: int = 768) -> None:
        """In CSS pixels."""
        size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
        self.send("Emulation.setDeviceMetricsOverride", size)

    def run(self, script: str) -> Any:
        """Value of an expression in the page; a promise is waited for. The page's content policy does not apply."""
        asked = {"expression": script, "returnByValue": True, "awaitPromise": True}
        answer = self.send("Runtime.evaluate", asked)
        assert "exceptionDetails" not in answer, answer["exceptionDetails"]
        return answer["result"].get("value")

    def fonts(self, selector: str = "body") -> dict[str, bool]:
        """Families that the text under an element is really shown in, and whether each came from the site."""
        root = self.send("DOM.getDocument")["root"]["nodeId"]
        found: dict[str, bool] = {}
        for node in self.send("DOM.querySelectorAll", {"nodeId": root, "selector": f"{selector} *"})["nodeIds"]:
            for font in self.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]:
                found[font["familyName"]] = found.get(font["familyName"], True) and font["isCustomFont"]
        return found

    def send(self, method: str, params: Mapping[str, object] | None = None) -> Json:
        return self._ask(method, params or {})


@contextmanager
def browser_tab(profile: Path) -> Iterator[Tab]:
    """A tab of a fresh browser, which ends with the block. `profile` is an empty folder for its files."""
    assert CHROMIUM
    to_browser, our_writing = os.pipe()
    our_reading, from_browser = os.pipe()
    # Above 4, so that neither end is overwritten when the other gets the number that Chromium expects.
    ends = [fcntl.fcntl(end, fcntl.F_DUPFD, 10) for end in (to_browser, from_browser)]
    start = f"import os, sys; os.dup2({ends[0]}, 3); os.dup2({ends[1]}, 4); os.execv(sys.argv[1], sys.argv[1:])"
    command = [sys.executable, "-c", start, CHROMIUM, *FLAGS, f"--user-data-dir={profile}"]
    with subprocess.Popen(command, pass_fds=ends, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        for end in (to_browser, from_browser, *ends):
            os.close(end)
        try:
            yield _Pipe(our_reading, our_writing).tab()
        finally:
            os.close(our_writing)
            process.terminate()
            process.wait(10)
            os.close(our_reading)


class _Pipe:
    def __init__(self, reading: int, writing: int) -> None:
        self._reading, self._writing = reading, writing
        self._rest = b""
        self._count = 0
        self._session = ""
        self._answers: dict[int, Json] = {}
        self._tab = Tab(self._ask, self._pump)

    def tab(self) -> Tab:
        target = self._ask("Target.createTarget", {"url": "about:blank"})["targetId"]
        attached = self._ask("Target.attachToTarget", {"targetId": target, "flatten": True})
        self._session = attached["sessionId"]
        for domain in ("Page", "Network", "Log", "Runtime", "DOM", "CSS"):
            self._ask(f"{domain}.enable", {})
        return self._tab

    def _ask(self, method: str, params: Mapping[str, object]) -> Json:
        self._count += 1
        number = self._count
        message: Json = {"id": number, "method": method, "params": params}
        if self._session:
            message["sessionId"] = self._session
        os.write(self._writing, json.dumps(message).encode() + b"\0")
        self._pump(lambda: number in self._answers)
        answer = self._answers.pop(number)
        assert "error" not in answer, (method, answer["error"])
        result: Json = answer["result"]
        return result

    def _pump(self, enough: Callable[[], bool]) -> None:
        end = time.monotonic() + PATIENCE
        while not enough():
            ready, _, _ = select.select([self._reading], [], [], max(0.0, end - time.monotonic()))
            assert ready, "Chromium did not answer"
            read = os.read(self._reading, 1 << 20)
            assert read, "Chromium ended"
            *messages, self._rest = (self._rest + read).split(b"\0")
            for message in map(json.loads, messages):
                if "id" in message:
                    self._answers[message["id"]] = message
                else:
                    self._tab.hear(message)


TYPED = {"desk.html": "oromo", "search.html": "911"}
"""What is looked for on the pages with scripts, so that they show all they can: drafts, and texts of all scripts."""
AT_REST = """new Promise(resolve => {
  const look = () => document.querySelector('[aria-busy="true"]') ? setTimeout(look, 20) : resolve(0)
  look()
})"""


def use(tab: Tab, name: str) -> None:
    """Finds something on a page that has a script, and waits until it is shown; does nothing on others."""
    if name in TYPED:
        tab.run("document.querySelector('#desk-drafts')?.click()")
        tab.run("document.querySelector('input').focus()")
        tab.send("Input.insertText", {"text": TYPED[name]})
        tab.run(AT_REST)
        assert tab.run("document.querySelectorAll('#desk-list > li, .hits > li').length") > 3
