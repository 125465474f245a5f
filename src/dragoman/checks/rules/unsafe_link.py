"""Links in a translation that lead where its English does not, in a way that no clinic would write."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dragoman.checks.anatomy import Pair, PairRule, Problem
from dragoman.checks.needs import local_signs
from dragoman.model import Severity

_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_HARMLESS = frozenset({"http", "https", "mailto", "tel"})
_HOST = re.compile(r"(?:[a-z][a-z0-9+.-]*:)?[/\\]{2,}([^/\\?#]*)", re.IGNORECASE)
_UNSEEN = re.compile(r"[\x00-\x20\x7f-\xa0\u200b-\u200f\u2028-\u202e\u2066-\u2069\\]")


def check(pair: Pair) -> Iterator[Problem]:
    ours = pair.english.atoms.links
    hosts = {_host(url) for url in ours}
    for url in pair.local.atoms.links:
        if url not in ours and (reason := _reason(url, hosts)):
            yield pair.problem(
                f"The link to `{_shown(url)}` {reason}.",
                "Use the address of the English.",
                words=(url,) if url in pair.translation and url.isprintable() else (),
            )


def _reason(url: str, hosts: set[str]) -> str:
    """Why an address is not to be trusted; empty for one that stays where the English leads."""
    scheme = _SCHEME.match(_UNSEEN.sub("", url))
    if scheme and scheme[1].lower() not in _HARMLESS:
        return f"has the scheme “{scheme[1].lower()}”"
    if _UNSEEN.search(url):
        return "has signs that no address has"
    host = _host(url)
    if "@" in host:
        return "hides its host behind a name"
    if host and host not in hosts:
        return "leads to another host than the English"
    return ""


def _host(url: str) -> str:
    found = _HOST.match(url)
    return found[1].lower() if found else ""


def _shown(url: str) -> str:
    return "".join(character if character.isprintable() else "\N{REPLACEMENT CHARACTER}" for character in url)


RULE = PairRule("A translation has an unsafe link.", Severity.ERROR, check, needs=local_signs("[<"))
