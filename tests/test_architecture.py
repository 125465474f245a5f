"""The house of `ARCHITECTURE.md` as a table: who may import whom, who owns which outside package, who stays pure."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator, Mapping
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path
from typing import NamedTuple

SRC = Path(__file__).parent.parent / "src" / "dragoman"

WORDS = {
    "model": "",
    "errors": "model",
}
PURE_CORE = {
    "adopt": "edits errors markup model",
    "approval": "errors markup model render signoff",
    "checks": "errors languages lexicons localize markup model signoff values writing",
    "checks.rules": (
        "checks.anatomy checks.concepts checks.denials checks.displacement checks.english checks.figures "
        "checks.history checks.judge checks.lengths checks.likeness checks.mending checks.needs checks.pairs_of_marks "
        "checks.passages checks.punctuation checks.reading checks.repeats checks.residue "
        "checks.signed checks.swaps checks.views extract languages "
        "lexicons markup merge model policy signoff values writing"
    ),
    "edits": "markup model",
    "extract": "markup model",
    "languages": "errors model",
    "lexicons": "model",
    "localize": "languages markup model ondemand values writing",
    "ondemand": "",
    "markup": "errors model",
    "merge": "errors model",
    "answers": "errors model review signing signoff",
    "cells": "answers errors model review",
    "claims": "localize markup model policy render.words",
    "freshness": "model policy signing",
    "policy": "markup model signoff",
    "signing": "model policy signoff",
    "ledger_file": "errors model signoff",
    "signoff": "edits markup model",
    "render": "errors localize markup model review signing",
    "report": "checks.identity edits.difference freshness model signing",
    "review": "localize markup model render.blocks signing",
    "settings": "errors languages model",
    "sync": "edits markup model",
    "values": "lexicons model writing",
    "writing": "",
}
EDGES = {
    "archive": "approval errors folder handouts history model project render",
    "cluster": "build errors guard jobs program",
    "container": "errors",
    "babel_messages": "errors extract markup model",
    "copies": "",
    "judging": "copies edits markup",
    "jobs": "freshness guard model project render signing",
    "build": "archive compiled freshness handouts jobs localize model pages pressroom project render thumbnail",
    "cache": "disk model",
    "compiled": "disk render",
    "front_desk": "cache drawers handouts model outputs program project render shelves",
    "drawers": "archive cache freshness jobs model program project render shelves",
    "notes": "freshness jobs model render signing",
    "shelves": "build cache jobs model render reuse shown stamps",
    "edited": "build jobs model outputs project render reuse stamps",
    "disk": "errors",
    "garbage": "",
    "fonts": "errors model program",
    "git": "errors",
    "guard": "copies errors garbage",
    "handouts": "claims errors fonts freshness localize markup model policy project render settings signoff",
    "heads": "cache model",
    "history": "disk errors folder git handouts ledger_file markup model project render settings",
    "index": "handouts jobs model pages project render",
    "gathered": "cache compiled front_desk lists model outputs project render reuse search shelves site",
    "lists": "cache freshness index jobs model outputs overview program project render report shelves",
    "pages": "handouts localize model project render",
    "findings": "checks errors git inquiry ledgers messages model po printing project recall settings",
    "inquiry": "checks copies errors extract ledgers markup messages model project recall",
    "inspection": "checks errors findings model project references settings",
    "last_approved": "approval archive errors handouts history model pressroom project render",
    "layout": "errors languages model",
    "ledgers": "checks errors extract folder handouts ledger_file localize model project",
    "messages": "extract localize markup model page_words project render",
    "page_words": "babel_messages model",
    "overview": "errors freshness handouts localize markup messages model pages project render report",
    "outputs": "disk model project stamps",
    "pdf": "errors model pdf_content",
    "pdf_content": "errors",
    "thumbnail": "pdf",
    "pressroom": "fonts guard model press render",
    "printing": "checks errors handouts model pdf pressroom project render",
    "po": "errors model",
    "program": "disk",
    "reuse": "archive cache freshness heads jobs markup model notes program project references render stamps",
    "search": "build cache freshness handouts jobs model outputs program project render reuse shelves",
    "shown": "cache model render",
    "site": "cache fonts model outputs pages program project render shelves shown",
    "stamps": "disk",
    "starter": "model",
    "templates": "model po project sync",
    "press": (
        "errors render.card render.certificate_types render.identity render.order render.poster_types "
        "render.proof_types "
        "render.review_types "
        "render.sheet_types"
    ),
    "packs": "model posters pressroom project render verified",
    "posters": "claims errors fonts handouts model policy project render",
    "proofs": "handouts model pressroom project render",
    "recall": "cache checks disk errors model program project",
    "references": "errors localize markup model project render settings",
    "reviewing": "errors fonts handouts inspection model pressroom render.review review settings",
    "workers": "cluster guard jobs project",
    "workbook": "answers cells container errors model review",
    "folder": "disk errors model",
    "project": "disk errors folder languages layout ledger_file model ondemand po render.words settings sources",
    "sources": "errors folder layout markup model ondemand render.words",
    "unchanged": "cache disk jobs program project shelves stamps",
    "verified": "",
    "verification": "archive errors handouts model packs pressroom project render verified",
}
APPLICATION = {
    "__main__": "cli",
    "cli": (
        "checks commands errors findings garbage inspection jobs languages model project report settings signing sync"
    ),
    "commands": (
        "adopt answers approval archive build cache cells checks container copies disk edited errors fonts gathered "
        "guard handouts inspection jobs judging last_approved layout ledger_file markup merge messages model outputs "
        "overview po policy posters pressroom program project proofs references render report reuse reviewing "
        "settings shelves shown signing signoff site stamps starter sync templates unchanged verification verified "
        "workbook workers"
    ),
}
RINGS: tuple[Mapping[str, str], ...] = (WORDS, PURE_CORE, EDGES, APPLICATION)
TABLE: Mapping[str, str] = {unit: friends for ring in RINGS for unit, friends in ring.items()}
"""A module or package, and what it may import of the others; the entry with the longest name counts.

Modules of a package may import each other. An entry for a part of a package takes it out of the package's own.
"""

OUTSIDE: Mapping[str, str] = {
    "babel_messages": "babel.messages",
    "cluster": "distributed",
    "fonts.subset": "uharfbuzz",
    "fonts.woff2": "brotli",
    "languages.babel_data": "babel",
    "markup.events": "pyromark",
    "markup.front_matter": "yaml",
    "po.mo": "polib",
    "press.typesetter": "typst",
    "pdf": "pypdfium2",
    "pdf_content": "pypdf",
    "press.qr": "segno",
    "render.templating": "jinja2 markupsafe",
    "workbook": "openpyxl",
}
"""The one importer of each outside package."""

# fmt: off
PURE_LIBRARY = frozenset((
    "__future__", "base64", "bisect", "collections", "dataclasses", "difflib", "enum", "functools", "hashlib", "heapq",
    "html", "itertools", "json", "math", "re", "textwrap", "tomllib", "typing", "unicodedata", "xml", "zlib",
))
# fmt: on
"""What the inner rings may use of Python's library: nothing that knows a disk, a clock, the environment or a person."""

OWN_DATA: Mapping[str, str] = {
    "edits.lexicon": "importlib.resources",  # reads its word list
    "edits.synonyms": "importlib.resources",  # reads its word list
    "lexicons.lexicon": "importlib.resources",  # reads its word lists
    "values.formats": "importlib.resources",  # reads its table
    "markup.front_matter": "datetime",  # tells a date from other texts and asks no clock
    "merge.header": "datetime",  # reads dates and asks no clock
    "languages.plurals": "gettext",  # for `c2py`, which reads an expression and no file
    "languages.registry": "pathlib",  # reads registry.toml beside it
    "render.templating": "pathlib types",  # reads the templates beside it, and knows their code
    "writing.english": "importlib.resources",  # reads its word list
    "writing.tongues": "importlib.resources",  # reads its word lists
    "answers": "datetime",  # reads dates and asks no clock
    "cells": "string",  # names columns
    "policy": "datetime",  # reckons with dates and asks no clock
    "ledger_file": "datetime",  # reads dates and asks no clock
    "settings.waivers": "datetime",  # tells a date from other values and asks no clock
}
"""Modules of the pure core that read the package's own files, or have another reason to be excused."""

TALKATIVE = frozenset({"open", "print", "input", "exit", "eval", "exec", "__import__"})
WRITING = frozenset({"write_bytes", "write_text", "unlink", "rmdir", "rmtree", "mkdir", "symlink_to", "rename"})
OWN_FILES = {
    "cache": "entries and their folders",
    "stamps": "notes of a build",
    "program": "the note of its own digest",
    "folder": "what a build no longer makes",
    "press.typesetter": "templates, in a folder that ends with the process",
    "guard": "the folder of a process that ended",
    "cluster": "the project's files on a worker",
    "commands.print_": "the notice beside a sheet that needs none any more",
}
"""Who makes folders, or removes or writes files, beside `disk`: nothing of it is work of people."""
NO_NAMES = re.compile(r"utils?|helpers?|common|misc|manager|core|handler|processor")
LONGEST = 400


class Import(NamedTuple):
    module: str
    """The importing module, without `dragoman.`."""
    target: str
    """A module of ours without `dragoman.`, or the full name of another one."""
    name: str
    ours: bool
    where: str


@cache
def modules() -> Mapping[str, Path]:
    return {_module_name(path): path for path in sorted(SRC.rglob("*.py"))}


def _module_name(path: Path) -> str:
    parts = path.relative_to(SRC).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@cache
def imports() -> tuple[Import, ...]:
    return tuple(found for module, path in modules().items() for found in _imports_of(module, path))


def _imports_of(module: str, path: Path) -> Iterator[Import]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            named = [(alias.name, "") for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{_place(path, node)}: relative import"
            named = [(str(node.module), alias.name) for alias in node.names]
        else:
            continue
        for source, name in named:
            ours = source.partition(".")[0] == "dragoman"
            inner = f"{source}.{name}".removeprefix("dragoman.")
            target = source.removeprefix("dragoman").removeprefix(".") if ours else source
            yield Import(module, inner if ours and inner in modules() else target, name, ours, _place(path, node))


def _place(path: Path, node: ast.stmt | ast.expr) -> str:
    return f"src/dragoman/{path.relative_to(SRC)}:{node.lineno}"


def unit_of(module: str) -> str:
    """The entry of the table that a module falls under; itself where there is none."""
    entries = [unit for unit in TABLE if module == unit or module.startswith(f"{unit}.")]
    return max(entries, key=len, default=module)


def within(module: str, friends: str) -> str | None:
    """The friend that a module is, or is a part of."""
    return next((friend for friend in friends.split() if module == friend or module.startswith(f"{friend}.")), None)


def is_allowed(found: Import) -> bool:
    if not found.target:
        return found.name == "__version__"
    unit = unit_of(found.module)
    own = within(found.target, unit.partition(".")[0]) and unit == unit.partition(".")[0]
    return bool(own or unit == unit_of(found.target) or within(found.target, TABLE.get(unit, "")))


def is_pure(module: str) -> bool:
    return unit_of(module) in {*WORDS, *PURE_CORE}


def test_every_module_has_a_place_in_the_table() -> None:
    assert [module for module in modules() if module and unit_of(module) not in TABLE] == []
    assert [unit for unit in TABLE if unit not in modules()] == []


def test_nobody_imports_beyond_the_table() -> None:
    offending = [f"{i.where}: {i.module} may not import {i.target}" for i in imports() if i.ours and not is_allowed(i)]
    assert not offending, "\n".join(offending)


def test_the_table_allows_nothing_that_nobody_needs() -> None:
    used = {(unit_of(i.module), within(i.target, TABLE.get(unit_of(i.module), ""))) for i in imports() if i.ours}
    allowed = {(unit, friend) for unit, friends in TABLE.items() for friend in friends.split()}
    assert allowed - used == set()


def test_no_ring_looks_outward() -> None:
    ring_of = {unit: number for number, ring in enumerate(RINGS) for unit in ring}
    outward = [
        f"{unit} → {friend}"
        for unit, friends in TABLE.items()
        for friend in friends.split()
        if ring_of[unit_of(friend)] > ring_of[unit]
    ]
    assert outward == []


def test_modules_import_in_one_direction() -> None:
    graph: dict[str, set[str]] = {}
    for found in imports():
        if found.ours and found.target:
            graph.setdefault(found.module, set()).add(found.target)
    TopologicalSorter(graph).prepare()  # raises CycleError, which names the circle


def test_each_outside_package_has_one_importer() -> None:
    standard = sys.stdlib_module_names
    outside = [i for i in imports() if not i.ours and i.target.partition(".")[0] not in standard]
    offending = [
        f"{i.where}: {i.module} may not import {i.target}"
        for i in outside
        if within(i.target, OUTSIDE.get(i.module, "")) is None
    ]
    assert not offending, "\n".join(offending)
    used = {(i.module, within(i.target, OUTSIDE[i.module])) for i in outside}
    assert {(module, name) for module, names in OUTSIDE.items() for name in names.split()} - used == set()


def test_one_module_starts_programs() -> None:
    assert {i.module for i in imports() if i.target.partition(".")[0] in ("subprocess", "pty")} == {"git"}


def test_the_inner_rings_know_no_disk_no_clock_and_no_terminal() -> None:
    offending = [
        f"{i.where}: {i.module} may not import {i.target}"
        for i in imports()
        if is_pure(i.module)
        and i.target.partition(".")[0] in sys.stdlib_module_names - PURE_LIBRARY
        and i.target not in OWN_DATA.get(i.module, "").split()
    ]
    assert not offending, "\n".join(offending)


def test_the_inner_rings_neither_open_nor_print() -> None:
    offending = [
        f"{_place(path, node)}: {node.func.id}()"
        for module, path in modules().items()
        if is_pure(module)
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in TALKATIVE
    ]
    assert not offending, "\n".join(offending)


def test_only_commands_and_the_error_boundary_print() -> None:
    offending = [
        f"{_place(path, node)}: print()"
        for module, path in modules().items()
        if unit_of(module) != "commands" and module not in ("cli", "cli.boundary")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"
    ]
    assert not offending, "\n".join(offending)


def test_only_disk_writes_work_of_people() -> None:
    found = {
        module
        for module, path in modules().items()
        if unit_of(module) != "disk"
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if (isinstance(node, ast.Attribute) and node.attr in WRITING)
        or (isinstance(node, ast.Name) and node.id == "rmtree")
    }
    assert found == set(OWN_FILES)


def test_nobody_imports_what_another_module_keeps_to_itself() -> None:
    private = [f"{i.where}: {i.name}" for i in imports() if i.ours and re.match(r"_[^_]", i.name)]
    assert private == []


def test_names_say_what_a_module_is_about() -> None:
    paths = [path for path in sorted(SRC.rglob("*")) if path.suffix == ".py" or path.is_dir()]
    vague = [path.name for path in paths if any(NO_NAMES.fullmatch(part) for part in re.split(r"[_.]", path.stem))]
    assert vague == []


def test_every_module_says_its_job_and_is_not_too_long() -> None:
    texts = {module: path.read_text("utf-8") for module, path in modules().items()}
    assert [module for module, text in texts.items() if not ast.get_docstring(ast.parse(text))] == []
    assert [module for module, text in texts.items() if text.count("\n") > LONGEST] == []
