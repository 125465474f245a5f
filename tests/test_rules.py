"""Runs the examples on the page of every rule: `checks/rules/*.md` says what is found, and just that must be found.

A `po` block is a Spanish catalog (`# language: ar` makes it another's), or the template for a rule about templates.
`# finding: …` is a sentence that the rule must say of the block, `# guide: …` a text that the guide has; without such
lines the guide has what the block has. `# level: warn` says how much depends on the texts. A block with entries and no
header gets a right one; a block without entries is no catalog at all, with `# file: empty` one without a byte in it.
For a rule about history, `# --- before` stands above the catalog of the revision and `# --- now` above today's; for a
rule about all catalogs of a language, `# --- catalog NAME` stands above each. `# --- ledger` stands above what was
signed, `# --- ledger before` above what was signed in the revision; `# parted: DATE` is when the two parted.
`# term: …` and `# name: …` are entries of a glossary. A `toml` block has waivers, and `# found: …` what they are about;
for a rule about sheets it has what is on the paper.
A `markdown` block is a guide, for rules about the English; its findings stand in comments `<!-- finding: … -->`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from importlib.resources import files
from typing import NamedTuple, assert_never

import pytest

from dragoman.checks.anatomy import (
    CatalogRule,
    FileRule,
    GuideRule,
    HistoryRule,
    LedgerRule,
    LibraryRule,
    PairRule,
    Rule,
    SheetRule,
    TemplateRule,
    WaiverRule,
)
from dragoman.checks.engine import (
    check_catalog,
    check_file,
    check_guide,
    check_history,
    check_ledger,
    check_library,
    check_sheet,
    check_template,
    check_waivers,
)
from dragoman.checks.registry import RULES
from dragoman.checks.views import (
    CatalogView,
    FileView,
    GuideStanding,
    GuideView,
    HistoryView,
    LedgerView,
    LibraryView,
    SheetView,
    SignedSince,
    TemplateView,
    WaiverView,
    is_empty,
)
from dragoman.errors import UnreadableCatalog
from dragoman.extract import extract_messages
from dragoman.languages import find_language
from dragoman.ledger_file import parse_ledger
from dragoman.markup.parse import parse_guide
from dragoman.model import (
    Catalog,
    Commitment,
    Conventions,
    Entry,
    ExpectedSheet,
    ExpectedText,
    Figure,
    Finding,
    KeptName,
    Language,
    Letter,
    Level,
    Location,
    LostLetter,
    Message,
    MessageKey,
    Origin,
    Passage,
    Policy,
    PrintedPage,
    PrintedSheet,
    Role,
    Segment,
    Severity,
    Status,
    Term,
)
from dragoman.po import new_catalog, read_catalog, write_catalog
from dragoman.policy import Claim, Court, judge_handout
from dragoman.settings.waivers import parse_waivers

PATH = "locales/es/LC_MESSAGES/g.po"
LEDGER = "locales/es/signoff.jsonl"
TODAY = "2026-06-15"


class Example(NamedTuple):
    rule: str
    part: str
    """`Bad` or `Good`, and any other heading that an example may stand under."""
    number: int
    text: str


def examples() -> Iterator[Example]:
    for rule in RULES:
        part = ""
        page = files("dragoman.checks.rules").joinpath(f"{rule.replace('-', '_')}.md").read_text("utf-8")
        pieces = re.finditer(
            r"^## (?P<heading>[^\n]+)$|^(?P<fence>`{3,})(?:po|markdown|toml)\n(?P<block>.*?)^(?P=fence)$",
            page,
            re.MULTILINE | re.DOTALL,
        )
        for number, piece in enumerate(pieces):
            part = piece["heading"] or part
            if piece["block"] is not None:
                yield Example(rule, part, number, piece["block"])


def marked(text: str, mark: str) -> list[str]:
    """What stands behind a mark: `# finding: …` in a catalog, `<!-- finding: … -->` in a guide."""
    return re.findall(rf"^\ufeff?(?:# |<!-- ){mark}: (.*?)(?: -->)?$", text, re.MULTILINE)


def run_example(example: Example, commitment: Commitment = Commitment.REQUIRED) -> list[Finding]:
    rule = RULES[example.rule]
    alone = {example.rule: rule}
    match rule:
        case GuideRule():
            return list(check_guide(_guide_view(example.text), alone))
        case LibraryRule():
            parts = re.findall(r"^# --- catalog (\S+)\n(.*?)(?=^# --- |\Z)", example.text, re.MULTILINE | re.DOTALL)
            views = tuple(_view(example, block, name) for name, block in parts)
            return list(check_library(LibraryView(_language(example), views), alone))
        case TemplateRule():
            view = _view(example, example.text)
            template = view.catalog if "msgid" in example.text else None
            return list(check_template(TemplateView(template, "locales/g.pot", view.messages, "g"), alone))
        case HistoryRule():
            return list(check_history(_history_view(example), alone))
        case LedgerRule():
            return list(check_ledger(_ledger_view(example), alone))
        case SheetRule():
            return list(check_sheet(_sheet_view(example, commitment), alone))
        case WaiverRule():
            return list(check_waivers(_waiver_view(example.text), "waivers.toml", alone))
        case FileRule():
            return list(_unreadable(example, alone))
        case PairRule() | CatalogRule():
            return list(check_catalog(_view(example, example.text, commitment=commitment), alone))
        case _:
            assert_never(rule)


def _history_view(example: Example) -> HistoryView:
    before, now = _then_and_now(example)
    view = _view(example, now)
    signed = _signed_since(example)
    history = HistoryView(None, view.catalog, view.language, view.messages, "g", signed=signed)
    try:
        old = read_catalog(_with_header(before, view.language).encode(), f"main:{PATH}", "es")
    except UnreadableCatalog as error:
        return replace(history, unread=f"{error.where}: {error.problem}")
    return replace(history, before=old)


def _unreadable(example: Example, rules: Mapping[str, Rule]) -> Iterator[Finding]:
    try:
        read_catalog(example.text.encode(), PATH)
    except UnreadableCatalog as error:
        yield from check_file(FileView("g", "es", Location(PATH, 1), error.problem, error.remedy), rules)


def _view(example: Example, block: str, name: str = "g", commitment: Commitment = Commitment.REQUIRED) -> CatalogView:
    """A catalog of an example; `# guide:` gives other English than its own."""
    language = _language(example)
    catalog = read_catalog(_with_header(block, language).encode(), PATH.replace("/g.", f"/{name}."), language.tag)
    guide = marked(example.text, "guide")
    keys = [MessageKey(None, text) for text in guide] or [e.key for e in catalog.entries if _is_used(e)]
    level = Level(*marked(example.text, "level") or [Level.INFO])
    messages = tuple(Message(key, (Location(f"source/{name}.md", 4),), (), level=level) for key in keys)
    is_there = not is_empty(catalog) or marked(example.text, "file") == ["empty"]
    conventions = _conventions(example)
    return CatalogView(
        catalog, language, messages, name, commitment=commitment, conventions=conventions, is_there=is_there
    )


def _language(example: Example) -> Language:
    return find_language(*marked(example.text, "language") or ["es"])


def _waiver_view(block: str) -> WaiverView:
    """The waivers of an example beside what was found: rule, language, guide, English and translation."""
    found = [line.split(" | ") for line in marked(block, "found")]
    findings = tuple(
        Finding(rule, Severity.ERROR, Location(PATH, 1), "Wrong.", "Mend it.", language=language, guide=guide)
        for rule, language, guide, *_ in found
    )
    texts = [(source, translation) for *_, source, translation in found]
    findings = tuple(
        replace(finding, source=source, translation=translation)
        for finding, (source, translation) in zip(findings, texts, strict=True)
    )
    return WaiverView(parse_waivers(block, "waivers.toml"), findings, TODAY)


def _sheet_view(example: Example, commitment: Commitment) -> SheetView:
    """A sheet of an example; what it does not say is as in a sound sheet of one Spanish text.

    `texts` is what a reader must find, `passages` what the file reads out, `letters` the boxes on page 1.
    """
    said = tomllib.loads(example.text)
    texts = said.get("texts", [["Descanse.", "es"]])
    passages = said.get("passages", [["P", text, language] for text, language in texts])
    letters = [Letter(text, *box) for text, *box in said.get("letters", [])]
    foot = [Letter("x", 80, 40, 90, said["foot"], is_read=False)] if "foot" in said else []
    page = PrintedPage(612, 792, (*letters, *foot))
    printed = PrintedSheet(
        pages=(page,) * said.get("pages", 1),
        passages=tuple(Passage(kind, text, ((tag, len(text)),)) for kind, text, tag in passages),
        title=said.get("title", "Care"),
        language=said.get("language", "es"),
        is_tagged=said.get("is_tagged", True),
        shows_title=True,
        claims=frozenset(said.get("claims", ["PDF/UA-1", "PDF/A-2A"])),
        bookmarks=tuple(said.get("bookmarks", [])),
        addresses=tuple(said.get("addresses", [])),
        dangers=tuple(said.get("dangers", [])),
    )
    expected = ExpectedSheet(
        title="Care",
        language="es",
        texts=tuple(ExpectedText(text, language) for text, language in texts),
        headings=tuple(said.get("headings", [])),
        addresses=frozenset(said.get("links", [])),
    )
    place = Location("source/g.md", 1)
    labels = tuple(
        Segment(text, Role.LABEL, Level.INFO, place, domain="g", language=language)
        for text, language in said.get("labels", [])
    )
    alt = Segment("Alt", Role.ALT, Level.INFO, place, domain="g")
    guide = replace(_guide_view("Text.\n").guide, blocks=(Figure("spine.svg", alt, None, place, labels=labels),))
    lost = tuple(LostLetter(character, text, place) for character, text in said.get("lost", []))
    return SheetView(
        guide,
        _language(example),
        PATH,
        None if lost or "fault" in said else expected,
        None if lost or "fault" in said else printed,
        lost,
        fault=said.get("fault", ""),
        remedy="Look for a very long word.",
        budget=said.get("budget", 0),
        english_pages=said.get("english_pages", 0),
        staff_pages=said.get("staff_pages", 0),
        commitment=commitment,
    )


def _conventions(example: Example) -> Conventions:
    """`# term: English | forms | forbidden forms` and `# name: name | other spelling`, in the example's language."""
    tag = _language(example).tag
    terms = [[part.split(", ") for part in line.split(" | ")] for line in marked(example.text, "term")]
    names = [line.split(" | ") for line in marked(example.text, "name")]
    return Conventions(
        tuple(
            Term(tuple(english), {tag: tuple(use)}, {tag: tuple(form for forms in avoid for form in forms)})
            for english, use, *avoid in terms
        ),
        tuple(KeptName(name, {tag: tuple(also)}) for name, *also in names),
    )


def _guide_view(block: str) -> GuideView:
    """A guide of an example; a front matter is put before one that has none."""
    text = block if block.startswith("---") else f"---\ntitle: Care\n---\n{block}"
    guide = parse_guide(text, "source/g.md", "g")
    return GuideView(guide, extract_messages(guide), TODAY)


def _then_and_now(example: Example) -> tuple[str, str]:
    """The two catalogs of an example of history."""
    parts = _parts(example.text)
    assert {"before", "now"} <= set(parts) <= {"", "before", "now", "ledger before", "ledger"}
    assert re.fullmatch(r"(?:# (?:finding|guide|parted): .*\n)*", parts.get("", ""))
    return parts["before"], parts["now"]


def _parts(text: str) -> dict[str, str]:
    """What stands under each `# --- name`; what stands above the first under no name."""
    found = re.split(r"^# --- (.*)\n", text, flags=re.MULTILINE)
    return {"": found[0], **dict(zip(found[1::2], found[2::2], strict=True))}


def _signed_since(example: Example) -> SignedSince:
    """What was signed by an example of history; nothing where it does not say."""
    parts = _parts(example.text)
    before = parse_ledger(parts.get("ledger before", ""), f"main:{LEDGER}")
    now = parse_ledger(parts.get("ledger", ""), LEDGER)
    return SignedSince(before, now, LEDGER, "".join(marked(example.text, "parted")))


def _ledger_view(example: Example) -> LedgerView:
    """A catalog of an example beside what was signed; the policy is that of a project that says nothing."""
    parts = _parts(example.text)
    view = _view(example, parts[""])
    ledger = parse_ledger(parts["ledger"], LEDGER)
    texts = [entry for entry in view.catalog.entries if _is_used(entry)]
    level = {message.key: message.level for message in view.messages}
    claims = [Claim(e.key, "g", level[e.key], e.translation, e.status, Origin.HUMAN) for e in texts]
    standing = judge_handout(claims, Court(Policy(), TODAY, ledger))
    guide = GuideStanding("g", standing.texts, view.catalog.path)
    return LedgerView(view.language, LEDGER, ledger, (guide,), {"g": view}, Policy(), TODAY)


def _is_used(entry: Entry) -> bool:
    return entry.status is not Status.OBSOLETE


def _with_header(block: str, language: Language) -> str:
    if "msgid" not in block or 'msgid ""\nmsgstr' in block:
        return block
    return write_catalog(new_catalog(language, PATH, "Test", revised="")).decode() + "\n" + block


ALL = [pytest.param(example, id=f"{example.rule}-{example.part}-{example.number}") for example in examples()]


@pytest.mark.parametrize("example", ALL)
def test_an_example_is_found_to_be_what_its_page_says(example: Example) -> None:
    found = run_example(example)
    assert sorted(finding.problem for finding in found) == sorted(marked(example.text, "finding"))
    for finding in found:
        assert finding.rule == example.rule
        assert finding.remedy.endswith(".")
        assert finding.problem.endswith(".")


@pytest.mark.parametrize("example", ALL)
def test_a_finding_names_a_place_and_words_that_are_there(example: Example) -> None:
    for finding in run_example(example):
        assert all(words in finding.source for words in finding.english)
        assert all(words in finding.translation for words in finding.words)
        if finding.translation and isinstance(RULES[example.rule], PairRule):
            line = _with_header(example.text, _language(example)).split("\n")[finding.location.line - 1]
            assert line.startswith("msgid"), finding


@pytest.mark.parametrize("example", [param for param in ALL if param.values[0].part == "Bad"])  # type: ignore[union-attr]
def test_what_is_only_missing_is_a_note_in_a_language_that_is_begun(example: Example) -> None:
    completeness = getattr(RULES[example.rule], "completeness", False)
    required, begun = (
        [finding.severity for finding in run_example(example, commitment)]
        for commitment in (Commitment.REQUIRED, Commitment.BEGUN)
    )
    if example.rule == "empty-catalog":
        assert (set(required), set(begun)) == ({Severity.ERROR}, {Severity.WARNING})
        return
    assert begun == ([Severity.NOTE] * len(required) if completeness else required)
    assert RULES[example.rule].severity in required or not completeness


COPIED = [
    ("es", "Trouble speaking", Level.INFO, [Severity.ERROR]),
    ("es", "Cauda equina", Level.INFO, []),
    ("es", "Cauda equina", Level.WARN, [Severity.ERROR]),
    ("es", "Seizure", Level.INFO, []),
    ("es", "Seizure", Level.INSTRUCT, [Severity.WARNING]),
    ("es", "Mayo Clinic", Level.WARN, [Severity.WARNING]),
    ("es", "Hospital", Level.WARN, []),
    ("ar", "Seizure", Level.INFO, []),
    ("ar", "Seizure", Level.WARN, [Severity.ERROR]),
    ("ar", "Mayo Clinic", Level.WARN, [Severity.WARNING]),
    ("ar", "Call 911", Level.INFO, [Severity.ERROR]),
    ("ar", "MRI", Level.WARN, []),
]
"""Language, English that stands for its translation, what depends on it: how bad that is."""


@pytest.mark.parametrize(("tag", "text", "level", "severities"), COPIED)
def test_copied_english_is_as_bad_as_what_depends_on_it(
    tag: str, text: str, level: Level, severities: list[Severity]
) -> None:
    assert [one.severity for one in found_in("copied-english", tag, level, (text, text))] == severities


@pytest.mark.parametrize(
    ("pairs", "level", "severities"),
    [
        ((("Sudden dizziness", "Mareo"), ("Trouble speaking", "Mareo")), Level.WARN, [Severity.ERROR]),
        ((("Sudden dizziness", "Mareo"), ("Trouble speaking", "Mareo")), Level.INFO, [Severity.NOTE]),
        ((("A rash", "Ronchas"), ("A skin rash", "Ronchas")), Level.WARN, [Severity.WARNING]),
        ((("A rash", "Ronchas"), ("Rashes.", "ronchas.")), Level.WARN, []),
    ],
)
def test_two_signs_with_one_translation(
    pairs: tuple[tuple[str, str], ...], level: Level, severities: list[Severity]
) -> None:
    assert [one.severity for one in found_in("same-translation", "es", level, *pairs)] == severities


def found_in(rule: str, tag: str, level: Level, *pairs: tuple[str, str]) -> list[Finding]:
    """What a rule finds in a catalog of these texts and their translations."""
    header = Entry(MessageKey(None, ""), ("",), Status.TRANSLATED, line=1)
    entries = tuple(Entry(MessageKey(None, text), (local,), Status.TRANSLATED, line=9) for text, local in pairs)
    messages = tuple(Message(entry.key, (Location("source/g.md", 1),), (), level=level) for entry in entries)
    view = CatalogView(Catalog("g.po", tag, header, entries), find_language(tag), messages, "g")
    alone = {rule: RULES[rule]}
    return [*check_catalog(view, alone), *check_library(LibraryView(view.language, (view,)), alone)]


MILDER = {
    ("ja", "Move by letters.", "１文字ずつ動かします。", Level.WARN): {("changed-number", Severity.WARNING)},
    ("ja", "Move by letters.", "１文字ずつ動かします。", Level.INFO): {("changed-number", Severity.WARNING)},
    (
        "es",
        "Rest at home today and tomorrow, with a pillow under your knees.",
        "Descanse en casa hoy y mañana con una.",
        Level.WARN,
    ): {("short-translation", Severity.WARNING)},
    (
        "es",
        "Rest at home today and tomorrow, with a pillow under your knees.",
        "Descanse en casa hoy y mañana con una.",
        Level.INFO,
    ): {("short-translation", Severity.NOTE)},
    ("ja", "Take each tablet.", "4錠飲みます。", Level.INFO): {("changed-number", Severity.ERROR)},
    ("ja", "Copy all *.htm and *.jpg files", "「*.htm」と「*.jpg」をコピー", Level.WARN): {
        ("markup-mismatch", Severity.WARNING)
    },
    ("es", "Wait until you feel well.", "No espere.", Level.INSTRUCT): {
        ("short-translation", Severity.WARNING),
        ("invented-negation", Severity.WARNING),
    },
    ("es", "Rest today.", "No descanse hoy.", Level.INSTRUCT): {("invented-negation", Severity.WARNING)},
    ("es", "Rest today.", "No descanse hoy.", Level.INFO): {("invented-negation", Severity.WARNING)},
    ("es", "Do not rest today.", "Descanse hoy.", Level.INFO): {("lost-negation", Severity.WARNING)},
    (
        "zh-Hans",
        "In the following, you find all above mentioned.",
        "以下内容中您可以找到以上提到的所有任务。",
        Level.WARN,
    ): {("swapped-amount", Severity.WARNING)},
}
"""Language, English, translation and what depends on it: what is found, and how bad it is there."""


@pytest.mark.parametrize("case", MILDER)
def test_what_is_doubtful_is_milder_and_a_note_where_the_text_only_informs(case: tuple[str, str, str, Level]) -> None:
    tag, english, local, level = case
    language, key = find_language(tag), MessageKey(None, english)
    header = Entry(MessageKey(None, ""), ("",), Status.TRANSLATED, line=1)
    catalog = Catalog("g.po", tag, header, (Entry(key, (local,), Status.TRANSLATED, line=9),))
    message = Message(key, (Location("source/g.md", 1),), (), level=level)
    alone = {
        rule: RULES[rule]
        for rule in (
            "changed-number",
            "markup-mismatch",
            "invented-negation",
            "lost-negation",
            "swapped-amount",
            "short-translation",
        )
    }
    found = check_catalog(CatalogView(catalog, language, (message,)), alone)
    assert {(one.rule, one.severity) for one in found} == MILDER[case]
