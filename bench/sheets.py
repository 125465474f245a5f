"""How many sheets a second: Dragoman, bare Typst, WeasyPrint and Chromium on the same handout, in turn.

    python bench/sheets.py --weasyprint /path/to/venv/bin/python --chromium /usr/bin/chromium --rounds 5

One handout of the shipped project in Spanish. Dragoman and bare Typst set it from the same data (bare Typst is the
compiler with the template and the prepared data, without any Python of ours). WeasyPrint and Chromium print our own
page of it with its style sheets and fonts. In each round every tool has its turn, so that a ratio is one of neighbours
in time. Libraries are warmed up by one sheet and then measured within one process; each sheet has other words, because
Typst remembers what it has set. Chromium is a process a sheet, and
so is `dragoman print`. Two workers are two processes at once. Prints medians with the least and the greatest.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
GUIDE, LANGUAGE = "before-your-injection", "es"
SHEETS = 5
"""In one process and round, after one that is not counted."""
PRELUDE = f"""
import itertools, json, resource, sys, time
sys.path.insert(0, {str(ROOT / "src")!r})
def report(make, count):
    make()
    wall, cpu = time.perf_counter(), time.process_time()
    for _ in range(count): make()
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    print(json.dumps([wall / count, cpu / count, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024]))
"""
HANDOUT = f"""
from pathlib import Path
from dragoman.build import set_pdf
from dragoman.handouts import compose_handout, open_edition, pdf_timestamp, sheet_data
from dragoman.project import find_project
project = find_project(Path({str(ROOT)!r}))
edition = open_edition(project, project.language({LANGUAGE!r}), today="2026-11-26")
made = itertools.count(1)
def data():
    handout = compose_handout(edition, {GUIDE!r}, project.settings.offices[0])
    sheet, number = sheet_data(edition, handout), next(made)
    waiting = [sheet["title"], sheet["summary"], sheet["blocks"]]
    while waiting:  # Typst remembers what it has set: each text is made a new one
        node = waiting.pop()
        if isinstance(node, dict) and node.get("t") == "text": node["text"] += f" {{number}}"
        waiting += node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
    return sheet, pdf_timestamp(handout)
"""
DRAGOMAN = PRELUDE + HANDOUT + "report(lambda: set_pdf(*data()), int(sys.argv[1]))"
TYPST = (
    PRELUDE
    + HANDOUT
    + """
from dragoman.press import press
from dragoman.press.parts import PARTS, template
from dragoman.press.prepare import prepare_sheet
from dragoman.fonts import font_folder
import typst
count = int(sys.argv[1])
prepared = [json.dumps(prepare_sheet(data()[0]), ensure_ascii=False) for _ in range(count + 1)]
setter = press.Press(font_folder())
report(lambda: setter._compiler.compile(template(PARTS), format="pdf", sys_inputs={"sheet": prepared.pop()},
       pdf_standards=press.STANDARDS, timestamp=0), count)
"""
)
WEASYPRINT = (
    PRELUDE
    + """
import logging, weasyprint
logging.getLogger("weasyprint").setLevel(logging.CRITICAL)
report(lambda: weasyprint.HTML(filename=sys.argv[2]).write_pdf(pdf_variant="pdf/ua-1", pdf_tags=True), int(sys.argv[1]))
"""
)
Measured = tuple[float, float, float]
"""Seconds, processor seconds and most memory in MiB, of one sheet."""


def within(python: str, code: str, *more: str, workers: int = 1) -> Measured:
    """Sheets made within a process; of several processes at once, the seconds that one sheet takes of the time."""
    command = [python, "-c", code, str(SHEETS), *more]
    running = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(workers)]
    said = [json.loads(process.communicate()[0]) for process in running]
    wall, cpu, memory = (max(part) for part in zip(*said, strict=True))
    return wall / workers, cpu, memory


def whole(*command: str) -> Measured:
    """A process a sheet, with all processes that it starts."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=ROOT)
    _, status, used = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0, command
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return wall, cpu, used.ru_maxrss / 1024


def tools(options: argparse.Namespace, folder: Path) -> dict[str, Callable[[], Measured]]:
    page = folder / "built" / LANGUAGE / f"{GUIDE}.html"
    pdf = str(folder / "sheet.pdf")
    start = f"import sys; sys.path.insert(0, {str(ROOT / 'src')!r}); from dragoman.cli import entry; entry()"
    ours = [sys.executable, "-c", start]
    found: dict[str, Callable[[], Measured]] = {
        "bare Typst, 1": lambda: within(sys.executable, TYPST),
        "Dragoman, 1": lambda: within(sys.executable, DRAGOMAN),
        "Dragoman, 2": lambda: within(sys.executable, DRAGOMAN, workers=2),
        "dragoman print": lambda: whole(*ours, "print", GUIDE, LANGUAGE, "-o", pdf),
    }
    if options.weasyprint:
        found["WeasyPrint, 1"] = lambda: within(options.weasyprint, WEASYPRINT, str(page))
        found["WeasyPrint, 2"] = lambda: within(options.weasyprint, WEASYPRINT, str(page), workers=2)
    if options.chromium:
        flags = ("--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", f"--print-to-pdf={pdf}")
        found["Chromium"] = lambda: whole(options.chromium, *flags, page.as_uri())
    return found


def spread(values: list[float], digits: int) -> str:
    low, middle, high = min(values), statistics.median(values), max(values)
    return f"{middle:.{digits}f} ({low:.{digits}f}–{high:.{digits}f})"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--weasyprint", metavar="PYTHON", help="a Python that has WeasyPrint")
    parser.add_argument("--chromium", metavar="PROGRAM")
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    (ROOT / "build").mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=ROOT / "build") as name:
        folder = Path(name).resolve()
        build = [sys.executable, "-m", "dragoman", "build", LANGUAGE, "--guide", GUIDE, "--format", "html"]
        environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
        inside = folder.relative_to(ROOT) / "built"
        subprocess.run(
            [*build, "--output", str(inside)], cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL
        )
        measured: dict[str, list[Measured]] = {}
        load = os.getloadavg()[0]
        for _ in range(options.rounds):
            for tool, run in tools(options, folder).items():
                measured.setdefault(tool, []).append(run())
    machine = f"{platform.platform()}, Python {platform.python_version()}, {os.cpu_count()} cores"
    print(f"{machine}, load {load:.1f} at the start")
    print(f"| Tool | ms a sheet | sheets a second | CPU ms | MiB | times Dragoman, 1 |\n|{' --- |' * 6}")
    floor = [wall for wall, _, _ in measured["Dragoman, 1"]]
    for tool, rounds in measured.items():
        walls = [wall for wall, _, _ in rounds]
        ratios = [wall / least for wall, least in zip(walls, floor, strict=True)]
        cells = (
            tool,
            spread([1000 * wall for wall in walls], 0),
            f"{1 / statistics.median(walls):.1f}",
            f"{1000 * statistics.median(cpu for _, cpu, _ in rounds):.0f}",
            f"{max(memory for _, _, memory in rounds):.0f}",
            spread(ratios, 1),
        )
        print(f"| {' | '.join(cells)} |", flush=True)


if __name__ == "__main__":
    main()
