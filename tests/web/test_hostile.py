"""Texts that try to be code, wherever a stranger's text can stand; Chromium is the judge that nothing ran.

The content policy is taken out of the pages first: it is the second wall, and here the first one is tested.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from itertools import cycle
from pathlib import Path

import pytest

from conftest import FACTS, SPANISH, entry_of, guide_of, localized
from dragoman.errors import UserError
from dragoman.extract import extract_messages
from dragoman.languages import all_languages
from dragoman.model import DraftReason, Entry, Fact, FactKind, Guide, Handout, Location, Paper
from dragoman.page_words import page_words
from dragoman.render.html import Alternate, PageFrame, Sibling, render_page
from dragoman.render.sheet import make_sheet
from dragoman.render.words import Words
from payloads import PAYLOADS, many_payloads
from web.browser import CHROMIUM, Tab

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium on this machine")
DIRECTIONS = {language.tag: language.direction for language in all_languages()}
WORDS = [message.key.text for message in page_words()]
POLICY_TAG = '<meta http-equiv="Content-Security-Policy"'
WATCH = """window.ran = []
for (const name of ['alert', 'confirm', 'prompt', 'eval', 'fetch', 'open'])
  window[name] = () => { window.ran.push(name) }
addEventListener('error', event => { if (event.message) window.ran.push(event.message) })
"""
FOUND = """(() => {
  const every = [...document.querySelectorAll('*')]
  for (const element of every)
    for (const name of ['click', 'mouseover', 'load', 'error'])
      element.dispatchEvent(new Event(name, {cancelable: true}))
  const own = url => /^(file:|https?:[/][/]|mailto:|tel:)/.test(url)
  return [
    ...window.ran,
    ...every.filter(element => element.matches('script, style, iframe, object, embed, form, input, base, img, [style]'))
      .map(element => element.outerHTML),
    ...every.flatMap(element => [...element.attributes])
      .filter(attribute => /^(on|srcdoc|formaction|xlink)/i.test(attribute.name)).map(attribute => attribute.name),
    ...[...document.querySelectorAll('[href], [src]')]
      .map(element => element.href.baseVal ?? element.href ?? element.src)
      .filter(url => !own(url)),
    ...every.filter(element => element.matches('meta[http-equiv]')).map(element => element.outerHTML),
  ]
})()"""
"""Whatever ran, and whatever stands in the page that might."""


@pytest.fixture
def judge(tab: Tab, tmp_path: Path) -> Iterator[Judge]:
    watching = tab.send("Page.addScriptToEvaluateOnNewDocument", {"source": WATCH})["identifier"]
    yield Judge(tab, tmp_path)
    tab.send("Page.removeScriptToEvaluateOnNewDocument", {"identifier": watching})


class Judge:
    def __init__(self, tab: Tab, folder: Path) -> None:
        self._tab, self._folder = tab, folder

    def verdict(self, page: str, payload: str = "") -> list[str]:
        """What a page does that no page may do."""
        start, tag, rest = page.partition(POLICY_TAG)
        assert tag
        path = self._folder / "page.html"
        path.write_text(start + rest.partition(">")[2], "utf-8")
        self._tab.open(path.as_uri())
        found: list[str] = self._tab.run(FOUND)
        beyond = [url for url in self._tab.asked_for if not url.startswith("file:") or "/assets/" not in url]
        # A link may lead anywhere that its guide says, and is followed by a person alone.
        return [*found, *(url for url in beyond if url != path.as_uri()), *([payload] if found else [])]


def page_with(
    guide: Guide, entries: list[Entry], facts: Mapping[str, Fact], text: str, draft: tuple[DraftReason, ...] = ()
) -> str:
    """A page all of whose words, names and descriptions are the text."""
    translated = localized(guide, entries)
    handout = Handout(translated.guide, guide, SPANISH, translated.coverage, draft, facts, Paper.LETTER)
    words = Words("es", dict.fromkeys(WORDS, text))
    frame = PageFrame(
        root="../",
        pdf="g.pdf",
        siblings=(Sibling("en", text, DIRECTIONS["en"], "../en/g.html"),),
        lang="es",
        direction=SPANISH.direction,
        directions=DIRECTIONS,
        description=text,
        site=text,
        address="https://clinic.example/es/g.html",
        alternates=(Alternate("en", "https://clinic.example/en/g.html"),),
    )
    return render_page(make_sheet(handout, words, Words("en", {})), frame, words)


def accepted(payloads: list[str]) -> list[str]:
    """Those that a guide may hold at all; the others are refused with their line, and facts that are not there too."""
    found = []
    for payload in (payload for payload in payloads if "&#123;" not in payload):
        try:
            guide_of(f"{payload}\n")
        except UserError:
            continue
        found.append(payload)
    return found


def test_no_text_of_a_guide_runs(judge: Judge) -> None:
    payloads = accepted(PAYLOADS)
    assert len(payloads) > len(PAYLOADS) / 2
    for payload in payloads:
        guide = guide_of(f"{payload}\n\n> [!NOTE]\n> x\n\n- {payload}\n\n| a | b |\n|---|---|\n| c | x {payload} |\n")
        assert judge.verdict(page_with(guide, [], FACTS, "x"), payload) == []


def test_no_translation_runs(judge: Judge) -> None:
    """Every place of a text in a guide, with every payload in turn."""
    body = "".join(
        f"## h{n}\n\np{n} [a](https://x.example)\n\n- i{n}\n\n| a{n} | b{n} |\n|---|---|\n| c{n} | d{n} |\n\n"
        f"![alt{n}](a.svg)\n\n"
        for n in range(len(PAYLOADS))
    )
    guide = guide_of(body, "title: T\nsummary: S")
    texts = [message.key for message in extract_messages(guide)]
    assert len(texts) > 6 * len(PAYLOADS)
    entries = [entry_of(key.text, text, context=key.context) for key, text in zip(texts, cycle(PAYLOADS), strict=False)]
    assert judge.verdict(page_with(guide, entries, FACTS, "x", (DraftReason.INCOMPLETE,))) == []


EVERY_PLACE = """\
## h{n}

p{n} [l{n}](https://x.example)

- i{n}

1. s{n}

- [ ] t{n}

| a{n} | b{n} |
|---|---|
| c{n} | d{n} |

![alt{n}](a.svg "caption{n}")

> [!WARNING]
> w{n}

> q{n}

e{n}
: m{n}

f{n}[^f{n}]

[^f{n}]: note{n}

"""
PLACES = 17
AT_ONCE = 20
"""Payloads of a page."""


def test_hundreds_of_payloads_run_in_no_place_of_a_text(judge: Judge) -> None:
    """Each in every kind of text that a translation can be of, on pages of twenty payloads."""
    payloads = list(dict.fromkeys(many_payloads()))
    assert len(payloads) >= 398
    placed = 0
    for start in range(0, len(payloads), AT_ONCE):
        some = payloads[start : start + AT_ONCE]
        guide = guide_of("".join(EVERY_PLACE.format(n=n) for n in range(len(some))), "title: T\nsummary: S")
        entries = []
        for message in extract_messages(guide):
            number = re.search(r"[a-z](\d+)", message.key.text)
            payload = some[int(number[1])] if number else some[0]
            entries.append(entry_of(message.key.text, payload, context=message.key.context))
        placed += len(entries)
        assert judge.verdict(page_with(guide, entries, FACTS, some[-1], (DraftReason.INCOMPLETE,)), str(some)) == []
    assert placed >= PLACES * len(payloads)


def test_no_front_matter_fact_or_word_runs(judge: Judge) -> None:
    kinds = tuple(FactKind)
    body = " ".join(f"{{clinic.{kind.value}}}" for kind in kinds)
    for payload in accepted(PAYLOADS):
        facts = {
            f"clinic.{kind.value}": Fact(f"clinic.{kind.value}", payload, kind, Location("dragoman.toml", 1))
            for kind in kinds
        }
        plain = json.dumps("".join(letter for letter in payload if letter.isprintable()), ensure_ascii=False)
        try:
            guide = guide_of(body, f"title: {plain}\nsummary: {plain}")
        except UserError:
            guide = guide_of(body)
        assert judge.verdict(page_with(guide, [], facts, payload, (DraftReason.MACHINE,)), payload) == []


def test_the_judge_would_tell(judge: Judge) -> None:
    head = f'<!DOCTYPE html>{POLICY_TAG} content="">'
    assert "alert" in judge.verdict(f"{head}<script>alert(1)</script>")
    assert "alert" in judge.verdict(f"{head}<p onclick=alert(1)>x</p>")
    assert "javascript:alert(1)" in judge.verdict(f"{head}<a href=javascript:alert(1)>x</a>")
    assert "http://evil.example/x" in judge.verdict(f"{head}<link rel=stylesheet href=http://evil.example/x>")
    assert judge.verdict(f"{head}<p style='color: red'>x</p>")
    assert judge.verdict(f"{head}<p>x</p>") == []
