"""Fills templates: our own, and those by which a project changes blocks of them.

Only importer of Jinja2. Autoescape is on for every template; the one text that is not escaped is the art of a drawing,
which `markup/drawing.py` has vetted element by element. Templates of a project run in Jinja's sandbox and may change
the blocks in `OPEN_BLOCKS` alone: the mark of a draft, the notice of an older version, the text itself, its state and
the content policy stay as they are.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from types import CodeType
from typing import Protocol

import jinja2
from jinja2 import (
    BaseLoader,
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    FunctionLoader,
    PrefixLoader,
    StrictUndefined,
    TemplateError,
    TemplateSyntaxError,
    nodes,
)
from jinja2.bccache import Bucket, BytecodeCache
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup

from dragoman.errors import UserError
from dragoman.model import Location, PageTemplates

TEMPLATES = Path(__file__).parent / "templates"

OPEN_BLOCKS: Mapping[str, frozenset[str]] = {
    "page.html.j2": frozenset(
        (
            "head_end",
            "top",
            "site_header",
            "languages",
            "heading",
            "get_sheet",
            "before_text",
            "after_text",
            "footer_end",
        )
    ),
    "index.html.j2": frozenset(("head_end", "top", "heading", "footer_end")),
    "status.html.j2": frozenset(("head_end", "top", "heading", "footer_end")),
}
"""Templates that a project may extend, each with the blocks that it may change."""


class Compiled(Protocol):
    """Where compiled templates of ours are kept, by name and by all that their code depends on beside Python."""

    def find(self, name: str, made_of: str) -> CodeType | None: ...

    def keep(self, name: str, made_of: str, code: CodeType) -> None: ...


_kept: list[Compiled] = []


def keep_compiled(compiled: Compiled) -> None:
    """Takes our templates' code from there, and puts it there. A project's own templates are compiled each time."""
    _kept[:] = [compiled]


class _Cache(BytecodeCache):
    def get_cache_key(self, name: str, filename: str | None = None) -> str:  # noqa: ARG002 - as Jinja calls it
        return name

    def get_source_checksum(self, source: str) -> str:
        return source

    def load_bytecode(self, bucket: Bucket) -> None:
        for compiled in _kept:
            bucket.code = compiled.find(bucket.key, _made_of(bucket))

    def dump_bytecode(self, bucket: Bucket) -> None:
        for compiled in _kept:
            if bucket.code:
                compiled.keep(bucket.key, _made_of(bucket), bucket.code)


def _made_of(bucket: Bucket) -> str:
    """All that the code of a template depends on."""
    environment = bucket.environment
    settings = {name: repr(getattr(environment, name)) for name in _SETTINGS}
    folded = [sorted(environment.filters), sorted(environment.tests), sorted(environment.extensions)]
    return json.dumps([jinja2.__version__, type(environment).__name__, settings, folded, bucket.checksum])


_SETTINGS = (
    "autoescape", "block_end_string", "block_start_string", "comment_end_string", "comment_start_string",
    "keep_trailing_newline", "line_comment_prefix", "line_statement_prefix", "lstrip_blocks", "newline_sequence",
    "optimized", "sandboxed", "trim_blocks", "variable_end_string", "variable_start_string",
)  # fmt: skip
"""Of an environment of Jinja, by which the same text is compiled into other code."""


def fill(name: str, templates: PageTemplates, drawings: frozenset[str], values: Mapping[str, object]) -> str:
    """The text that a template makes of the values; `drawings` are the vetted ones that it may show.

    `UserError` names the line of a template of the project that cannot be filled.
    """

    def art(svg: str, alt: str, lang: str) -> Markup:
        return _art(svg, alt, lang) if svg in drawings else Markup("{}").format(svg)

    environment = _environment(templates)
    try:
        template = environment.get_template(name if name in dict(templates.files) else f"dragoman/{name}")
        return template.render(values, art=art) + "\n"
    except TemplateSyntaxError as error:
        raise _not_filled(error, Location(error.filename or templates.folder, error.lineno)) from error
    except Exception as error:
        # Whatever an expression of a project's template may raise is the project's to mend; ours is a defect.
        place = _place(error, templates)
        if place is None:
            raise
        raise _not_filled(error, place) from error


def _not_filled(error: Exception, place: Location) -> UserError:
    said = str(error) if isinstance(error, TemplateError) else f"{type(error).__name__}: {error}"
    return UserError(f"This template cannot be filled: {said.rstrip('.')}.", where=place, remedy="See docs/web.md.")


def _place(error: Exception, templates: PageTemplates) -> Location | None:
    """The innermost line of a template of the project on the way to an error."""
    found = None
    trace = error.__traceback__
    while trace is not None:
        name = trace.tb_frame.f_code.co_filename
        if templates.folder and name.startswith(f"{templates.folder}/"):
            found = Location(name, trace.tb_lineno)
        trace = trace.tb_next
    return found


@cache
def _environment(templates: PageTemplates) -> Environment:
    own: BaseLoader = PrefixLoader({"dragoman": FileSystemLoader(TEMPLATES)})
    if not templates.files:
        return Environment(loader=own, autoescape=True, undefined=StrictUndefined, bytecode_cache=_Cache())
    texts = dict(templates.files)

    def load(name: str) -> tuple[str, str, None] | None:
        return (texts[name], f"{templates.folder}/{name}", None) if name in texts else None

    loader = ChoiceLoader([own, FunctionLoader(load)])
    environment = SandboxedEnvironment(loader=loader, autoescape=True, undefined=StrictUndefined)
    # By it a text of a catalog could become code.
    del environment.filters["safe"]
    for name, text in templates.files:
        _vet(environment, name, text, f"{templates.folder}/{name}")
    return environment


def _vet(environment: Environment, name: str, text: str, path: str) -> None:
    """`UserError` for a template that changes what must stay."""
    try:
        tree = environment.parse(text, name, path)
    except TemplateSyntaxError as error:
        raise _not_filled(error, Location(path, error.lineno)) from error
    for scope in tree.find_all(nodes.EvalContextModifier):
        raise UserError(
            "'autoescape' would let a text become code.", where=Location(path, scope.lineno), remedy="Remove it."
        )
    if name not in OPEN_BLOCKS:
        return
    first = next(_statements(tree), None)
    parent = first.template if isinstance(first, nodes.Extends) else None
    if not isinstance(parent, nodes.Const) or parent.value != f"dragoman/{name}":
        raise UserError(
            "The template does not extend ours.",
            where=Location(path, 1),
            remedy=f'Begin it with {{% extends "dragoman/{name}" %}}.',
        )
    for block in tree.find_all(nodes.Block):
        if block.name not in OPEN_BLOCKS[name]:
            raise UserError(
                f"The block '{block.name}' is not one that a project may change.",
                where=Location(path, block.lineno),
                remedy=f"These are: {', '.join(sorted(OPEN_BLOCKS[name]))}.",
            )


def _statements(tree: nodes.Template) -> Iterator[nodes.Node]:
    """Without the white space between them."""
    for node in tree.body:
        blank = isinstance(node, nodes.Output) and all(
            isinstance(part, nodes.TemplateData) and not part.data.strip() for part in node.nodes
        )
        if not blank:
            yield node


def _art(svg: str, alt: str, lang: str) -> Markup:
    """The vetted drawing as an image with a description; it takes its size from the style sheet."""
    opening = Markup('<svg role="img" aria-label="{}" lang="{}" focusable="false" ').format(alt, lang)
    head, bracket, body = svg.removeprefix("<svg ").partition(">")
    head = re.sub(r'\b(?:width|height)="[^"]*" ?', "", head)
    return opening + Markup(f"{head}{bracket}{body}")  # noqa: S704 - vetted, see the head of this module
