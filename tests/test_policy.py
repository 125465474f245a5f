"""Whether a text, and a handout, may be handed out: demands, ages, origins, rejections, and what must always hold."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.ledger_file import parse_ledger, write_ledger
from dragoman.model import (
    Correction,
    Demand,
    DraftReason,
    Judgement,
    Lack,
    Ledger,
    Level,
    MachineText,
    MessageKey,
    Origin,
    Policy,
    Shortfall,
    Signer,
    SignOff,
    Standing,
    Status,
    TextStanding,
)
from dragoman.policy import Claim, Court, draft_reasons, judge_handout, renewal_date
from dragoman.signoff import joined, text_hash
from strategies import MANY, SOME

TODAY = "2026-06-15"
KEY = MessageKey(None, "Rest today.")
SPANISH = ("Descanse hoy.",)
TRANSLATOR, EDITOR, CLINICIAN, READER = Signer
ONE = Demand()
TWO = Demand(people=2)


def signed(
    role: Signer = TRANSLATOR,
    name: str = "Ana",
    on: str = "2026-03-01",
    *,
    origin: Origin = Origin.HUMAN,
    judgement: Judgement = Judgement.APPROVED,
    key: MessageKey = KEY,
    translation: Sequence[str] = SPANISH,
    note: str = "",
) -> SignOff:
    return SignOff(text_hash(key, translation), role, name, on, origin=origin, judgement=judgement, note=note)


def rejected(role: Signer = TRANSLATOR, name: str = "Ana", on: str = "2026-03-01") -> SignOff:
    return signed(role, name, on, judgement=Judgement.REJECTED, note="Wrong dose.")


def claim(
    key: MessageKey = KEY,
    translation: tuple[str, ...] = SPANISH,
    origin: Origin = Origin.HUMAN,
    status: Status = Status.TRANSLATED,
    level: Level = Level.INFO,
) -> Claim:
    return Claim(key, "g", level, translation, status, origin)


def stand(
    lines: Iterable[SignOff], demand: Demand = ONE, today: str = TODAY, origin: Origin = Origin.HUMAN
) -> TextStanding:
    """One Spanish text."""
    court = Court(Policy(info=demand), today, Ledger(tuple(lines)))
    return judge_handout([claim(origin=origin)], court).texts[0]


# ── demands ──

_CLINICIAN = Demand(roles=(TRANSLATOR, CLINICIAN), people=2)
_NOBODY = Demand(roles=(), people=1)
_NEVER = replace(ONE, machine=MachineText.NEVER)
_MACHINE = signed(origin=Origin.MACHINE)
_REVIEWED = signed(origin=Origin.MACHINE_THEN_HUMAN)
_DEMANDS: list[tuple[str, list[SignOff], Demand, list[Lack]]] = [
    ("nothing signed", [], ONE, [Lack.ROLE]),
    ("signed", [signed()], ONE, []),
    ("the wrong role", [signed(EDITOR)], ONE, [Lack.ROLE]),
    ("one of two", [signed()], TWO, [Lack.PEOPLE]),
    ("two people in one role", [signed(), signed(name="Binh")], TWO, []),
    ("two people in two roles", [signed(), signed(READER, "Binh")], TWO, []),
    ("one person in two roles", [signed(), signed(EDITOR)], TWO, [Lack.PEOPLE]),
    ("one person by two spellings", [signed(), signed(EDITOR, " ANA ")], TWO, [Lack.PEOPLE]),
    ("one person by two encodings", [signed(name="Zoé"), signed(EDITOR, "Zoe\u0301")], TWO, [Lack.PEOPLE]),
    ("a missing role brings the second person", [signed()], _CLINICIAN, [Lack.ROLE]),
    ("both roles, one person", [signed(), signed(CLINICIAN)], _CLINICIAN, [Lack.PEOPLE]),
    ("both roles", [signed(), signed(CLINICIAN, "Binh")], _CLINICIAN, []),
    ("no role asked for", [signed(READER)], _NOBODY, []),
    ("no role asked for, and nobody", [], _NOBODY, [Lack.PEOPLE]),
    ("rejected by another", [signed(), rejected(EDITOR, "Binh")], ONE, [Lack.REJECTED]),
    ("rejected by the same", [rejected(), signed(on="2026-02-01")], ONE, [Lack.REJECTED, Lack.ROLE]),
    ("approved again", [rejected(), signed(on="2026-03-02")], ONE, []),
    ("both on one day", [rejected(), signed()], ONE, [Lack.REJECTED, Lack.ROLE]),
    ("a rejection never grows too old", [signed(), rejected(EDITOR, "Binh", "1999-01-01")], ONE, [Lack.REJECTED]),
    ("dated tomorrow", [signed(on="2026-06-16")], ONE, [Lack.ROLE]),
    ("dated today", [signed(on=TODAY)], ONE, []),
    ("rejected, approved tomorrow", [rejected(), signed(on="2026-06-16"), signed(name="Bo")], ONE, [Lack.REJECTED]),
    ("too old", [signed(on="2023-06-15")], ONE, [Lack.LAPSED]),
    ("the last day", [signed(on="2023-06-16")], ONE, []),
    ("never too old", [signed(on="0001-01-01")], replace(ONE, months=0), []),
    ("one of two too old", [signed(on="2023-06-15"), signed(EDITOR, "Binh")], TWO, [Lack.LAPSED]),
    ("the second too old", [signed(), signed(EDITOR, "Binh", "2023-06-15")], TWO, [Lack.LAPSED]),
    ("renewed", [signed(on="2023-06-15"), signed(on=TODAY)], ONE, []),
    ("stated to be a machine's", [_MACHINE], ONE, [Lack.MACHINE]),
    ("a machine's, reviewed", [_REVIEWED], ONE, []),
    ("a machine's, reviewed, and never allowed", [_REVIEWED], _NEVER, [Lack.MACHINE]),
    ("any", [_MACHINE], replace(ONE, machine=MachineText.UNREVIEWED), []),
    ("two who do not agree where it came from", [_MACHINE, signed(EDITOR, "Binh")], ONE, [Lack.MACHINE]),
    (
        "where it came from stays true when the sign-off is too old",
        [signed(EDITOR, "Binh", "2020-01-01", origin=Origin.MACHINE), signed()],
        ONE,
        [Lack.MACHINE],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("lines", "demand", "lacks"), [row[1:] for row in _DEMANDS], ids=[row[0] for row in _DEMANDS])
def test_what_a_text_lacks(lines: list[SignOff], demand: Demand, lacks: list[Lack]) -> None:
    for order in (lines, lines[::-1]):
        assert [shortfall.lack for shortfall in stand(order, demand).shortfalls] == lacks


@pytest.mark.parametrize(
    ("lines", "of_catalog", "lacks"),
    [
        ([signed(CLINICIAN)], Origin.HUMAN, []),
        ([signed(CLINICIAN)], Origin.MACHINE, [Lack.MACHINE]),
        ([signed(CLINICIAN)], Origin.MACHINE_THEN_HUMAN, []),
        ([signed(CLINICIAN), signed(EDITOR, "Binh", origin=Origin.MACHINE_THEN_HUMAN)], Origin.MACHINE, []),
        ([signed(CLINICIAN), signed(READER, "Binh", origin=Origin.MACHINE_THEN_HUMAN)], Origin.MACHINE, [Lack.MACHINE]),
        ([signed(CLINICIAN), signed(EDITOR, "Binh", "2020-01-01")], Origin.MACHINE, [Lack.MACHINE]),
    ],
)
def test_a_catalog_says_what_a_machine_made_until_somebody_who_knows_the_language_signs(
    lines: list[SignOff], of_catalog: Origin, lacks: list[Lack]
) -> None:
    demand = Demand(roles=(CLINICIAN,))
    assert [shortfall.lack for shortfall in stand(lines, demand, origin=of_catalog).shortfalls] == lacks


def test_a_shortfall_says_what_to_do() -> None:
    assert stand([]).shortfalls == (Shortfall(Lack.ROLE, role=TRANSLATOR),)
    assert stand([signed()], Demand(people=3)).shortfalls == (Shortfall(Lack.PEOPLE, people=2),)
    assert stand([rejected(), signed(name="Binh")]).shortfalls == (
        Shortfall(Lack.REJECTED, by="Ana", note="Wrong dose."),
    )
    assert stand([signed(on="2020-01-01")]).shortfalls == (Shortfall(Lack.LAPSED, role=TRANSLATOR),)


def test_each_level_has_its_demand_and_the_english_its_own() -> None:
    texts = [claim(translation=()), *(claim(level=level) for level in Level)]
    standing = judge_handout(texts, Court(Policy(), TODAY))
    assert [[(s.lack, s.role) for s in text.shortfalls] for text in standing.texts] == [
        [(Lack.ROLE, CLINICIAN)],
        [(Lack.ROLE, TRANSLATOR)],
        [(Lack.ROLE, TRANSLATOR), (Lack.PEOPLE, None)],
        [(Lack.ROLE, TRANSLATOR), (Lack.PEOPLE, None)],
    ]


def test_the_english_and_a_language_have_their_own_ledgers() -> None:
    english = signed(CLINICIAN, translation=())
    texts = [claim(translation=()), claim()]
    assert judge_handout(texts, Court(Policy(), TODAY, Ledger((signed(),)), Ledger((english,)))).final
    assert not judge_handout(texts, Court(Policy(), TODAY, Ledger((signed(), english)), Ledger((signed(),)))).final


@pytest.mark.parametrize("status", [Status.FUZZY, Status.UNTRANSLATED])
def test_a_text_that_is_not_shown_cannot_be_signed(status: Status) -> None:
    standing = judge_handout([claim(status=status)], Court(Policy(), TODAY, Ledger((signed(),))))
    assert standing.texts[0].shortfalls == (Shortfall(Lack.TRANSLATION),)
    assert draft_reasons(standing) == (DraftReason.INCOMPLETE,)


@pytest.mark.parametrize(
    ("lacks", "reasons"),
    [
        ((), ()),
        ((Lack.TRANSLATION,), (DraftReason.INCOMPLETE,)),
        ((Lack.MACHINE, Lack.ROLE), (DraftReason.MACHINE, DraftReason.UNSIGNED)),
        *(((lack,), (DraftReason.UNSIGNED,)) for lack in (Lack.ROLE, Lack.PEOPLE, Lack.REJECTED, Lack.LAPSED)),
    ],
)
def test_a_draft_says_why(lacks: tuple[Lack, ...], reasons: tuple[DraftReason, ...]) -> None:
    text = replace(stand([signed()]), shortfalls=tuple(map(Shortfall, lacks)))
    assert draft_reasons(Standing((text,))) == reasons
    assert Standing((text,)).final is not bool(lacks)


def test_a_project_that_asks_for_no_signature_needs_none() -> None:
    nothing = Court(Policy(sign_off=False), TODAY, review_by="2020-01-01")
    standing = judge_handout([claim(), claim(origin=Origin.MACHINE)], nothing)
    assert [[s.lack for s in text.shortfalls] for text in standing.texts] == [[], [Lack.MACHINE]]
    assert (standing.review_overdue, standing.lapses) == (False, "")


# ── ages ──


@pytest.mark.parametrize(
    ("signed_on", "months", "renewed_by"),
    [
        ("2026-01-15", 1, "2026-02-15"),
        ("2026-12-31", 1, "2027-01-31"),
        ("2026-01-31", 1, "2026-02-28"),
        ("2024-01-31", 1, "2024-02-29"),
        ("2026-01-29", 1, "2026-02-28"),
        ("2026-08-31", 1, "2026-09-30"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2024-02-29", 48, "2028-02-29"),
        ("2026-03-01", 36, "2029-03-01"),
        ("2026-03-01", 1200, "2126-03-01"),
        ("2026-03-01", 0, ""),
        ("9999-01-01", 12, ""),
        ("0001-01-01", 36, "0004-01-01"),
    ],
)
def test_months_are_reckoned_by_the_calendar(signed_on: str, months: int, renewed_by: str) -> None:
    assert renewal_date(signed_on, months) == renewed_by


@pytest.mark.parametrize(
    ("lines", "demand", "lapses"),
    [
        ([signed(on="2026-01-31")], replace(ONE, months=6), "2026-07-31"),
        ([signed(on="2026-01-31")], replace(ONE, months=0), ""),
        ([signed(on="2026-01-01"), signed(name="Binh", on="2026-05-01")], ONE, "2029-05-01"),
        ([signed(on="2026-01-01"), signed(name="Binh", on="2026-05-01")], TWO, "2029-01-01"),
        ([signed(on="2026-05-01"), signed(EDITOR, "Binh", "2026-01-01")], ONE, "2029-05-01"),
        ([signed(on="2020-01-01")], ONE, ""),
    ],
)
def test_a_text_says_when_it_must_be_signed_again(lines: list[SignOff], demand: Demand, lapses: str) -> None:
    assert stand(lines, demand).lapses == lapses


def test_a_text_of_a_machine_lapses_with_the_last_who_knows_the_language() -> None:
    lines = [signed(CLINICIAN), signed(EDITOR, "Binh", "2025-01-01", origin=Origin.MACHINE_THEN_HUMAN)]
    text = stand(lines, Demand(roles=(CLINICIAN,)), origin=Origin.MACHINE)
    assert (text.shortfalls, text.lapses) == ((), "2028-01-01")


@pytest.mark.parametrize(
    ("review_by", "overdue", "lapses"),
    [
        ("", False, "2029-03-01"),
        ("2026-06-14", True, "2026-06-15"),
        ("2026-06-15", False, "2026-06-16"),
        ("2026-12-31", False, "2027-01-01"),
        ("2031-01-01", False, "2029-03-01"),
        ("9999-12-31", False, "2029-03-01"),
    ],
)
def test_a_handout_ends_with_its_first_text_or_its_date_of_review(review_by: str, overdue: bool, lapses: str) -> None:
    standing = judge_handout([claim()], Court(Policy(), TODAY, Ledger((signed(),)), review_by=review_by))
    assert (standing.review_overdue, standing.lapses, standing.final) == (overdue, lapses, not overdue)
    assert draft_reasons(standing) == ((DraftReason.UNSIGNED,) if overdue else ())


# ── what must always hold ──

_people = st.sampled_from(["Ana", "ANA ", "Binh", "Chi"])
_days = st.dates(date(2025, 11, 1), date(2026, 6, 20)).map(date.isoformat)
_demands = st.builds(
    Demand,
    st.lists(st.sampled_from(Signer), unique=True, max_size=2).map(tuple),
    st.integers(1, 3),
    st.sampled_from(MachineText),
    st.integers(0, 5),
)
_origins = st.sampled_from(Origin)
_lines = st.builds(
    signed, st.sampled_from(Signer), _people, _days, origin=_origins, judgement=st.sampled_from(Judgement)
)


@MANY
@given(st.lists(_lines, max_size=6), _lines, _demands, _origins, _days)
def test_more_approvals_never_make_a_text_less_final(
    lines: list[SignOff], line: SignOff, demand: Demand, origin: Origin, today: str
) -> None:
    """Of somebody who says no worse of where the text came from."""
    human = [replace(one, origin=Origin.HUMAN) for one in lines]
    more = replace(line, origin=Origin.HUMAN, judgement=Judgement.APPROVED)
    before = stand(human, demand, today, origin)
    after = stand([*human, more], demand, today, origin)
    if not before.shortfalls:
        assert not after.shortfalls
        assert not after.lapses or after.lapses >= before.lapses != ""


@MANY
@given(st.lists(_lines, max_size=6), _lines, _demands, _origins, _days)
def test_a_rejection_never_makes_a_text_more_final(
    lines: list[SignOff], line: SignOff, demand: Demand, origin: Origin, today: str
) -> None:
    more = replace(line, judgement=Judgement.REJECTED)
    if not stand([*lines, more], demand, today, origin).shortfalls:
        assert not stand(lines, demand, today, origin).shortfalls


@MANY
@given(st.lists(_lines, max_size=6), _demands, _origins, _days)
def test_a_text_is_final_until_the_day_that_it_says_and_not_on_it(
    lines: list[SignOff], demand: Demand, origin: Origin, today: str
) -> None:
    said = [line for line in lines if line.date <= today]
    text = stand(said, demand, today, origin)
    if not text.shortfalls:
        later = [(date.fromisoformat(today) + timedelta(days)).isoformat() for days in range(0, 240, 7)]
        for day in (*later, text.lapses):
            if day:
                assert bool(stand(said, demand, day, origin).shortfalls) is bool(text.lapses and day >= text.lapses)
    else:
        tomorrow = (date.fromisoformat(today) + timedelta(1)).isoformat()
        assert stand(said, demand, tomorrow, origin).shortfalls


@MANY
@given(st.lists(_lines, max_size=5), st.lists(_lines, max_size=5), _demands, _origins, st.data())
def test_a_union_of_ledgers_is_judged_as_the_join_of_both(
    ours: list[SignOff], theirs: list[SignOff], demand: Demand, origin: Origin, data: st.DataObject
) -> None:
    texts = write_ledger(Ledger(tuple(ours))) + write_ledger(Ledger(tuple(theirs)))
    lines = data.draw(st.permutations(texts.splitlines(keepends=True)))
    union = parse_ledger("".join(lines), "signoff.jsonl")
    assert stand(union.sign_offs, demand, origin=origin) == stand([*ours, *theirs], demand, origin=origin)


_ENGLISH = [
    "You can recieve help.",
    "You can receive help.",
    "You can not receive help.",
    "You can receive 2 kinds of help.",
]
_MEANT = [0, 0, 1, 2]
"""Which of them mean the same."""
_edits = st.lists(
    st.tuples(
        st.integers(0, 2), st.sampled_from(["text", "translation", "context", "typo", "sign"]), st.integers(0, 3)
    ),
    max_size=14,
)


@SOME
@given(_edits)
def test_a_text_is_final_only_if_it_was_signed_as_it_stands(edits: list[tuple[int, str, int]]) -> None:
    """Three texts of a guide, edited, corrected and signed in any order; each stands by itself."""
    texts = [(None, 0, 0), (None, 1, 1), ("b", 0, 0)]
    ledger = Ledger()
    was_signed: set[tuple[str | None, int, int]] = set()
    by_text: dict[tuple[str | None, int, int], bool] = {}
    for place, what, value in edits:
        before = _final(texts, ledger)
        context, english, spanish = texts[place]
        match what:
            case "text":
                texts[place] = (context, value, spanish)
            case "translation":
                texts[place] = (context, english, value)
            case "context":
                texts[place] = (None if value % 2 else "b", english, spanish)
            case "typo":
                # The line is written whatever the edit is: that it is harmless is for the ledger to see.
                texts[place] = (context, value, spanish)
                key, translation = _said(texts[place])
                line = Correction(text_hash(key, translation), _ENGLISH[english], "Ana", "2026-05-01")
                ledger = joined(ledger, corrections=[line])
            case _:
                key, translation = _said(texts[place])
                ledger = joined(ledger, [signed(key=key, translation=translation)])
                was_signed.add(texts[place])
        after = _final(texts, ledger)
        if what in ("text", "translation", "context"):
            assert [final for n, final in enumerate(after) if n != place] == [
                final for n, final in enumerate(before) if n != place
            ]
        for text, final in zip(texts, after, strict=True):
            meant = {(c, _MEANT[e], s) for c, e, s in was_signed}
            assert not final or (text[0], _MEANT[text[1]], text[2]) in meant
            assert final or text not in was_signed
            if what in ("text", "translation", "context"):
                assert by_text.get(text, final) is final, "coming back restores, and nothing else does"
        if what in ("typo", "sign"):
            by_text = {}
        by_text.update(zip(texts, after, strict=True))


def _said(text: tuple[str | None, int, int]) -> tuple[MessageKey, tuple[str]]:
    context, english, spanish = text
    return MessageKey(context, _ENGLISH[english]), (f"Traducción {spanish}.",)


def _final(texts: Sequence[tuple[str | None, int, int]], ledger: Ledger) -> list[bool]:
    claims = [claim(*_said(text)) for text in texts]
    return [not text.shortfalls for text in judge_handout(claims, Court(Policy(), TODAY, ledger)).texts]
