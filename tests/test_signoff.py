"""The ledger of sign-offs: how it is read and written, what joins, and what a sign-off holds for."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.errors import UserError
from dragoman.ledger_file import parse_ledger, write_ledger
from dragoman.model import Correction, Judgement, Ledger, MessageKey, Origin, Signer, SignOff, TextHash
from dragoman.signoff import about, joined, judgements, person_key, refused_corrections, text_hash
from projects import SHIPPED
from strategies import MANY, SOME

PATH = "locales/es/signoff.jsonl"
HASH = "0123456789abcdef0123456789abcdef"
REST = MessageKey(None, "You can recieve help.")
MENDED = MessageKey(None, "You can receive help.")
SPANISH = ("Le ayudamos.",)


def signed(
    key: MessageKey = REST,
    translation: Sequence[str] = SPANISH,
    name: str = "Ana López",
    date: str = "2026-03-01",
    role: Signer = Signer.TRANSLATOR,
    judgement: Judgement = Judgement.APPROVED,
    origin: Origin = Origin.HUMAN,
) -> SignOff:
    return SignOff(text_hash(key, translation), role, name, date, origin=origin, judgement=judgement)


def corrected(now: MessageKey, was: str, translation: Sequence[str] = SPANISH) -> Correction:
    return Correction(text_hash(now, translation), was, "Ana López", "2026-03-02")


# ── what a sign-off is bound to ──


def test_a_hash_is_what_it_was_when_people_signed() -> None:
    """Of `[null, "Rest.", ["Descanse."]]` by `sha256sum`. Another way to reckon it would void every ledger there is."""
    assert text_hash(MessageKey(None, "Rest."), ("Descanse.",)) == "a13f415cc38e8805b9f2e3b48dc6d214"
    assert text_hash(MessageKey(None, "Rest.")) == "2021c06fb1b2bdf5692969ae5ec29f1c"
    assert text_hash(MessageKey("verb", "Rest."), ("Descanse.", "Descansen.")) == "9c5ed296b779ab75605d8c4a26e76a8c"


_texts = st.text(st.sampled_from('ab", []\\\u0301é\n'), max_size=4)
_signed_texts = st.tuples(st.builds(MessageKey, st.none() | _texts, _texts), st.lists(_texts, max_size=3).map(tuple))


@MANY
@given(_signed_texts, _signed_texts)
def test_two_texts_share_a_hash_only_if_they_are_one(
    first: tuple[MessageKey, tuple[str, ...]], second: tuple[MessageKey, tuple[str, ...]]
) -> None:
    assert (text_hash(*first) == text_hash(*second)) is (first == second)


def test_the_first_words_are_for_readers() -> None:
    assert about("Rest\n today.") == "Rest today."
    assert about("x" * 60) == "x" * 60
    assert about("word " * 20) == "word word word word word word word word word word word word…"[:60]


# ── reading ──

_GOOD = {"text": HASH, "role": "translator", "name": "Ana", "origin": "human", "date": "2026-03-01"}
_CORRECTION = {"text": HASH, "was": "Rset.", "by": "Ana", "date": "2026-03-01"}
_FROM_GIT = "Take the line from git as it was."
_KEYS = "text, judgement, role, name, qualification, origin, date, note, guide, about"
_REFUSED: list[tuple[str, str]] = [
    ("{", f"This line of the ledger is not JSON. {_FROM_GIT}"),
    ("[" * 100_000, f"This line of the ledger is not JSON. {_FROM_GIT}"),
    ('{"text": ' + "9" * 5000 + "}", f"This line of the ledger is not JSON. {_FROM_GIT}"),
    (f"{json.dumps(_GOOD)}{json.dumps(_GOOD)}", f"This line of the ledger is not JSON. {_FROM_GIT}"),
    ("[]", f"This line of the ledger is no object of JSON. {_FROM_GIT}"),
    ("null", f"This line of the ledger is no object of JSON. {_FROM_GIT}"),
    *(
        (mark, "There is a conflict of git in the ledger. Keep the lines of both sides, without the marks.")
        for mark in ("<<<<<<< HEAD", "=======", ">>>>>>> theirs", "||||||| base")
    ),
    (
        json.dumps(_GOOD)[:-1] + ', "role": "clinician"}',
        f"A key stands twice in this line of the ledger. {_FROM_GIT}",
    ),
    (json.dumps(_GOOD | {"signed": True}), f"A line of the ledger has no key 'signed'. There are {_KEYS}."),
    (json.dumps(_GOOD | {"\ud800\x1b": 1}), f"A line of the ledger has no key '\\ud800\\x1b'. There are {_KEYS}."),
    (json.dumps(_GOOD | {"was": "x"}), "A line of the ledger has no key 'role'. There are text, was, by, date."),
    (json.dumps(_GOOD | {"text": HASH[1:]}), f"'text' of this line is not the hash of a text. {_FROM_GIT}"),
    (json.dumps(_GOOD | {"text": HASH.upper()}), f"'text' of this line is not the hash of a text. {_FROM_GIT}"),
    (json.dumps(_GOOD | {"text": 7}), f"'text' of this line is not a text. {_FROM_GIT}"),
    ("{}", f"'text' of this line is not a text. {_FROM_GIT}"),
    (json.dumps(_GOOD | {"date": "1/3/26"}), f"'date' of this line is not a date such as 2027-03-31. {_FROM_GIT}"),
    (json.dumps(_GOOD | {"date": "٢٠٢٦-٠٣-٠١"}), f"'date' of this line is not a date such as 2027-03-31. {_FROM_GIT}"),
    (json.dumps(_GOOD | {"date": "2027-02-29"}), "There is no day 2027-02-29. Write a date such as 2027-03-31."),
    (json.dumps(_GOOD | {"name": " \t"}), "'name' of this line is empty. A sign-off needs the name of a person."),
    (json.dumps(_GOOD | {"name": "\u200b"}), "'name' of this line is empty. A sign-off needs the name of a person."),
    (json.dumps(_CORRECTION | {"by": ""}), "'by' of this line is empty. A sign-off needs the name of a person."),
    (json.dumps(_GOOD | {"name": "\ud800"}), f"'name' of this line is not a text. {_FROM_GIT}"),
    (json.dumps(_CORRECTION | {"was": None}), f"'was' of this line is not a text. {_FROM_GIT}"),
    (json.dumps(_GOOD | {"note": []}), f"'note' of this line is not a text. {_FROM_GIT}"),
    (
        json.dumps(_GOOD | {"role": "boss"}),
        "'role' of this line cannot be 'boss'. It is one of translator, editor, clinician, community reader.",
    ),
    (
        json.dumps(_GOOD | {"role": {"is": "boss"}}),
        "'role' of this line cannot be {'is': 'boss'}. It is one of translator, editor, clinician, community reader.",
    ),
    (
        json.dumps(_GOOD | {"origin": None}),
        "'origin' of this line cannot be None. It is one of human, machine, machine then human.",
    ),
    (
        json.dumps(_GOOD | {"judgement": "fine"}),
        "'judgement' of this line cannot be 'fine'. It is one of approved, rejected.",
    ),
]


@pytest.mark.parametrize(("line", "sentence"), _REFUSED, ids=lambda text: text[:40])
def test_what_is_wrong_with_a_line_is_said_with_its_place(line: str, sentence: str) -> None:
    with pytest.raises(UserError) as caught:
        parse_ledger(f"{json.dumps(_GOOD)}\n\n{line}\n", PATH)
    assert str(caught.value) == f"{PATH}:3: {sentence}"


@pytest.mark.parametrize("key", sorted(_GOOD))
def test_a_sign_off_has_all_that_it_needs(key: str) -> None:
    with pytest.raises(UserError, match=f"{PATH}:1: '{key}' of this line"):
        parse_ledger(json.dumps({name: value for name, value in _GOOD.items() if name != key}), PATH)


@MANY
@given(st.text(max_size=40) | st.recursive(st.none() | st.text(max_size=5), st.lists).map(json.dumps))
def test_any_text_is_read_or_refused_with_its_line(text: str) -> None:
    try:
        parse_ledger(text, PATH)
    except UserError as error:
        assert str(error).startswith(f"{PATH}:")  # noqa: PT017  # any text may also be a ledger


def test_a_line_knows_where_it_stands_and_is_equal_wherever_it_stands() -> None:
    first = parse_ledger(f"\n{json.dumps(_GOOD)}\r\n{json.dumps(_CORRECTION)}\n", PATH)
    assert (first.sign_offs[0].line, first.corrections[0].line) == (2, 3)
    second = parse_ledger(f"{json.dumps(_CORRECTION)}\n{json.dumps(_GOOD)}", PATH)
    assert first == second


# ── writing ──

_names = st.sampled_from(["Ana López", "ana  lópez", "Binh", "Chi\u2028Do", "Ana Lo\u0301pez"]) | st.text(
    st.characters(exclude_categories=["Cs"]), min_size=1, max_size=6
).filter(person_key)
_dates = st.sampled_from(["2026-03-01", "2026-03-02", "2024-02-29", "0001-01-01", "9999-12-31"])
_hashes = st.sampled_from([HASH, HASH[::-1], "f" * 32]).map(TextHash)
_words = st.text(st.characters(exclude_categories=["Cs"]), max_size=6) | st.sampled_from(["", "a", "\x85\u2028\x1c"])
sign_offs = st.builds(
    SignOff,
    _hashes,
    st.sampled_from(Signer),
    _names,
    _dates,
    _words,
    st.sampled_from(Origin),
    st.sampled_from(Judgement),
    _words,
    _words,
    _words,
)
ledgers = st.builds(
    Ledger,
    st.lists(sign_offs, max_size=6).map(tuple),
    st.lists(st.builds(Correction, _hashes, _words, _names, _dates), max_size=3).map(tuple),
)


def as_sets(ledger: Ledger) -> tuple[frozenset[SignOff], frozenset[Correction]]:
    return frozenset(ledger.sign_offs), frozenset(ledger.corrections)


@MANY
@given(ledgers)
def test_what_is_written_is_read_again(ledger: Ledger) -> None:
    assert as_sets(parse_ledger(write_ledger(ledger), PATH)) == as_sets(ledger)


@MANY
@given(ledgers, st.randoms(use_true_random=False))
def test_a_file_is_sorted_and_the_same_for_any_order_of_its_lines(ledger: Ledger, random: Random) -> None:
    text = write_ledger(ledger)
    lines = text.splitlines(keepends=True)
    hashes = [json.loads(line)["text"] for line in lines]
    assert hashes == sorted(hashes)
    assert len(set(lines)) == len(lines)
    shuffled = lines * 2
    random.shuffle(shuffled)
    assert write_ledger(parse_ledger("".join(shuffled), PATH)) == text


@MANY
@given(ledgers, ledgers, st.data())
def test_any_union_of_two_ledgers_is_the_join_of_both(ours: Ledger, theirs: Ledger, data: st.DataObject) -> None:
    """Whatever git's `merge=union` makes of them: lines of both in any order, some twice."""
    lines = (write_ledger(ours) + write_ledger(theirs)).splitlines(keepends=True)
    more = data.draw(st.lists(st.sampled_from(lines), max_size=4)) if lines else []
    union = parse_ledger("".join(data.draw(st.permutations([*lines, *more]))), PATH)
    both = Ledger((*ours.sign_offs, *theirs.sign_offs), (*ours.corrections, *theirs.corrections))
    assert as_sets(union) == as_sets(both)
    assert write_ledger(union) == write_ledger(both)


def test_a_new_word_of_a_day_takes_the_place_of_the_earlier_one() -> None:
    rejected = signed(judgement=Judgement.REJECTED)
    others = (signed(name="Binh"), signed(date="2026-02-28"), signed(role=Signer.EDITOR), signed(MENDED))
    ledger = joined(Ledger((rejected, *others)), [signed(name="ana  LÓPEZ")], [corrected(MENDED, REST.text)])
    assert set(ledger.sign_offs) == {*others, signed(name="ana  LÓPEZ")}
    assert ledger.corrections == (corrected(MENDED, REST.text),)


# ── what holds ──


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ana López", "ana lópez"),
        ("Ana López", " Ana \t López\n"),
        ("Ana López", "Ana Lo\u0301pez"),
        ("Ana López", "Ana\u200b López\u200e"),
        ("Ana López", "Ana\u00a0López"),
        ("Strauß", "STRAUSS"),
        ("Ｌｅｅ", "Lee"),
        ("ᾳ", "ΑΙ"),
    ],
)
def test_nobody_becomes_two_people(one: str, other: str) -> None:
    assert person_key(one) == person_key(other)


def test_different_people_stay_different() -> None:
    names = ["Ana López", "Ana Lopez", "AnaLópez", "Ana López-Ruiz", "López Ana"]
    assert len({person_key(name) for name in names}) == len(names)


@MANY
@given(st.text())
def test_a_name_is_compared_as_it_is_compared(name: str) -> None:
    assert person_key(person_key(name)) == person_key(name)
    assert person_key(name.upper().lower()) == person_key(name.lower().upper().lower())


_WORDS: list[tuple[list[SignOff], list[str], str]] = [
    ([signed(), signed(date="2026-02-01", judgement=Judgement.REJECTED)], ["approved"], "the later word"),
    ([signed(), signed(date="2026-04-01", judgement=Judgement.REJECTED)], ["rejected"], "the later word, a no"),
    ([signed(), signed(judgement=Judgement.REJECTED)], ["rejected"], "of one day the no"),
    ([signed(), signed(name="ANA lópez", judgement=Judgement.REJECTED)], ["rejected"], "the same person"),
    (
        [signed(), signed(role=Signer.EDITOR, judgement=Judgement.REJECTED)],
        ["approved", "rejected"],
        "each role has its own word",
    ),
    ([signed(), signed(name="Binh")], ["approved", "approved"], "two people"),
    ([signed(MENDED)], [], "another text"),
    ([signed(translation=("Descanse.",))], [], "another translation"),
    ([signed(translation=())], [], "the English"),
    ([signed(MessageKey("verb", REST.text))], [], "another context"),
    ([signed(date="2027-01-01")], [], "not said yet"),
    ([signed(judgement=Judgement.REJECTED), signed(date="2027-01-01")], ["rejected"], "a yes to come hides no no"),
    ([signed(), signed(date="2027-01-01", judgement=Judgement.REJECTED)], ["approved"], "nor a no to come a yes"),
]


@pytest.mark.parametrize(("lines", "said", "_why"), _WORDS, ids=[why for *_, why in _WORDS])
def test_the_last_word_of_each_person_counts(lines: list[SignOff], said: list[str], _why: str) -> None:
    for order in (lines, lines[::-1]):
        found = judgements(Ledger(tuple(order)), REST, SPANISH, until="2026-12-31")
        assert sorted(s.judgement for s in found) == said


def test_of_two_yeses_of_a_day_the_one_counts_that_trusts_the_text_less() -> None:
    lines = tuple(signed(origin=origin) for origin in Origin)
    for order in (lines, lines[::-1]):
        assert [s.origin for s in judgements(Ledger(order), REST, SPANISH)] == [Origin.MACHINE]


# ── corrections ──


def test_a_harmless_correction_carries_what_was_said_of_its_text_alone() -> None:
    ledger = Ledger((signed(),), (corrected(MENDED, REST.text),))
    assert judgements(ledger, MENDED, SPANISH) == (signed(),)
    assert judgements(ledger, REST, SPANISH) == (signed(),)
    assert judgements(ledger, MENDED, ("Le asistimos.",)) == ()
    assert judgements(ledger, MENDED) == ()
    assert judgements(ledger, MessageKey("help", MENDED.text), SPANISH) == ()
    assert list(refused_corrections(ledger, MENDED, SPANISH)) == []


def test_a_correction_carries_a_rejection_too() -> None:
    ledger = Ledger((signed(judgement=Judgement.REJECTED),), (corrected(MENDED, REST.text),))
    assert [s.judgement for s in judgements(ledger, MENDED, SPANISH)] == [Judgement.REJECTED]


_MEANINGS = [
    ("You may drive today.", "You may not drive today."),
    ("Take 2 tablets.", "Take 5 tablets."),
    ("Rest your right arm.", "Rest your left arm."),
    ("Call before you eat.", "Call after you eat."),
    ("Take prednisone.", "Take prednisolone."),
]


@pytest.mark.parametrize(("was", "now"), [*_MEANINGS, *((b, a) for a, b in _MEANINGS)])
def test_a_line_written_by_hand_carries_nothing_over_an_edit_of_meaning(was: str, now: str) -> None:
    old, new = MessageKey(None, was), MessageKey(None, now)
    correction = corrected(new, was)
    ledger = Ledger((signed(old),), (correction,))
    assert judgements(ledger, new, SPANISH) == ()
    assert list(refused_corrections(ledger, new, SPANISH)) == [(correction, now)]


def test_many_small_corrections_do_not_add_up_to_another_word() -> None:
    """Each letter a typo of its own: a drug must not become another one by and by."""
    ways = ["Take Lamictal.", "Take Lamistal.", "Take Lamisal.", "Take Lamisil."]
    keys = [MessageKey(None, text) for text in ways]
    steps = tuple(corrected(now, was.text) for was, now in pairwise(keys))
    ledger = Ledger((signed(keys[0]),), steps)
    assert judgements(ledger, keys[-1], SPANISH) == ()
    assert judgements(ledger, keys[1], SPANISH) == (signed(keys[0]),)
    assert list(refused_corrections(ledger, keys[-1], SPANISH)) != []


def test_corrections_in_a_row_carry_and_a_circle_of_them_ends() -> None:
    first, second, third = (
        MessageKey(None, text)
        for text in (
            "You can recieve help when unusualy warm.",
            "You can receive help when unusualy warm.",
            "You can receive help when unusually warm.",
        )
    )
    steps = (corrected(second, first.text), corrected(third, second.text), corrected(first, third.text))
    ledger = Ledger((signed(first),), steps)
    assert judgements(ledger, third, SPANISH) == (signed(first),)
    assert judgements(Ledger((signed(third),), steps), third, SPANISH) == (signed(third),)


_DRIFT = [
    "You can recieve help.",
    "You can receive help.",
    "You can receive help",
    "You can not receive help.",
    "You can receive 2 help.",
    "**You** can receive help.",
]


@SOME
@given(
    st.lists(st.tuples(st.sampled_from(_DRIFT), st.sampled_from(_DRIFT)), max_size=8),
    st.sampled_from(_DRIFT),
    st.sampled_from(_DRIFT),
    st.randoms(use_true_random=False),
)
def test_no_set_of_corrections_carries_a_sign_off_across_meaning(
    edits: list[tuple[str, str]], first: str, last: str, random: Random
) -> None:
    """Whatever lines stand in the ledger: a word comes from this text, or from one that meant the same."""
    steps = [corrected(MessageKey(None, now), was) for was, now in edits]
    origin, key = MessageKey(None, first), MessageKey(None, last)
    found = judgements(Ledger((signed(origin),), tuple(steps)), key, SPANISH)
    if found:
        assert first == last or {"not", "2"} & set(first.split()) == {"not", "2"} & set(last.split())
    random.shuffle(steps)
    assert judgements(Ledger((signed(origin),), tuple(steps)), key, SPANISH) == found


# ── git ──

ATTRIBUTE = "locales/*/signoff.jsonl text eol=lf merge=union"


def git(root: Path, *arguments: str) -> None:
    alone = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    person = ("-c", "user.name=T", "-c", "user.email=t@clinic.example")
    subprocess.run(["git", *person, *arguments], cwd=root, env=alone, check=True, capture_output=True)


def commit(root: Path, ledger: Ledger) -> None:
    (root / PATH).parent.mkdir(parents=True, exist_ok=True)
    (root / PATH).write_bytes(write_ledger(ledger).encode())
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--allow-empty", "--message", "signed")


def test_the_project_and_its_recipe_have_the_line_for_git() -> None:
    assert ATTRIBUTE in (SHIPPED / ".gitattributes").read_text("utf-8").splitlines()
    assert ATTRIBUTE in (SHIPPED / "docs/git.md").read_text("utf-8").splitlines()


@pytest.mark.parametrize("base", [0, 1, 20])
def test_git_merges_two_branches_that_both_signed_and_nothing_is_lost(base: int, tmp_path: Path) -> None:
    """The same texts by two people, texts of their own, and a word of the past that one side says anew."""
    texts = [MessageKey(None, f"Text {number}.") for number in range(30)]
    begun = Ledger(tuple(signed(key) for key in texts[:base]))
    ours = joined(begun, [signed(key, name="Binh", date="2026-04-01") for key in texts[::2]])
    theirs = joined(
        begun,
        [signed(key, name="Chi", judgement=Judgement.REJECTED) for key in texts[::3]]
        + [signed(key, judgement=Judgement.REJECTED) for key in texts[: base // 2]],
        [corrected(MENDED, REST.text)],
    )
    git(tmp_path, "init", "--quiet", "--initial-branch=main")
    (tmp_path / ".gitattributes").write_text(ATTRIBUTE + "\n")
    commit(tmp_path, begun)
    git(tmp_path, "checkout", "--quiet", "-b", "theirs")
    commit(tmp_path, theirs)
    git(tmp_path, "checkout", "--quiet", "main")
    commit(tmp_path, ours)
    git(tmp_path, "merge", "--quiet", "theirs")
    merged = parse_ledger((tmp_path / PATH).read_text("utf-8"), PATH)
    fresh = (set(ours.sign_offs) | set(theirs.sign_offs)) - set(begun.sign_offs)
    assert fresh <= set(merged.sign_offs) <= set(ours.sign_offs) | set(theirs.sign_offs)
    assert merged.corrections == theirs.corrections
    for key in texts:
        both = {s for ledger in (ours, theirs) for s in judgements(ledger, key, SPANISH)}
        said = {(s.role, person_key(s.name)) for s in both}
        assert {(s.role, person_key(s.name)) for s in judgements(merged, key, SPANISH)} == said
        no = {s for s in theirs.sign_offs if s.judgement is Judgement.REJECTED and s.text == text_hash(key, SPANISH)}
        assert no <= set(judgements(merged, key, SPANISH))
