"""A page as a tree, with every unclosed or misplaced tag reported; enough HTML for tests."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

IMPLIED_BY = {"td": ("td", "th", "tr"), "th": ("td", "th", "tr"), "tr": ("tr",)}
"""End tags that HTML lets one leave out, by what comes next inside the same table."""
VOID = frozenset({"meta", "link", "br", "hr", "img", "input", "wbr"})


@dataclass
class Element:
    tag: str
    attrs: dict[str, str]
    parent: Element | None
    children: list[Element | str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(c if isinstance(c, str) else c.text for c in self.children)

    def walk(self) -> Iterator[Element]:
        for child in self.children:
            if isinstance(child, Element):
                yield child
                yield from child.walk()

    def all(self, tag: str, cls: str = "") -> list[Element]:
        return [
            e for e in self.walk()
            if e.tag == tag and (not cls or cls in e.attrs.get("class", "").split())
        ]  # fmt: skip

    def one(self, tag: str, cls: str = "") -> Element:
        found = self.all(tag, cls)
        assert len(found) == 1, f"{len(found)} elements <{tag} class={cls!r}>"
        return found[0]

    def by_id(self, identifier: str) -> Element:
        return next(e for e in self.walk() if e.attrs.get("id") == identifier)


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("", {}, None)
        self.here = self.root
        self.faults: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        if len(set(names)) < len(names):
            self.faults.append(f"<{tag}> has an attribute twice")
        while tag in IMPLIED_BY.get(self.here.tag, ()) and self.here.parent is not None:
            self.here = self.here.parent
        element = Element(tag, {name: value or "" for name, value in attrs}, self.here)
        self.here.children.append(element)
        if tag not in VOID:
            self.here = element

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.here.children.append(Element(tag, {n: v or "" for n, v in attrs}, self.here))

    def handle_endtag(self, tag: str) -> None:
        while tag in {"tr", "thead", "tbody"} and self.here.tag in IMPLIED_BY and self.here.parent:
            if self.here.tag == tag:
                break
            self.here = self.here.parent
        if self.here.tag != tag or self.here.parent is None:
            self.faults.append(f"line {self.getpos()[0]}: </{tag}> closes <{self.here.tag}>")
        else:
            self.here = self.here.parent

    def handle_data(self, data: str) -> None:
        self.here.children.append(data)


def parse(page: str) -> Element:
    """Return the page's tree; fail on a tag closed in the wrong place or left open."""
    builder = _Builder()
    builder.feed(page)
    builder.close()
    assert builder.faults == []
    assert builder.here is builder.root, f"<{builder.here.tag}> is never closed"
    return builder.root
