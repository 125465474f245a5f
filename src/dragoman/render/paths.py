"""Where what is made of a handout stands, under the folder of what is built."""

from __future__ import annotations

from dragoman.model import SheetForm

UNPUBLISHED = "search:"
"""How the path of an artifact begins that goes into others, and not into the folder of what is built."""
_PLAIN_FORM = SheetForm()


def sheet_path(guide: str, language: str, form: SheetForm = _PLAIN_FORM) -> str:
    """The form stands in the names of all but the normal sheets."""
    return f"{language}/{guide}.pdf" if form == _PLAIN_FORM else f"{language}/{guide}.{form.name}.pdf"


def sections_path(guide: str, language: str) -> str:
    """Of the texts that a search finds: it is kept with the handout, and is no file of the site."""
    return f"{UNPUBLISHED}{language}/{guide}.json"


def thumbnail_path(guide: str, language: str) -> str:
    """Of the first page of the plain sheet."""
    return f"{language}/{guide}.png"


def notice_path(guide: str, language: str) -> str:
    """A guide has no dot in its name, so no other sheet has this one."""
    return f"{language}/{guide}.notice.pdf"


def directory_path(language: str) -> str:
    """Of the list of what the search knows of a language."""
    return f"assets/search/{language}.js"


def part_path(guide: str, language: str) -> str:
    """Of the texts that the search knows, from this guide to where the next part begins."""
    return f"assets/search/{language}/{guide}.js"


def desk_language_path(language: str) -> str:
    """Of the sheets of a language, for the script of the front desk."""
    return f"assets/desk/{language}.js"


def desk_table_path(language: str) -> str:
    """Of the same, to be read without a script."""
    return f"desk/{language}.html"


def language_list_path(language: str) -> str:
    """Of the page that leads to all handouts in a language, where the index is divided."""
    return f"languages/{language}.html"


def language_status_path(language: str) -> str:
    """Of the states of all handouts in a language, where their table is divided."""
    return f"status/{language}.html"
