"""What becomes of translations when English changes: every edit of the tables, and stories of several edits."""

from __future__ import annotations

import re
import shutil
import subprocess
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TypedDict

import pytest

from conftest import SPANISH
from dragoman.edits.classify import EditClass, classify_edit
from dragoman.markup.atoms import parse_atoms
from dragoman.model import Change, Entry, Fate, Message, MessageKey, Status
from dragoman.po import read_catalog, write_catalog
from dragoman.sync.catalogs import sync_catalog
from dragoman.sync.successors import Corrector, Elsewhere

HEADER = 'msgid ""\nmsgstr ""\n"Language: es\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
_HERE = Path(__file__).parent
_MEANING: dict[str, list[list[str]]] = tomllib.loads((_HERE / "edits/meaning.toml").read_text("utf-8"))
HARMLESS: dict[str, list[list[str]]] = tomllib.loads((_HERE / "edits/harmless.toml").read_text("utf-8"))
_PAIRS = [pair for pairs in (*_MEANING.values(), *HARMLESS.values()) for pair in pairs]
TextOf = str | MessageKey
"""A text without a context, or with one."""


NOTHING: Mapping[MessageKey, Elsewhere] = {}


def messages_of(texts: Sequence[TextOf]) -> list[Message]:
    return [Message(MessageKey(None, text) if isinstance(text, str) else text, (), ()) for text in texts]


def synced_bytes(
    content: bytes,
    texts: Sequence[TextOf],
    *,
    elsewhere: Mapping[MessageKey, Elsewhere] = NOTHING,
    correction: Corrector | None = None,
) -> tuple[bytes, tuple[Change, ...]]:
    """The file after a sync, as the command makes it, and what was said of it. A second sync would change nothing."""
    before = read_catalog(content, "es.po", "es")
    messages = messages_of(texts)
    result = sync_catalog(before, messages, SPANISH, elsewhere=elsewhere.get, correction=correction)
    after = write_catalog(result.catalog, before)
    again = sync_catalog(read_catalog(after, "es.po", "es"), messages, SPANISH, elsewhere=elsewhere.get)
    assert not again.changes
    return after, result.changes


def entries_of(content: bytes) -> tuple[Entry, ...]:
    return read_catalog(content, "es.po", "es").entries


def po_of(*entries: tuple[str, str]) -> bytes:
    """A catalog of these texts and translations."""
    empty = read_catalog(HEADER.encode(), "es.po", "es")
    made = tuple(Entry(MessageKey(None, text), (said,), Status.TRANSLATED) for text, said in entries)
    return write_catalog(type(empty)("es.po", "es", empty.header, made))


def gettext_accepts(content: bytes, folder: Path) -> None:
    if shutil.which("msgfmt"):
        (folder / "es.po").write_bytes(content)
        judged = subprocess.run(
            ["msgfmt", "--check-format", "-o", "/dev/null", "es.po"], cwd=folder, capture_output=True, check=False
        )
        assert judged.returncode == 0, judged.stderr.decode()


# ── One edit ──


def expected_fate(old: str, new: str, translation: str) -> Fate:
    """What the design says, from the class of the edit alone."""
    edit = classify_edit(old, new)
    assert edit is not None
    match edit.kind:
        case EditClass.MEANING:
            return Fate.MEANING
        case EditClass.FORMATTING if parse_atoms(new) == parse_atoms(translation):
            return Fate.FORMATTING
        case EditClass.FORMATTING | EditClass.WORDING:
            return Fate.WORDING


@pytest.mark.parametrize(("old", "new"), _PAIRS)
def test_one_edit(old: str, new: str) -> None:
    """Each way of the table: nothing is lost, and nothing is carried further than its class allows."""
    said = f"«{old.upper()}»"
    content, changes = synced_bytes(po_of((old, said)), [new])
    active = [entry for entry in entries_of(content) if entry.status is not Status.OBSOLETE]
    assert [entry.key.text for entry in active] == [new]
    entry = active[0]
    fates = {change.fate for change in changes}
    if fates == {Fate.NEW, Fate.GONE}:  # too unlike to be the same paragraph
        assert (entry.translation, entry.status) == (("",), Status.UNTRANSLATED)
        assert [(e.key.text, e.translation) for e in entries_of(content)[1:]] == [(old, (said,))]
        return
    assert fates == {expected_fate(old, new, said)}
    shown = (entry.translation[0], entry.status, entry.previous.text if entry.previous else None)
    match changes[0].fate:
        case Fate.MEANING:
            assert shown == ("", Status.UNTRANSLATED, None)
            reasons = "; ".join(changes[0].reasons)
            lines = [line.replace("\\n", "\n").replace("\\\\", "\\") for line in entry.comments]
            assert reasons
            assert lines == [
                f"Dragoman: the English changed in meaning ({reasons}). Translate it anew.",
                f"Dragoman: the English was: {old}",
                f"Dragoman: the translation was: {said}",
            ]
        case Fate.WORDING:
            assert shown == (said, Status.FUZZY, old)
        case _:
            assert shown == (said, Status.TRANSLATED, None)


@pytest.mark.parametrize("kind", [*_MEANING, *HARMLESS])
def test_all_edits_of_a_kind_at_once_and_back(kind: str, tmp_path: Path) -> None:
    """A guide in which everything changes: translations stay with their own English, and come back with it."""
    pairs = (_MEANING | HARMLESS)[kind]
    olds = list(dict.fromkeys(old for old, _ in pairs))
    news = [text for text in dict.fromkeys(new for _, new in pairs) if text not in olds]
    begin = po_of(*((old, f"«{number}»") for number, old in enumerate(olds)))
    content, _ = synced_bytes(begin, news)
    gettext_accepts(content, tmp_path)
    assert all(f"«{number}»".encode() in content for number in range(len(olds)))
    for entry in entries_of(content):
        if any(entry.translation) and entry.status is not Status.OBSOLETE:
            own = olds[int(entry.translation[0].strip("«»"))]
            edit = classify_edit(own, entry.key.text)
            assert edit is not None
            assert edit.kind is not EditClass.MEANING
            assert entry.status is Status.TRANSLATED or (entry.previous and entry.previous.text == own)
    content, _ = synced_bytes(content, olds)
    gettext_accepts(content, tmp_path)
    back = {e.key.text: (e.translation, e.status) for e in entries_of(content) if e.status is not Status.OBSOLETE}
    assert back.keys() == set(olds)
    shown = {text: (translation, status) for text, (translation, status) in back.items() if any(translation)}
    for number, old in enumerate(olds):
        translation, status = shown.get(old, ((f"«{number}»",), Status.TRANSLATED))
        own = olds[int(translation[0].strip("«»"))]
        assert status is Status.FUZZY or own == old or _only_form(own, old)


def _only_form(old: str, new: str) -> bool:
    edit = classify_edit(old, new)
    return edit is None or edit.kind is EditClass.FORMATTING


_DOCS = re.findall(
    r"^\| (.+?) → (.+?) \| ([a-z]+) \|", (_HERE.parent / "docs/changes.md").read_text("utf-8"), re.MULTILINE
)


@pytest.mark.parametrize(("old", "new", "said"), _DOCS)
def test_the_examples_of_the_documents(old: str, new: str, said: str) -> None:
    """The translation has the marks of the new English, as the table supposes of emphasis."""
    _, changes = synced_bytes(po_of((old, f"«{new.upper()}»")), [new])
    assert changes[0].fate.name.lower() == said


def test_a_reason_is_given_once() -> None:
    link = "Read [the card](https://{}.example/card)."
    _, changes = synced_bytes(po_of((link.format("a"), "Lea la tarjeta.")), [link.format("b")])
    assert changes[0].reasons == ("link target: https://a.example/card → https://b.example/card",)


# ── Several edits in a row ──


class Step(TypedDict, total=False):
    guide: list[str]
    person: list[list[str]]
    catalog: str


class Story(TypedDict):
    name: str
    begin: str
    step: list[Step]


def _stories() -> list[Story]:
    found: list[Story] = tomllib.loads((_HERE / "sync/stories.toml").read_text("utf-8"))["story"]
    return found


@pytest.mark.parametrize("story", _stories(), ids=lambda story: story["name"])
def test_story(story: Story, tmp_path: Path) -> None:
    content = (HEADER + story["begin"]).encode()
    for step in story["step"]:
        for old, new in step.get("person", []):
            assert old.encode() in content
            content = content.replace(old.encode(), new.encode())
        content, _ = synced_bytes(content, step["guide"])
        expected = story["begin"] if step["catalog"] == "begin" else step["catalog"]
        assert content.decode().removeprefix(HEADER) == expected
        gettext_accepts(content, tmp_path)


def test_a_text_that_moved_keeps_its_bytes() -> None:
    begin = po_of(("One.", "Uno."), ("Two.", "Dos."), ("Three.", "Tres."))
    content, changes = synced_bytes(begin, ["Three.", "One.", "Two."])
    assert (content, changes) == (begin, ())


def test_each_new_text_of_a_split_shows_only_its_own_sentences() -> None:
    begin = po_of(("Rest today. Drink water often. Call us.", "Descanse hoy. Beba agua. Llámenos."))
    content, changes = synced_bytes(begin, ["Rest today.", "Drink water often. Call us."])
    shown = [next(line for line in e.comments if "Still the same" in line) for e in entries_of(content)[:2]]
    assert [line.partition("same: ")[2] for line in shown] == ["Rest today.", "Drink water often. Call us."]
    assert [change.fate for change in changes] == [Fate.PARTS, Fate.PARTS, Fate.GONE]


def test_contexts_are_never_mixed() -> None:
    begin = po_of(("The spot may be sore.", "El lugar puede doler."))
    content, changes = synced_bytes(begin, [MessageKey("here", "The spot may be tender.")])
    assert [change.fate for change in changes] == [Fate.NEW, Fate.GONE]
    assert [(e.translation[0], e.status) for e in entries_of(content)] == [
        ("", Status.UNTRANSLATED),
        ("El lugar puede doler.", Status.OBSOLETE),
    ]


@pytest.mark.parametrize("key", [MessageKey("here", "Take 2 tablets."), MessageKey(None, "Take 2 tablets.")])
def test_a_memory_comes_back_only_in_its_context(key: MessageKey) -> None:
    content, _ = synced_bytes(po_of(("Take 2 tablets.", "Tome 2 tabletas.")), ["Take 5 tablets."])
    content, _ = synced_bytes(content, [key])
    assert any(entries_of(content)[0].translation) is (key.context is None)


def test_the_same_english_elsewhere_is_offered_as_a_draft_with_its_origin() -> None:
    there = {MessageKey(None, "Call us."): Elsewhere(("Llámenos.",), "warning-signs")}
    content, changes = synced_bytes(po_of(("Rest.", "Descanse.")), ["Rest.", "Call us."], elsewhere=there)
    assert content.decode().partition("Descanse.")[2] == (
        '"\n\n# Dragoman: the same English is translated so in warning-signs. Check that it fits here.\n'
        '#, fuzzy\nmsgid "Call us."\nmsgstr "Llámenos."\n'
    )
    assert changes == (Change(Fate.OFFERED, MessageKey(None, "Call us."), reasons=("warning-signs",)),)


def test_elsewhere_is_another_context_or_an_own_translation_first() -> None:
    here = MessageKey("here", "Call us.")
    content, _ = synced_bytes(
        po_of(("Call me.", "Llámeme.")),
        ["Call us."],
        elsewhere={here: Elsewhere(("No.",), "other"), MessageKey(None, "Rest."): Elsewhere(("No.",), "other")},
    )
    assert b"No." not in content


_ONE, _MANY = (
    'msgid "one day"\nmsgstr "un dia"\n',
    'msgid_plural "{n} days"\nmsgstr[0] "un dia"\nmsgstr[1] "{n} dias"\n',
)


def test_plurals_are_left_alone() -> None:
    content = f'{HEADER}msgid "one long day"\n{_MANY}'.encode()
    new = Message(MessageKey(None, "one very long day"), (), (), plural="{n} very long days")
    result = sync_catalog(read_catalog(content, "es.po", "es"), [new], SPANISH)
    assert [(e.key.text, e.translation, e.status) for e in result.catalog.entries] == [
        ("one very long day", ("", ""), Status.UNTRANSLATED),
        ("one long day", ("un dia", "{n} dias"), Status.OBSOLETE),
    ]


@pytest.mark.parametrize("mark", ["", "#~ "])
def test_a_text_that_gets_a_plural_or_loses_it_starts_anew_and_remembers(mark: str, tmp_path: Path) -> None:
    header = HEADER.replace('"Content', '"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n"Content')
    for body, plural in ((_ONE, "{n} days"), (f'msgid "one day"\n{_MANY}', None)):
        content = header + "".join(f"{mark}{line}\n" for line in body.splitlines())
        before = read_catalog(content.encode(), "es.po", "es")
        new = Message(MessageKey(None, "one day"), (), (), plural=plural)
        result = sync_catalog(before, [new], SPANISH)
        after = write_catalog(result.catalog, before)
        gettext_accepts(after, tmp_path)
        [entry] = entries_of(after)
        assert (entry.status, entry.plural, any(entry.translation)) == (Status.UNTRANSLATED, plural, False)
        assert "Dragoman: the translation was: un dia" in entry.comments
        assert not sync_catalog(read_catalog(after, "es.po", "es"), [new], SPANISH).changes
