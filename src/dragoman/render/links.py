"""Which addresses a handout may lead to. Decided here and nowhere else."""

from __future__ import annotations

import re

_SCHEMES = frozenset({"http", "https", "mailto", "tel"})
_SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]*):")
_ANCHOR = re.compile(r"#[A-Za-z0-9_-]+")
_RELATIVE = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_./-]*(?:#[A-Za-z0-9_-]+)?")
_WEB = re.compile(r"https?://[^/?#@]+(?:[/?#].*)?", re.IGNORECASE)
_PLAIN = re.compile(r"[\x21-\x7e]+")


def vetted_url(url: str) -> str | None:
    """The address if it is one of http, https, mailto, tel, a page beside this one or an anchor; else `None`.

    White space, control and non-ASCII characters, backslashes, `//host`, `name@host` and every other scheme are
    refused: they are how `javascript:` and look-alike hosts are hidden.
    """
    if not _PLAIN.fullmatch(url) or "\\" in url or any(mark in url for mark in "<>\"'`"):
        return None
    if _ANCHOR.fullmatch(url):
        return url
    scheme = _SCHEME.match(url)
    if scheme is None:
        return url if _RELATIVE.fullmatch(url) and ".." not in url.split("/") else None
    if scheme[1].lower() not in _SCHEMES or scheme.end() == len(url):
        return None
    is_web = scheme[1].lower().startswith("http")
    return url if not is_web or _WEB.fullmatch(url) else None


def page_path(guide: str, language: str) -> str:
    """Where the page of a handout is, under the folder of what is built and under its address on the web."""
    return f"{language}/{guide}.html"
