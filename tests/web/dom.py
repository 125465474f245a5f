"""Pages as trees, read with the parser of the standard library."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = frozenset({"br", "hr", "img", "input", "link", "meta"})


@dataclass(eq=False)
class Element:
    tag: str
    attributes: dict[str, str]
    parent: Element | None = None
    children: list[Element | str] = field(default_factory=list)

    def __getitem__(self, name: str) -> str:
        return self.attributes[name]

    def get(self, name: str) -> str:
        return self.attributes.get(name, "")

    def all(self, *tags: str) -> Iterator[Element]:
        """This element and those below it, in the order of the page."""
        if not tags or self.tag in tags:
            yield self
        for child in self.children:
            if isinstance(child, Element):
                yield from child.all(*tags)

    def classed(self, name: str) -> list[Element]:
        return [element for element in self.all() if name in element.get("class").split()]

    def texts(self) -> Iterator[tuple[str, Element]]:
        """Every text that is more than white space, with the element right around it."""
        for child in self.children:
            if isinstance(child, Element):
                yield from child.texts()
            elif child.strip():
                yield child.strip(), self

    def text(self) -> str:
        return " ".join(text for text, _ in self.texts())

    def around(self) -> Iterator[Element]:
        """This element and those it is in, inside out."""
        element: Element | None = self
        while element is not None:
            yield element
            element = element.parent

    def language(self) -> str:
        return next((element["lang"] for element in self.around() if "lang" in element.attributes), "")


def read_page(page: str) -> Element:
    """The `html` element; stops at an attribute that stands twice and at a tag that is closed out of turn."""
    reader = _Reader()
    reader.feed(page)
    reader.close()
    assert len(reader.open) == 1, f"never closed: {[element.tag for element in reader.open[1:]]}"
    (html,) = (child for child in reader.open[0].children if isinstance(child, Element))
    return html


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open = [Element("", {})]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        assert len(attributes) == len(attrs), f"an attribute stands twice: {self.get_starttag_text()}"
        element = Element(tag, attributes, self.open[-1] if self.open[-1].tag else None)
        self.open[-1].children.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        assert self.open[-1].tag == tag, f"</{tag}> closes <{self.open[-1].tag}>"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)
