"""The record of an approved handout: made of a handout, written and read as JSON, and held against today's text.

One file, the record and the data of the sheet together: they cannot come from two days.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NoReturn, TypeVar, cast

from dragoman.errors import UserError
from dragoman.markup.inline import PLACEHOLDER
from dragoman.markup.tree import iter_shown_segments
from dragoman.model import (
    Age,
    Approval,
    Currency,
    EarlierSheet,
    Fact,
    Handout,
    Judgement,
    Ledger,
    Paper,
    Signature,
    Signer,
    SignOff,
    Standing,
    TextHash,
)
from dragoman.render.identity import canonical_hash
from dragoman.render.sheet_types import Sheet
from dragoman.signoff import person_key

_REMEDY = "Take both files of this handout from git as they were, or remove both and run `dragoman archive`."
_EARLIER_KEYS = ("pdf", "identity", "approved_on", "replaced_on")
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Edge:
    """What a handout that may be kept is made with, beside its text."""

    office: str
    """Id; empty for none."""
    pdf: str
    """SHA-256 of its sheet."""
    today: str
    """ISO date."""


def approval_of(handout: Handout, identity: str, edge: Edge) -> Approval:
    """The record of a handout that is final."""
    assert handout.standing.final, "a draft is never kept"
    return Approval(
        guide=handout.guide.id,
        language=handout.language.tag,
        office=edge.office,
        paper=handout.paper,
        identity=identity,
        pdf=edge.pdf,
        english=english_hashes(handout.standing),
        texts=local_hashes(handout.standing),
        facts=facts_in(handout),
        revised=handout.source.meta.revised,
        approved_on=approval_date(handout.standing) or edge.today,
        kept_on=edge.today,
        lapses=handout.standing.lapses,
        signed=signatures(handout.standing),
    )


def english_hashes(standing: Standing) -> tuple[TextHash, ...]:
    return tuple(text.text for text in standing.texts if not text.translation)


def local_hashes(standing: Standing) -> tuple[TextHash, ...]:
    return tuple(text.text for text in standing.texts if text.translation)


def facts_in(handout: Handout) -> tuple[tuple[str, str], ...]:
    """The facts that a handout states, by name, with their values."""
    names = {name for segment in iter_shown_segments(handout.guide) for name in PLACEHOLDER.findall(segment.text)}
    return tuple((name, handout.facts[name].value) for name in sorted(names & handout.facts.keys()))


def approval_date(standing: Standing) -> str:
    """The ISO date of the last sign-off that counts; empty where nobody signed."""
    return max((signed.date for text in standing.texts for signed in text.signed), default="")


def signatures(standing: Standing) -> tuple[Signature, ...]:
    """Each person once in each role, in the order of roles."""
    latest: dict[tuple[Signer, str], SignOff] = {}
    for sign_off in (signed for text in standing.texts for signed in text.signed):
        person = (sign_off.role, person_key(sign_off.name))
        if person not in latest or latest[person].date < sign_off.date:
            latest[person] = sign_off
    return tuple(sorted(Signature(s.role, s.name, s.qualification, s.date) for s in latest.values()))


# ── what has become of it ──


def age_of(approval: Approval, handout: Handout, identity: str, changed: str = "") -> Age:
    """How a kept version stands to the handout of today, whose identity this is.

    `changed` is when the English changed, where somebody knows it better than the guide's own date.
    """
    final, english = handout.standing.final, english_hashes(handout.standing)
    if approval.identity == identity and final:
        return Age(Currency.CURRENT, approval.approved_on)
    if (approval.english, approval.texts) == (english, local_hashes(handout.standing)) and not final:
        return Age(Currency.ENDED, approval.approved_on)
    if approval.english == english:
        return Age(Currency.TRANSLATION, approval.approved_on)
    revised = handout.source.meta.revised
    return Age(Currency.ENGLISH, approval.approved_on, revised if revised > approval.revised else changed)


def why_withdrawn(approval: Approval, facts: Mapping[str, Fact], ledgers: tuple[Ledger, ...], today: str) -> str:
    """Why a kept version may not stand for a draft, in a sentence; empty if it may."""
    for name, value in approval.facts:
        if name not in facts or facts[name].value != value:
            return f"It states a fact that has changed since: {name}."
    if approval.lapses and approval.lapses <= today:
        return f"Its approval lapsed on {approval.lapses}."
    for text in (*approval.english, *approval.texts):
        for ledger in ledgers:
            if rejecting := _rejections(ledger.signed.get(text, ())):
                return f"{rejecting[0].name} rejected a text of it on {rejecting[0].date}."
    return ""


def _rejections(said: tuple[SignOff, ...]) -> list[SignOff]:
    """Rejections that are the last word of their person."""
    last: dict[tuple[Signer, str], SignOff] = {}
    for one in sorted(said, key=lambda one: (one.date, one.judgement is Judgement.REJECTED)):
        last[one.role, person_key(one.name)] = one
    return [one for one in last.values() if one.judgement is Judgement.REJECTED]


# ── the file ──


def write_approval(approval: Approval, sheet: Sheet) -> str:
    """The file: the record, then the data of the sheet."""
    record = {
        "guide": approval.guide,
        "language": approval.language,
        "office": approval.office,
        "paper": approval.paper,
        "identity": approval.identity,
        "pdf": approval.pdf,
        "data": canonical_hash(sheet),
        "revised": approval.revised,
        "approved_on": approval.approved_on,
        "kept_on": approval.kept_on,
        "lapses": approval.lapses,
        "signed": [
            {"role": s.role, "name": s.name, "qualification": s.qualification, "date": s.date} for s in approval.signed
        ],
        "english": approval.english,
        "texts": approval.texts,
        "facts": approval.facts,
        "earlier": [{key: getattr(one, key) for key in _EARLIER_KEYS} for one in approval.earlier],
    }
    return json.dumps({"record": record, "sheet": sheet}, ensure_ascii=False, indent=1) + "\n"


def read_approval(text: str, path: str) -> tuple[Approval, Sheet]:
    """The record and the data of the sheet; a file that does not hold together is refused."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        _fail(path, "This record of an approved handout is not JSON.")
    record, sheet = _Record(_item(found, "record", dict, path), path), _item(found, "sheet", dict, path)
    if record.text("data") != canonical_hash(sheet):
        _fail(path, "The text of this approved handout is not the one that its record is about.")
    if sheet.get("draft") is not None:
        _fail(path, "This record is about a draft, and a draft is never approved.")
    for key in ("title_text", "title", "blocks"):
        _item(sheet, key, list if key != "title_text" else str, path)
    _item(_item(sheet, "strip", dict, path), "title_en", str, path)
    approval = record.approval()
    if sheet.get("identity") != approval.identity:
        _fail(path, "The text of this approved handout is not the one that its record is about.")
    return approval, cast("Sheet", sheet)


def _item(found: object, key: str, kind: type[_T], path: str) -> _T:
    value = found.get(key) if isinstance(found, dict) else None
    if not isinstance(value, kind):
        _fail(path, f"'{key}' of this record of an approved handout is missing or is something else.")
    return value


def _fail(path: str, problem: str) -> NoReturn:
    raise UserError(problem, where=path, remedy=_REMEDY)


class _Record:
    """The record, read key by key."""

    def __init__(self, values: Mapping[str, Any], path: str) -> None:
        self._values = values
        self._path = path

    def text(self, key: str) -> str:
        return _item(self._values, key, str, self._path)

    def approval(self) -> Approval:
        try:
            return Approval(
                guide=self.text("guide"),
                language=self.text("language"),
                office=self.text("office"),
                paper=Paper(self.text("paper")),
                identity=self.text("identity"),
                pdf=self.text("pdf"),
                english=self._hashes("english"),
                texts=self._hashes("texts"),
                revised=self.text("revised"),
                approved_on=self.text("approved_on"),
                kept_on=self.text("kept_on"),
                lapses=self.text("lapses"),
                signed=tuple(self._signature(one) for one in _item(self._values, "signed", list, self._path)),
                facts=tuple(self._fact(one) for one in _item(self._values, "facts", list, self._path)),
                earlier=tuple(self._earlier(one) for one in _item(self._values, "earlier", list, self._path)),
            )
        except ValueError:
            _fail(self._path, "This record of an approved handout names a role or paper that there is not.")

    def _hashes(self, key: str) -> tuple[TextHash, ...]:
        return tuple(TextHash(str(text)) for text in _item(self._values, key, list, self._path))

    def _fact(self, found: object) -> tuple[str, str]:
        match found:
            case [str(name), str(value)]:
                return name, value
            case _:
                _fail(self._path, "A fact of this record of an approved handout is no name and value.")

    def _signature(self, found: object) -> Signature:
        role, name, qualification, date = (
            _item(found, key, str, self._path) for key in ("role", "name", "qualification", "date")
        )
        return Signature(Signer(role), name, qualification, date)

    def _earlier(self, found: object) -> EarlierSheet:
        return EarlierSheet(*(_item(found, key, str, self._path) for key in _EARLIER_KEYS))
