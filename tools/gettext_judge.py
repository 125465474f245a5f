"""GNU gettext as the judge of what a catalog means: `msgcat` in a child, its answer beside ours.

`msgcat` writes in one manner only, so that what it says can be read by a dozen lines that share nothing with
`dragoman.po`. Where the two disagree the reason must stand in `gettext_differences`; anything else is a loss.
"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from dragoman.errors import UnreadableCatalog
from dragoman.model import Catalog, Entry, Status
from dragoman.po import read_catalog
from dragoman.po.convert import convert_catalog
from gettext_differences import DIFFERENCES, FUZZY_HERE, FUZZY_THERE, Case

SECONDS = 60
"""What a child may take: it is the judge that hangs or crashes on some files, not only the judged."""
READ = ("msgcat", "--no-wrap", "--force-po", "-")
BYTE_ORDER_MARK = b"\xef\xbb\xbf"


class NoVerdictError(Exception):
    """The program crashed or was too slow."""


def told(command: Sequence[str], content: bytes = b"") -> tuple[int, bytes, str]:
    """Exit code, output and messages of a GNU program; raises `NoVerdictError`."""
    try:
        done = subprocess.run(
            command,
            input=content,
            capture_output=True,
            check=False,
            timeout=SECONDS,
            env={"LC_ALL": "C", "PATH": _PATH},
        )
    except subprocess.TimeoutExpired:
        raise NoVerdictError(f"{command[0]} took more than {SECONDS} s") from None
    if done.returncode < 0:
        raise NoVerdictError(f"{command[0]} was killed by signal {-done.returncode}")
    return done.returncode, done.stdout, done.stderr.decode(errors="replace")


_PATH = "/usr/local/bin:/usr/bin:/bin:/opt/homebrew/bin"


# ── what each side has read ──


@dataclass(frozen=True)
class Record:
    """An entry as far as `msgcat` can tell it."""

    texts: tuple[tuple[str, str], ...]
    """Fields by name; previous ones behind a bar."""
    fuzzy: bool
    obsolete: bool
    comments: tuple[str, ...]
    extracted: tuple[str, ...]
    references: tuple[str, ...]
    flags: frozenset[str]


def our_records(catalog: Catalog) -> list[Record]:
    """What we read, without what `msgcat` drops: see `_told_by_msgcat`. Obsolete entries last, as it writes them."""
    found = [catalog.header, *catalog.entries] if catalog.header.raw else list(catalog.entries)
    kept = [_record(entry) for entry in found if _is_told(entry)]
    return sorted(kept, key=lambda record: record.obsolete)


def _is_told(entry: Entry) -> bool:
    return entry.status is not Status.OBSOLETE or entry.translation[0] != ""


def _record(entry: Entry) -> Record:
    texts: list[tuple[str, str | None]] = []
    if entry.previous is not None:
        texts += [("|msgctxt", entry.previous.context), ("|msgid", entry.previous.text)]
    texts += [("|msgid_plural", entry.previous_plural), ("msgctxt", entry.key.context), ("msgid", entry.key.text)]
    texts.append(("msgid_plural", entry.plural))
    names = ("msgstr",) if entry.plural is None else tuple(f"msgstr[{form}]" for form in range(len(entry.translation)))
    texts += zip(names, entry.translation, strict=True)
    obsolete = entry.status is Status.OBSOLETE
    fuzzy = entry.status is Status.FUZZY or (obsolete and "fuzzy" in entry.flags)
    return Record(
        tuple((name, text) for name, text in texts if text is not None),
        # A fuzzy translation without text is no fuzzy translation to gettext.
        fuzzy and entry.translation[0] != "",
        obsolete,
        _without_sticky_flags(map(_note, entry.comments)),
        tuple(map(_note, entry.extracted)),
        _references(entry.references),
        frozenset(entry.flags) - {"fuzzy"},
    )


def _note(text: str) -> str:
    return text.strip(" \t\r\f\v")


def _without_sticky_flags(comments: Iterable[str]) -> tuple[str, ...]:
    """gettext before 0.23 takes `#=` for a comment."""
    return tuple(text for text in comments if not text.startswith("="))


_FIELD = re.compile(r'(#~\| |#\| |#~ )?(?:(msg[a-z_]+(?:\[\d+\])?) )?"(.*)"', re.DOTALL)
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "a": "\a", "b": "\b", "f": "\f", "v": "\v", "\\": "\\", '"': '"'}


def their_records(output: bytes) -> list[Record]:
    """What `msgcat --no-wrap` wrote. Its entries are parted by empty lines, and by nothing else."""
    return [_parsed(block.split("\n")) for block in output.decode().removesuffix("\n").split("\n\n") if block]


def _parsed(lines: list[str]) -> Record:
    texts: dict[str, str] = {}
    notes: dict[str, list[str]] = {kind: [] for kind in " .:,"}
    name, obsolete = "", False
    for line in lines:
        found = _FIELD.fullmatch(line)
        if found is not None:
            mark = found[1] or ""
            obsolete = obsolete or "~" in mark
            name = ("|" if "|" in mark else "") + found[2] if found[2] else name
            texts[name] = texts.get(name, "") + _ESCAPED.sub(lambda escape: _ESCAPES[escape[1]], found[3])
        else:
            kind = line[1:2] or " "
            notes[kind].append(line[2:])
    flags = {flag.strip() for line in notes[","] for flag in line.split(",")}
    return Record(
        tuple(texts.items()),
        "fuzzy" in flags,
        obsolete,
        _without_sticky_flags(map(_note, notes[" "])),
        tuple(map(_note, notes["."])),
        _references(found for line in notes[":"] for found in _REFERENCE.findall(line) if found != "\r"),
        frozenset(flags - {"fuzzy"}),
    )


_REFERENCE = re.compile(r"\u2068[^\u2068\u2069]*\u2069\S*|[^ ]+")


def _references(found: Iterable[str]) -> tuple[str, ...]:
    """Each once, as `msgcat` has them; it leaves carriage returns at their ends, and isolates round blanks."""
    plain = (text.replace("\u2068", "").replace("\u2069", "").removesuffix("\r") for text in found)
    return tuple(dict.fromkeys(plain))


# ── the two beside each other ──


class Outcome(StrEnum):
    SAME = "same entries"
    BOTH_REFUSE = "both refuse"
    KNOWN = "known difference"
    NO_VERDICT = "no verdict"
    LOSS = "LOSS"


@dataclass(frozen=True)
class Judged:
    outcome: Outcome
    detail: str = ""
    """The name of a known difference, or what is wrong."""
    agreed: bool = False
    """Whether both accept the file, or both refuse it."""


def compare(content: bytes, *, converted: bool = False) -> Judged:
    """Reads a file both ways, as it is or as `dragoman convert` makes it.

    Any error of ours that is not `UnreadableCatalog` is the caller's to catch.
    """
    try:
        catalog = read_catalog(convert_catalog(content, "x.po").content if converted else content, "x.po")
        refused = ""
    except UnreadableCatalog as error:
        refused = error.problem
    try:
        # gettext has no byte order mark; what stands behind one is compared all the same.
        command = [*READ[:-1], "--to-code=UTF-8", "-"] if converted else READ
        code, output, messages = told(command, content.removeprefix(BYTE_ORDER_MARK))
    except NoVerdictError as error:
        return Judged(Outcome.NO_VERDICT, str(error))
    if refused and code:
        return Judged(Outcome.BOTH_REFUSE, agreed=True)
    parts: frozenset[str] = frozenset()
    if not refused and not code:
        parts = unlike(our_records(catalog), their_records(output))
        if not parts:
            return Judged(Outcome.SAME, agreed=True)
    errors = [line for line in messages.splitlines() if "warning: " not in line]
    return explained(Case(content, refused, (errors or ["?"])[0] if code else "", parts))


def unlike(ours: list[Record], theirs: list[Record]) -> frozenset[str]:
    """The parts of records that differ."""
    if len(ours) != len(theirs):
        return frozenset({"number of entries"})
    found: set[str] = set()
    for our, their in zip(ours, theirs, strict=True):
        same = {name: getattr(our, name) == getattr(their, name) for name in Record.__dataclass_fields__}
        # It drops the flags that it does not know, and parts them at blanks whatever stands round them.
        same["flags"] = _words(their.flags) <= _words(our.flags)
        found |= {name for name, equal in same.items() if not equal and name != "fuzzy"}
        if our.fuzzy != their.fuzzy:
            found.add(FUZZY_HERE if our.fuzzy else FUZZY_THERE)
    return frozenset(found)


def _words(flags: Iterable[str]) -> set[str]:
    """Without numbers: it mends a range that is not one."""
    words = [word for flag in flags for word in flag.split()]
    return {word.removeprefix("possible-") for word in words if re.fullmatch("[a-z-]+", word)}


def explained(case: Case) -> Judged:
    """The known difference that a disagreement is, or a loss."""
    for name, difference in DIFFERENCES.items():
        if difference.holds(case):
            return Judged(Outcome.KNOWN, name, bool(case.parts))
    who = f"we refuse: {case.refused}" if case.refused else f"msgcat refuses: {case.complaint}"
    detail = f"read in another way: {', '.join(sorted(case.parts))}" if case.parts else who
    return Judged(Outcome.LOSS, detail, bool(case.parts))
