"""A built site in Firefox: what sticks out or overlaps on each page, and the front desk used by keys alone.

    dragoman build
    python tools/firefox_pages.py build [--width 500 1280]

Firefox is driven by WebDriver BiDi, which it speaks by itself; tornado, which Dask brings, carries it. The exit code
is 1 if something is wrong. A window of Firefox is never narrower than 500 pixels but by its emulation of a viewport.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import shutil
import subprocess
import sys
import tempfile
from itertools import count
from pathlib import Path
from typing import Any

from tornado.websocket import WebSocketClientConnection, websocket_connect

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tests")]

from web.judging import OVERFLOW, OVERLAP  # noqa: E402

PORT = 9323
KEYS = {"Enter": "\ue007", "Tab": "\ue004", "ArrowDown": "\ue015"}
Json = dict[str, Any]


class Firefox:
    """One tab."""

    def __init__(self, socket: WebSocketClientConnection) -> None:
        self._socket = socket
        self._numbers = count(1)
        self._context = ""

    async def begin(self) -> None:
        await self.ask("session.new", {"capabilities": {}})
        self._context = (await self.ask("browsingContext.getTree", {}))["contexts"][0]["context"]

    async def ask(self, method: str, params: Json) -> Json:
        number = next(self._numbers)
        await self._socket.write_message(json.dumps({"id": number, "method": method, "params": params}))
        while True:
            said = json.loads(await self._socket.read_message() or "{}")
            if said.get("id") == number:
                assert "error" not in said, said
                result: Json = said["result"]
                return result

    async def open(self, address: str, width: int) -> None:
        size = {"context": self._context, "viewport": {"width": width, "height": 800}}
        await self.ask("browsingContext.setViewport", size)
        await self.ask("browsingContext.navigate", {"context": self._context, "url": address, "wait": "complete"})
        await self.run("document.fonts.ready.then(() => 0)")

    async def run(self, script: str) -> Any:
        """Value of an expression in the page."""
        asked = {
            "expression": f"Promise.resolve({script}).then(JSON.stringify)",
            "target": {"context": self._context},
            "awaitPromise": True,
        }
        answer = await self.ask("script.evaluate", asked)
        return json.loads(answer["result"].get("value", "null"))

    async def press(self, *keys: str) -> None:
        actions = [{"type": kind, "value": KEYS.get(key, key)} for key in keys for kind in ("keyDown", "keyUp")]
        source = {"type": "key", "id": "keys", "actions": actions}
        await self.ask("input.performActions", {"context": self._context, "actions": [source]})

    async def address(self) -> str:
        url: str = (await self.ask("browsingContext.getTree", {}))["contexts"][0]["url"]
        return url


async def look(firefox: Firefox, site: Path, widths: list[int]) -> list[str]:
    wrong: list[str] = []
    pages = sorted(site.rglob("*.html"))
    for page in pages:
        for width in widths:
            await firefox.open(page.as_uri(), width)
            seen = await firefox.run("document.scrollingElement.clientWidth")
            sideways, *cut = await firefox.run(f"{OVERFLOW}(1)")
            found = [f"scrolls sideways by {sideways}"] if sideways else []
            found += [f"sticks out: {one}" for one in cut]
            found += [f"overlaps: {one}" for one in await firefox.run(OVERLAP)]
            wrong += [f"{page.relative_to(site)}, {seen} of {width}: {one}" for one in found]
    print(f"{len(pages)} pages, {widths}: {len(wrong)} wrong")
    return wrong


async def use_the_desk(firefox: Firefox, site: Path) -> list[str]:
    """Types, chooses, and opens the sheet; then reaches the last link of the page by Tab alone."""
    await firefox.open((site / "desk.html").as_uri(), 1280)
    await firefox.press("Tab", "Tab", "Tab", "Tab")
    focused = await firefox.run("document.activeElement.id || document.activeElement.textContent")
    await firefox.open((site / "desk.html").as_uri(), 1280)
    await firefox.run("document.getElementById('desk-drafts').click(), document.getElementById('desk-query').focus()")
    await firefox.press(*"warn arabic")
    await asyncio.sleep(0.5)
    shown = await firefox.run("[...document.querySelectorAll('#desk-list .what')].map(one => one.textContent)")
    await firefox.press("Enter")
    await asyncio.sleep(1)
    print(f"By four Tabs at rest: {focused}. “warn arabic”: {shown}. After Enter: {await firefox.address()}")
    right = len(shown) == 1 and (await firefox.address()).endswith("/ar/warning-signs.pdf")
    return [] if right else ["the desk"]


async def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("site", type=Path)
    parser.add_argument("--width", type=int, nargs="+", default=[320, 1280])
    options = parser.parse_args()
    program = shutil.which("firefox")
    if program is None:
        print("There is no Firefox.")
        return 2
    with tempfile.TemporaryDirectory() as profile:
        command = [program, "--headless", "--no-remote", "--profile", profile, f"--remote-debugging-port={PORT}"]
        with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
            try:
                for _ in range(120):
                    try:
                        socket = await websocket_connect(f"ws://127.0.0.1:{PORT}/session", max_message_size=1 << 26)
                        break
                    except OSError:
                        await asyncio.sleep(0.5)
                firefox = Firefox(socket)
                await firefox.begin()
                site = options.site.resolve()
                wrong = [*await use_the_desk(firefox, site), *await look(firefox, site, options.width)]
            finally:
                process.terminate()
    print("\n".join(wrong))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
