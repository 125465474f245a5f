"""From a handout and its standing to the data of its certificate."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from dragoman.model import (
    Demand,
    Handout,
    Lack,
    MachineText,
    MessageKey,
    Origin,
    Paper,
    Policy,
    Shortfall,
    Signer,
    SignOff,
    TextStanding,
)
from dragoman.render.certificate_types import Certificate, Person, PolicyRow, Row, Section, TextRow
from dragoman.render.sheet_types import Sheet
from dragoman.render.words import PAGE_DOMAIN

_ABOUT = 48
_Hand = tuple[Signer, str]
"""A person in a role."""
_ORIGINS = {
    Origin.HUMAN: "person",
    Origin.MACHINE: "machine",
    Origin.MACHINE_THEN_HUMAN: "machine, then person",
}
_MACHINES = {
    MachineText.NEVER: "not allowed",
    MachineText.REVIEWED: "if a person reviewed it",
    MachineText.UNREVIEWED: "allowed, also unreviewed",
}


@dataclass(frozen=True, slots=True)
class Proof:
    """What a certificate says beside the standing of its handout."""

    sheet: Sheet
    """As `print` gives it today."""
    pdf: str
    """SHA-256 of that."""
    facts: Sequence[tuple[str, str]]
    office: str
    """Name of the location; empty for none."""
    today: str
    """ISO date."""


def make_certificate(handout: Handout, policy: Policy, proof: Proof) -> Certificate:
    """The data; `fonts` are those of the sheet, and may not be enough for the names of people."""
    texts = handout.standing.texts
    hands = _hands(texts)
    language = proof.sheet["language"]
    return {
        "guide": handout.guide.id,
        "final": not handout.draft,
        "paper": "us-letter" if handout.paper is Paper.LETTER else "a4",
        "language": {
            "lang": language["lang"],
            "region": language["region"],
            "direction": language["direction"],
            "name": handout.language.english,
            "line_height": language["line_height"],
        },
        "fonts": list(language["fonts"]),
        "title": proof.sheet["strip"]["title_en"],
        "state": _state(handout, policy),
        "day": proof.today,
        "rows": list(_rows(handout, proof)),
        "lacking": list(_lacking(handout)),
        "policy": list(_policy_rows(policy)) if policy.sign_off else [],
        "people": [_person(number, hand, texts) for hand, number in hands.items()],
        "facts": [
            {"label": name, "value": value or "(empty: filled in by hand)", "own": ""} for name, value in proof.facts
        ],
        "sections": list(_sections(handout, hands)),
    }


def certificate_texts(certificate: Certificate) -> Iterator[str]:
    """Every text of a certificate that comes from people or languages, to look for letters without a font."""
    for row in (*certificate["rows"], *certificate["facts"]):
        yield from (row["value"], row["own"])
    yield from certificate["lacking"]
    for person in certificate["people"]:
        yield from (person["name"], person["qualification"])
    for section in certificate["sections"]:
        for text in section["rows"]:
            yield from (text["about"], text["lacks"])


def _state(handout: Handout, policy: Policy) -> str:
    if handout.draft:
        return "This handout is a draft. It may not be given to patients."
    if not policy.sign_off:
        return "This handout is final. The policy of the project asks for no signature."
    return "This handout is final. The people named below have signed every text that it shows."


def _rows(handout: Handout, proof: Proof) -> Iterator[Row]:
    strip, sheet, meta = proof.sheet["strip"], proof.sheet, handout.source.meta
    own = sheet["title_text"] if sheet["title_text"] != strip["title_en"] else ""
    yield _row("Handout", strip["title_en"], own)
    autonym = handout.language.autonym
    yield _row("Language", strip["language_en"], autonym if autonym != strip["language_en"] else "")
    yield _row("Guide", f"{handout.guide.id}{f', version {meta.version}' if meta.version else ''}")
    dates = [("English text of", meta.revised), ("translation of", handout.translated_on)]
    yield _row("Revision", ", ".join(f"{what} {date}" for what, date in dates if date))
    if proof.office:
        yield _row("Location", proof.office)
    if handout.standing.lapses and not handout.draft:
        yield _row("Holds until", f"the day before {handout.standing.lapses}")
    yield _row("Id at the foot", sheet.get("identity", "")[:8])
    yield _row("SHA-256 of the sheet", proof.pdf)


def _row(label: str, value: str, own: str = "") -> Row:
    return {"label": label, "value": value or "not stated", "own": own}


# ── what is asked for ──


def _policy_rows(policy: Policy) -> Iterator[PolicyRow]:
    named = {
        "Warnings": policy.warn,
        "Instructions": policy.instruct,
        "Other texts": policy.info,
        "The English": policy.english,
    }
    for name, demand in named.items():
        yield _policy_row(name, demand)


def _policy_row(name: str, demand: Demand) -> PolicyRow:
    return {
        "texts": name,
        "roles": ", ".join(demand.roles) or "anybody",
        "people": str(max(demand.people, 1)),
        "machine": _MACHINES[demand.machine],
        "renewal": f"after {demand.months} months" if demand.months else "never",
    }


def _lacking(handout: Handout) -> Iterator[str]:
    """What is missing, with the number of texts; what concerns most of them first."""
    if handout.standing.review_overdue:
        yield f"The English guide is past its date of review, {handout.source.meta.review_by}."
    found = Counter(_lack(short) for text in handout.standing.texts for short in text.shortfalls)
    for what, number in found.most_common():
        yield f"{what[:1].upper()}{what[1:]}: {number} text{'' if number == 1 else 's'}."


def _lack(short: Shortfall) -> str:
    match short.lack:
        case Lack.TRANSLATION:
            return "no translation that can be used"
        case Lack.MACHINE:
            return "made by a machine, and not reviewed"
        case Lack.ROLE:
            return f"not signed by a {short.role}"
        case Lack.PEOPLE:
            return f"{short.people} more {'person' if short.people == 1 else 'people'} must sign"
        case Lack.LAPSED:
            return f"the signature of a {short.role} lapsed" if short.role else "signatures lapsed"
        case Lack.REJECTED:
            return f"rejected by {short.by}{f' ({short.note})' if short.note else ''}"


# ── who signed ──


def _hands(texts: Iterable[TextStanding]) -> Mapping[_Hand, int]:
    """Each person in each role with a number, in the order of roles and names."""
    found = {_hand(sign_off) for text in texts for sign_off in text.signed}
    roles = list(Signer)
    ordered = sorted(found, key=lambda hand: (roles.index(hand[0]), hand[1]))
    return {hand: number for number, hand in enumerate(ordered, 1)}


def _hand(sign_off: SignOff) -> _Hand:
    return sign_off.role, " ".join(sign_off.name.split()).casefold()


def _person(number: int, hand: _Hand, texts: Iterable[TextStanding]) -> Person:
    signed = [one for text in texts for one in text.signed if _hand(one) == hand]
    dates = sorted({one.date for one in signed})
    last = max(signed, key=lambda one: one.date)
    return {
        "number": number,
        "name": last.name,
        "qualification": last.qualification or "not stated",
        "role": hand[0].value,
        "dates": dates[0] if len(dates) == 1 else f"{dates[0]} to {dates[-1]}",
        "origin": "; ".join(_ORIGINS[origin] for origin in Origin if origin in {one.origin for one in signed}),
        "texts": len(signed),
    }


# ── text by text ──


def _sections(handout: Handout, hands: Mapping[_Hand, int]) -> Iterator[Section]:
    english = [text for text in handout.standing.texts if not text.translation]
    page = [text for text in handout.standing.texts if text.translation and text.domain == PAGE_DOMAIN]
    own = [text for text in handout.standing.texts if text.translation and text.domain != PAGE_DOMAIN]
    name = handout.language.english
    for heading, texts in (
        ("The English", english),
        (f"The translation into {name}", own),
        (f"Words of the page in {name}", page),
    ):
        if texts:
            yield {"heading": heading, "rows": [_text_row(text, hands) for text in texts]}


def _text_row(text: TextStanding, hands: Mapping[_Hand, int]) -> TextRow:
    signed = sorted((hands[_hand(one)], one.date) for one in text.signed)
    return {
        "hash": text.text,
        "level": text.level.value,
        "about": _about(text.key),
        "signed": ", ".join(f"{number}: {date}" for number, date in signed),
        "lacks": "; ".join(_lack(short) for short in text.shortfalls),
    }


def _about(key: MessageKey) -> str:
    words = " ".join(key.text.split())
    return words if len(words) <= _ABOUT else f"{words[: _ABOUT - 1].rstrip()}…"
