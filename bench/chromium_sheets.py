"""Prints one page again and again with one Chromium that is kept, by its own protocol over two pipes.

    python bench/chromium_sheets.py CHROMIUM ADDRESS COUNT FOLDER

One sheet comes first that is not counted. The last one is left in FOLDER. Prints one line of JSON: wall seconds,
processor seconds and MB of one sheet. The seconds of the processor are those of all processes of the browser, which
are known when it has ended; they hold its start too.
"""

from __future__ import annotations

import base64
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

_FLAGS = ("--headless", "--no-sandbox", "--disable-gpu", "--remote-debugging-pipe", "about:blank")


class _Browser:
    def __init__(self, program: str, home: str) -> None:
        theirs_in, self._out = os.pipe()
        self._in, theirs_out = os.pipe()
        # The protocol wants the descriptors 3 and 4.
        script = f'exec "$0" --user-data-dir="$1" {" ".join(_FLAGS)} 3<&{theirs_in} 4>&{theirs_out} 2>/dev/null'
        command = ["bash", "-c", script, program, home]
        self._process = subprocess.Popen(command, pass_fds=(theirs_in, theirs_out), stdout=subprocess.DEVNULL)
        os.close(theirs_in)
        os.close(theirs_out)
        self._reader = os.fdopen(self._in, "rb")
        self._number = 0
        self._kept = b""

    def ask(self, method: str, session: str = "", **parameters: object) -> Any:
        self._number += 1
        asked: dict[str, object] = {"id": self._number, "method": method, "params": parameters}
        if session:
            asked["sessionId"] = session
        os.write(self._out, json.dumps(asked).encode() + b"\0")
        return self.hear(lambda said: said.get("id") == self._number)

    def hear(self, is_it: Any) -> Any:
        """The next message of which `is_it` is true; others are passed over."""
        while True:
            while b"\0" not in self._kept:
                read = self._reader.read1(1 << 20)
                if not read:
                    sys.exit("Chromium ended.")
                self._kept += read
            message, _, self._kept = self._kept.partition(b"\0")
            said = json.loads(message)
            if is_it(said):
                if "error" in said:
                    sys.exit(f"Chromium: {said['error']['message']}")
                return said.get("result", said)

    def end(self) -> None:
        self.ask("Browser.close")
        self._process.wait()


def main() -> None:
    program, address, count, folder = sys.argv[1:]
    with tempfile.TemporaryDirectory() as home:
        browser = _Browser(program, home)
        target = browser.ask("Target.createTarget", url="about:blank")["targetId"]
        session = browser.ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        browser.ask("Page.enable", session)

        def make() -> bytes:
            browser.ask("Page.navigate", session, url=address)
            browser.hear(lambda said: said.get("method") == "Page.loadEventFired")
            printed = browser.ask("Page.printToPDF", session, generateTaggedPDF=True, preferCSSPageSize=True)
            return base64.b64decode(printed["data"])

        make()
        start = time.perf_counter()
        for _ in range(int(count)):
            made = make()
        wall = time.perf_counter() - start
        browser.end()
    Path(folder, "kept.pdf").write_bytes(made)
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    processor = used.ru_utime + used.ru_stime
    print(json.dumps([wall / int(count), processor / (int(count) + 1), used.ru_maxrss / 1024]))


if __name__ == "__main__":
    main()
