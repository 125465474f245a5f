"""The English beside a translation: both come from one tree, so each text finds its own by its place."""

from __future__ import annotations

from typing import Any

Node = dict[str, Any]


def put_beside(sheet: Node, english: Node) -> None:
    """Gives each text of a sheet its English as `english`, and each box the English word for it as `label_english`.

    Both must be made from one guide. What the author keeps in English in every language has nothing beside it.
    """
    sheet["title_english"] = english["title"]
    sheet["summary_english"] = english["summary"]
    _pair(sheet["blocks"], english["blocks"])


def _pair(own: object, english: object) -> None:
    match own, english:
        case {"kind": "untranslated"}, _:
            pass
        case {"spans": _, "lang": _}, {"spans": spans}:
            assert isinstance(own, dict)
            own["english"] = spans
        case dict(), dict():
            if "label_lang" in own:
                own["label_english"] = english["label"]
            for key in own.keys() - {"label", "label_english"}:
                _pair(own[key], english.get(key))
        case list(), list():
            for mine, theirs in zip(own, english, strict=True):
                _pair(mine, theirs)
        case _:
            pass
