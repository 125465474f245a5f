"""Where a handout may lead to."""

from __future__ import annotations

import pytest

from conftest import guide_of, main_of, page_of
from dragoman.render.blocks import _digits
from dragoman.render.links import vetted_url

ALLOWED = [
    "https://a.example",
    "http://a.example/b?c=d&e=f#g",
    "HTTPS://A.EXAMPLE/",
    "https://a.example:8443/%20x",
    "https://xn--ls8h.example/",
    "mailto:desk@a.example",
    "mailto:desk@a.example?subject=Visit",
    "tel:+17635550100",
    "tel:911",
    "#care",
    "#note-1",
    "other-guide.html#care",
    "folder/page.html",
    "a_b.pdf",
]
REFUSED = [
    "",
    " ",
    "javascript:alert(1)",
    "JavaScript:alert(1)",
    "java\tscript:alert(1)",
    "java\nscript:alert(1)",
    " javascript:alert(1)",
    "\x01javascript:alert(1)",
    "javascript\u00a0:alert(1)",
    "javascript&colon;alert(1)",
    "javascript%3Aalert(1)",
    "vbscript:x",
    "data:text/html,<script>alert(1)</script>",
    "data:image/svg+xml;base64,PHN2Zz4=",
    "file:///etc/passwd",
    "ftp://a.example",
    "blob:https://a.example/x",
    "about:blank",
    "ws://a.example",
    "sms:911",
    "intent://x#Intent;end",
    "//evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "///evil.example",
    "/absolute",
    "../up.md",
    "a/../../up.md",
    "./here.md",
    "?query",
    "https://a.example/ b",
    'https://a.example/"onclick="x',
    "https://a.example/'x",
    "https://a.example/<b>",
    "https://a.example/`x`",
    "https://a.example\\@evil.example",
    "https://a.example@evil.example/",
    "https:evil.example",
    "https://",
    "tel:",
    "https://аррӏе.example",
    "https://a.example/\u202egpj",
    "https://a.example/\u200b",
    "#a b",
    "#é",
    "other.md#a\"b",
]  # fmt: skip


@pytest.mark.parametrize("url", ALLOWED)
def test_addresses_that_are_allowed(url: str) -> None:
    assert vetted_url(url) == url


@pytest.mark.parametrize("url", REFUSED)
def test_addresses_that_are_refused(url: str) -> None:
    assert vetted_url(url) is None


@pytest.mark.parametrize("url", REFUSED)
def test_a_refused_address_leaves_only_its_text(url: str) -> None:
    page = main_of(page_of(guide_of(f"[words](<{url}>)\n")))
    assert "<a" not in page
    assert "words" in page


@pytest.mark.parametrize("url", [url for url in ALLOWED if "&" not in url])
def test_an_allowed_address_is_a_link(url: str) -> None:
    assert f'<a href="{url}">words</a>' in page_of(guide_of(f"[words](<{url}>)\n"))


def test_a_link_between_guides_is_one_between_pages() -> None:
    assert '<a href="other.html#care">words</a>' in page_of(guide_of("[words](other.md#care)\n"))


def test_an_address_of_mail_is_a_link() -> None:
    assert '<a href="mailto:desk@a.example">desk@a.example</a>' in page_of(guide_of("<desk@a.example>\n"))


@pytest.mark.parametrize(
    ("phone", "dialled"),
    [
        ("(763) 555-0100", "7635550100"),
        ("+1 763 555 0100", "+17635550100"),
        ("763-555-0100 ext. 12", "7635550100"),
        ("763-555-0100 X12", "7635550100"),
    ],
)
def test_a_telephone_dials_a_number_without_its_extension(phone: str, dialled: str) -> None:
    assert _digits(phone) == dialled
