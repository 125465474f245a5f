"""A handout for other systems, in whichever form one can take in."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import assert_never

from dragoman.model import Artifact, Direction
from dragoman.render.html import render_fragment
from dragoman.render.identity import sheet_identity
from dragoman.render.record import render_record
from dragoman.render.sheet_types import Sheet
from dragoman.render.text import render_text


class OtherFormat(StrEnum):
    """Made when asked for."""

    TEXT = "text"
    FRAGMENT = "fragment"
    """HTML to be pasted."""
    JSON = "json"


_ENDINGS = {OtherFormat.TEXT: "txt", OtherFormat.FRAGMENT: "fragment.htm", OtherFormat.JSON: "json"}


def other_path(guide: str, language: str, form: OtherFormat) -> str:
    """Under the folder of what is built."""
    return f"{language}/{guide}.{_ENDINGS[form]}"


def other_artifact(form: OtherFormat, sheet: Sheet, state: str, directions: Mapping[str, Direction]) -> Artifact:
    """`state` is that of `render_record`."""
    match form:
        case OtherFormat.TEXT:
            content = render_text(sheet)
        case OtherFormat.FRAGMENT:
            content = render_fragment(sheet, directions)
        case OtherFormat.JSON:
            named: Sheet = {**sheet, "identity": sheet.get("identity") or sheet_identity(sheet)}
            content = render_record(named, state)
        case _:
            assert_never(form)
    return Artifact(other_path(sheet["strip"]["guide"], sheet["language"]["tag"], form), content.encode())
