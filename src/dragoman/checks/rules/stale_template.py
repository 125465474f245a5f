"""A template that is not what the guides say today."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.checks.anatomy import Problem, TemplateRule
from dragoman.checks.views import TemplateView
from dragoman.model import Severity

_REMEDY = "Run `dragoman extract`, then `dragoman sync`."


def check(view: TemplateView) -> Iterator[Problem]:
    if view.template is None:
        yield Problem("There is no template.", _REMEDY)
        return
    present = {entry.key: entry for entry in view.template.entries}
    wanted = {message.key for message in view.messages}
    for message in view.messages:
        if message.key not in present:
            yield Problem("The template does not know this text of the guide.", _REMEDY, message=message)
    for key, entry in present.items():
        if key not in wanted:
            yield Problem("This text is no longer in the guide.", _REMEDY, entry)


RULE = TemplateRule("A template is not what its guide says today.", Severity.ERROR, check)
