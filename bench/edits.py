"""Edits of English, as guides get them: made by number, so that the same corpus is always edited alike."""

from __future__ import annotations

_WORDINGS = (
    (" may ", " might "),
    (" before ", " ahead of "),
    (" helps ", " is of help "),
    (" many ", " a lot of "),
    (" doctor ", " physician "),
    (" the clinic ", " our clinic "),
    (" do not ", " don't "),
    (" You can ", " You are able to "),
)
_MEANINGS = ((" may ", " may not "), (" is ", " is not "), (" helps ", " never helps "), (" and ", " or "))
_EVERY = 10


def edited(text: str, number: int) -> str:
    """Other words for the same, a sentence less or a sentence more; of each ten texts one says something else."""
    if number % _EVERY == 0:
        return _replaced(text, _MEANINGS) or f"Do not wait. {text}"
    sentences = text.split(". ")
    if number % _EVERY in (3, 6) and len(sentences) > 2:
        return ". ".join(sentences[:-1]) + "."
    if number % _EVERY == 5:
        return f"{text} Ask us when you are not sure."
    return _replaced(text, _WORDINGS[number % len(_WORDINGS) :] + _WORDINGS) or text.replace(".", ", as always.", 1)


def _replaced(text: str, words: tuple[tuple[str, str], ...]) -> str | None:
    return next((text.replace(old, new, 1) for old, new in words if old in text), None)
