"""What holds however a guide is edited, while people translate between the edits.

More than the suite's examples: HYPOTHESIS_PROFILE=nightly pytest tests/test_sync_properties.py
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from random import Random
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from conftest import SPANISH, guide_of
from dragoman.edits.classify import EditClass, classify_edit
from dragoman.edits.splitting import sentences_of
from dragoman.extract import extract_messages
from dragoman.model import Catalog, Fate, Message, Status
from dragoman.po import read_catalog, write_catalog
from dragoman.sync.catalogs import sync_catalog
from profiles import tries

EXAMPLES = tries(200)
_HEADER = (
    'msgid ""\nmsgstr ""\n"Project-Id-Version: Small\\n"\n"Language: es\\n"\n"MIME-Version: 1.0\\n"\n'
    '"Content-Type: text/plain; charset=UTF-8\\n"\n"Content-Transfer-Encoding: 8bit\\n"\n'
)
_SENTENCES = [
    "Take 2 tablets with water.",
    "The spot may be sore for 3 days.",
    "Do not drive on the day of your visit.",
    "You may shower in the evening.",
    "Keep this sheet where you can find it.",
    "Call {clinic.phone} if your left leg is weak.",
    "Write down how you feel each hour.",
    "Rest.",
    'Say "yes" or press \\# on the phone.',
]
_WORDS = {
    "spot": "place",
    "sheet": "page",
    "find": "see",
    "feel": "do",
    "may": "can",
    "sore": "tender",
    "visit": "stay",
}
_WORDS |= {new: old for old, new in _WORDS.items()}


class Edit(NamedTuple):
    """One stroke of an author, or of a translator; the numbers choose the place."""

    what: str
    place: int
    other: int


_EDITS = ["insert", "delete", "reword", "number", "not", "mark", "move", "split", "join", "return", "twin"]
_WORK = ["translate", "approve"]
_edits = st.builds(Edit, st.sampled_from([*_EDITS, *_WORK]), st.integers(0, 9), st.integers(0, 9))
_histories = st.lists(st.lists(_edits, min_size=1, max_size=4), min_size=1, max_size=6)


@dataclass(slots=True)
class History:
    """A guide and its catalog; who translated what is written down beside it."""

    paragraphs: list[str]
    content: bytes = b""
    own: dict[str, str] = field(default_factory=dict)
    """Each translation that a person wrote or approved, with the English that it was for."""
    versions: list[list[str]] = field(default_factory=list)
    fates: set[Fate] = field(default_factory=set)

    def begin(self) -> None:
        empty = read_catalog(_HEADER.encode(), "es.po", "es")
        self.content = write_catalog(sync_catalog(empty, self.messages(), SPANISH).catalog, empty)
        for number in range(10):
            self.work(Edit("translate", number, number))

    def messages(self) -> tuple[Message, ...]:
        return extract_messages(guide_of("\n\n".join(self.paragraphs) + "\n"))

    def catalog(self) -> Catalog:
        return read_catalog(self.content, "es.po", "es")

    def work(self, edit: Edit) -> None:
        """A translator fills an empty entry, or says that a fuzzy one is right."""
        before = self.catalog()
        wanted = Status.UNTRANSLATED if edit.what == "translate" else Status.FUZZY
        waiting = [number for number, entry in enumerate(before.entries) if entry.status is wanted]
        if not waiting:
            return
        number = waiting[edit.place % len(waiting)]
        entry = before.entries[number]
        said = f"«{len(self.own)}» {entry.key.text}" if edit.what == "translate" else entry.translation[0]
        self.own[said] = entry.key.text
        done = replace(entry, translation=(said,), status=Status.TRANSLATED, previous=None, raw=None)
        entries = (*before.entries[:number], done, *before.entries[number + 1 :])
        self.content = write_catalog(replace(before, entries=entries), before)

    def edit(self, edit: Edit) -> None:
        if edit.what in _WORK:
            self.work(edit)
            return
        texts = self.paragraphs
        place = edit.place % len(texts)
        match edit.what:
            case "insert":
                texts.insert(place, _SENTENCES[edit.other % len(_SENTENCES)])
            case "delete" if len(texts) > 1:
                texts.pop(place)
            case "move":
                texts.insert(edit.other % len(texts), texts.pop(place))
            case "twin":
                texts.append(_edited(texts[place], Edit("number", 0, edit.other)))
            case "split":
                texts[place : place + 1] = sentences_of(texts[place])
            case "join" if place + 1 < len(texts):
                texts[place : place + 2] = [" ".join(texts[place : place + 2])]
            case "return" if self.versions:
                self.paragraphs = list(self.versions[edit.other % len(self.versions)])
            case _:
                texts[place] = _edited(texts[place], edit)

    def sync(self) -> None:
        """With what must hold of each single sync."""
        self.versions.append(list(self.paragraphs))
        before, messages = self.catalog(), self.messages()
        result = sync_catalog(before, messages, SPANISH)
        content = write_catalog(result.catalog, before)
        after = read_catalog(content, "es.po", "es")
        assert after.entries == result.catalog.entries
        self.fates |= {change.fate for change in result.changes}
        again = sync_catalog(after, messages, SPANISH)
        assert not again.changes
        assert write_catalog(again.catalog, after) == content
        if not result.changes:
            assert content == self.content
        old = {entry.key: entry for entry in before.entries}
        touched = {change.key for change in result.changes} | {change.previous for change in result.changes}
        for entry in after.entries:
            if entry.key in old and entry.key not in touched:
                assert (entry.raw or b"").strip() == (old[entry.key].raw or b"").strip()
        self.content = content


def _edited(text: str, edit: Edit) -> str:
    words = text.split(" ")
    number = edit.other % len(words)
    match edit.what:
        case "number":
            return re.sub(r"\d", str(edit.other), text, count=1)
        case "not":
            return " ".join([*words[:number], "not", *words[number:]]) if "not" not in words else text
        case "mark":
            return text.replace("**", "") if "**" in text else f"**{words[0]}** {' '.join(words[1:])}".strip()
        case _:
            known = [place for place, word in enumerate(words) if word in _WORDS]
            if known:
                place = known[number % len(known)]
                words[place] = _WORDS[words[place]]
            return " ".join(words)


def lived(strokes: Sequence[Sequence[Edit]]) -> History:
    history = History([" ".join(_SENTENCES[:2]), *_SENTENCES[2:6]])
    history.begin()
    history.sync()
    for version in strokes:
        for stroke in version:
            history.edit(stroke)
        history.sync()
        _nothing_is_lost(history)
        _nothing_dangerous_is_carried(history)
    return history


def _nothing_is_lost(history: History) -> None:
    kept = "\n".join(
        "\n".join((*entry.translation, *(re.sub(r"\\(.)", r"\1", line) for line in entry.comments)))
        for entry in history.catalog().entries
    )
    assert not [said for said in history.own if said not in kept]


def _nothing_dangerous_is_carried(history: History) -> None:
    """What stands under an English text was said of it by a person, or differs in wording and is fuzzy."""
    for entry in history.catalog().entries:
        if entry.status in (Status.TRANSLATED, Status.FUZZY) and entry.key.text != "T":
            own = history.own[entry.translation[0]]
            edit = classify_edit(own, entry.key.text)
            assert edit is None or edit.kind is not EditClass.MEANING, (own, entry)
            if entry.status is Status.TRANSLATED:
                assert edit is None or edit.kind is EditClass.FORMATTING
            else:
                assert entry.previous is not None


@settings(max_examples=EXAMPLES, suppress_health_check=[HealthCheck.too_slow])
@given(_histories)
def test_whatever_happens_to_a_guide_nothing_is_lost_and_nothing_dangerous_carried(strokes: list[list[Edit]]) -> None:
    history = lived(strokes)
    if shutil.which("msgfmt"):
        _judged("msgfmt", "--check", "-o", os.devnull, "-", content=history.content)


@settings(max_examples=EXAMPLES // 4, suppress_health_check=[HealthCheck.too_slow])
@given(_histories)
def test_a_guide_that_is_as_it_was_has_the_translations_it_had(strokes: list[list[Edit]]) -> None:
    """However far it went, each text that a person translated is translated so, or as they said later."""
    author = [[stroke for stroke in version if stroke.what not in _WORK] for version in strokes]
    history = History([" ".join(_SENTENCES[:2]), *_SENTENCES[2:6]])
    history.begin()
    begin = {entry.key: entry.translation for entry in history.catalog().entries}
    history.versions.append(list(history.paragraphs))
    for version in author:
        for stroke in version:
            history.edit(stroke)
        history.sync()
    history.edit(Edit("return", 0, 0))
    history.sync()
    for entry in history.catalog().entries:
        if entry.status is Status.TRANSLATED:
            edit = classify_edit(history.own[entry.translation[0]], entry.key.text)
            assert entry.translation == begin[entry.key] or (edit and edit.kind is EditClass.FORMATTING)


# ── As GNU gettext would write it ──


def _judged(*command: str, content: bytes) -> bytes:
    judged = subprocess.run(command, input=content, capture_output=True, check=False)
    assert judged.returncode == 0, judged.stderr.decode() + content.decode()
    return judged.stdout


def by_chance(chance: Random) -> list[list[Edit]]:
    def stroke() -> Edit:
        return Edit(chance.choice([*_EDITS, *_WORK]), chance.randrange(10), chance.randrange(10))

    return [[stroke() for _ in range(chance.randint(2, 5))] for _ in range(chance.randint(2, 6))]


@pytest.mark.skipif(not shutil.which("msgcat"), reason="needs GNU gettext")
@pytest.mark.parametrize("seed", range(50))
def test_msgcat_would_write_it_so(seed: int) -> None:
    content = lived(by_chance(Random(seed))).content  # noqa: S311
    assert _judged("msgcat", "--no-wrap", "-", content=content) == content


def test_the_edits_reach_every_fate() -> None:
    """Else the properties above would say little."""
    seen = {fate for seed in range(50) for fate in lived(by_chance(Random(seed))).fates}  # noqa: S311
    assert seen >= set(Fate) - {Fate.TYPO, Fate.OFFERED, Fate.NOTES}
