"""Sets one handout again and again within a process: Dragoman, bare Typst or WeasyPrint.

    python bench/sheet_makers.py {dragoman|two|typst|weasyprint} SOURCES WHAT COUNT FOLDER

`SOURCES` is the folder of the package; `WHAT` is `project:guide:language`, or for WeasyPrint the path of a page. Typst
remembers what it has set, so each sheet has other words. One sheet comes first that is not counted. The last one is
left in FOLDER. Prints one line of JSON: wall seconds, processor seconds and MB of one sheet. `two` is Dragoman in two
processes at once.
"""

from __future__ import annotations

import itertools
import json
import logging
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

# ruff: noqa: PLC0415 - each maker runs where the packages of the others are not


def main() -> None:
    maker, sources, what, count, folder = sys.argv[1:]
    if maker == "two":
        _make_on_two(sources, what, count, folder)
        return
    sys.path.insert(0, sources)
    make = _MAKERS[maker](what, int(count))
    make()
    wall, processor = time.perf_counter(), time.process_time()
    for _ in range(int(count)):
        made = make()
    wall, processor = time.perf_counter() - wall, time.process_time() - processor
    Path(folder, f"{maker}.pdf").write_bytes(made)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps([wall / int(count), processor / int(count), memory]))


def _make_on_two(sources: str, what: str, count: str, folder: str) -> None:
    command = [sys.executable, __file__, "dragoman", sources, what, count, folder]
    both = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    walls, processors, memories = zip(*(json.loads(one.communicate()[0]) for one in both), strict=True)
    Path(folder, "dragoman.pdf").rename(Path(folder, "two.pdf"))
    print(json.dumps([sum(walls) / 4, sum(processors) / 2, sum(memories)]))


def _sheets(what: str) -> Callable[[], tuple[Any, int]]:
    """The data of one handout with other words each time, and the date of its text."""
    from dragoman.handouts import compose_handout, open_edition, pdf_timestamp, sheet_data
    from dragoman.project import find_project

    root, guide, language = what.split(":")
    project = find_project(Path(root))
    edition = open_edition(project, project.language(language), today=time.strftime("%Y-%m-%d"))
    numbers = itertools.count(1)

    def data() -> tuple[Any, int]:
        handout = compose_handout(edition, guide, project.settings.offices[0])
        sheet: Any = sheet_data(edition, handout)
        number = next(numbers)
        waiting = [sheet["title"], sheet["summary"], sheet["blocks"]]
        while waiting:
            node = waiting.pop()
            if isinstance(node, dict) and node.get("t") == "text":
                node["text"] += f" {number}"
            waiting += node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
        return sheet, pdf_timestamp(handout)

    return data


def _dragoman(what: str, _count: int) -> Callable[[], bytes]:
    from dragoman.fonts import font_folder
    from dragoman.press import Press, Typesetter

    data = _sheets(what)
    press = Press(Typesetter(font_folder()).typeset)

    def make() -> bytes:
        sheet, timestamp = data()
        return press.set_sheet(sheet, timestamp=timestamp)

    return make


def _typst(what: str, count: int) -> Callable[[], bytes]:
    """The compiler with the template and prepared data, without any Python of ours."""
    from dragoman.fonts import font_folder
    from dragoman.press import typesetter
    from dragoman.press.parts import PARTS, template
    from dragoman.press.prepare import prepare_sheet

    data = _sheets(what)
    prepared = [json.dumps(prepare_sheet(data()[0]), ensure_ascii=False) for _ in range(count + 1)]
    compiler = typesetter.Typesetter(font_folder()).compiler
    main_file = template(PARTS)

    def make() -> bytes:
        made = compiler.compile(
            main_file,
            format="pdf",
            sys_inputs={"sheet": prepared.pop()},
            pdf_standards=list(typesetter.STANDARDS),
            timestamp=0,
        )
        assert isinstance(made, bytes)
        return made

    return make


def _weasyprint(what: str, _count: int) -> Callable[[], bytes]:
    import weasyprint

    logging.getLogger("weasyprint").setLevel(logging.CRITICAL)

    def make() -> bytes:
        made: bytes = weasyprint.HTML(filename=what).write_pdf(pdf_variant="pdf/ua-1", pdf_tags=True)
        return made

    return make


_MAKERS: dict[str, Callable[[str, int], Callable[[], bytes]]] = {
    "dragoman": _dragoman,
    "typst": _typst,
    "weasyprint": _weasyprint,
}

if __name__ == "__main__":
    main()
