"""GNU `msgmerge` as a second opinion on a sync: the suite's part of `tools/judge_sync.py`."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

from dragoman.model import Catalog, Language, Message
from dragoman.po import read_catalog
from dragoman.sync.catalogs import SyncResult

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tools"))

from judge_sync import Tally, judge_pair  # noqa: E402

pytestmark = pytest.mark.skipif(shutil.which("msgmerge") is None, reason="gettext is not installed")

HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
OLD = (
    '#: g.md:3\nmsgid "Rest today."\nmsgstr "Descanse hoy."\n\n'
    '#: g.md:5\nmsgid "Take 2 tablets."\nmsgstr "Tome 2 tabletas."\n\n'
    '#: g.md:7\nmsgid "Call us"\nmsgstr "Llámenos"\n'
)
TEMPLATE = (
    '#: g.md:4\nmsgid "Rest today."\nmsgstr ""\n\n'
    '#: g.md:6\nmsgid "Take 3 tablets."\nmsgstr ""\n\n'
    '#: g.md:8\nmsgid "Call us."\nmsgstr ""\n\n'
    '#: g.md:9\nmsgid "Sit down."\nmsgstr ""\n'
)


def judged(old: str, template: str) -> Tally:
    tally = Tally()
    judge_pair((HEADER + old).encode(), (HEADER + template).encode(), "x.po", tally)
    return tally


def test_all_that_msgmerge_keeps_is_kept() -> None:
    tally = judged(OLD, TEMPLATE)
    assert (tally.losses, tally.left_out) == ([], [])
    assert (tally.messages, tally.shown, tally.drafts) == (4, 1, 2)
    assert tally.same + tally.more == tally.messages


def test_a_loss_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def losing(_before: Catalog, _messages: list[Message], _language: Language) -> SyncResult:
        return SyncResult(read_catalog((HEADER + TEMPLATE).encode(), "x.po"), ())

    monkeypatch.setattr("judge_sync.sync_catalog", losing)
    assert judged(OLD, TEMPLATE).losses == [
        "x.po: not shown: 'Rest today.'",
        *(f"x.po: not kept: {text!r}" for text in ("Descanse hoy.", "Llámenos", "Tome 2 tabletas.")),
    ]


def test_what_cannot_be_read_is_named() -> None:
    tally = judged('msgid "a\n', TEMPLATE)
    assert tally.pairs == 0
    assert tally.left_out[0].startswith("x.po: x.po:")


def test_shipped_catalogs_against_the_templates_of_today() -> None:
    tally = Tally()
    for path in sorted((ROOT / "locales").rglob("*.po"))[::4]:
        template = (ROOT / "locales" / path.name).with_suffix(".pot")
        judge_pair(path.read_bytes(), template.read_bytes(), str(path), tally)
    assert (tally.losses, tally.left_out) == ([], [])
    assert tally.messages == tally.same > 0
