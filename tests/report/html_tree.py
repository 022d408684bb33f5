"""A page as a tree, with every unclosed or misplaced tag reported; enough HTML for tests."""

from __future__ import annotations

import base64
import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

BLOCKS = (
    "p", "ul", "ol", "dl", "div", "table", "figure", "details", "section", "blockquote", "pre",
    "h1", "h2", "h3", "h4", "h5", "h6",
)  # fmt: skip
IMPLIED_BY = {
    "td": ("td", "th"), "th": ("td", "th"), "tr": ("td", "th", "tr"),
    "li": ("p", "li"), "dt": ("dt", "dd"), "dd": ("dt", "dd"),
} | dict.fromkeys(BLOCKS, ("p",))  # fmt: skip
"""End tags that HTML lets one leave out: what the start of a tag closes before it."""
IMPLIED_END = frozenset({"p", "li", "dt", "dd", "td", "th", "tr"})
"""What the end of the element around it closes."""
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
        while self.here.tag in IMPLIED_BY.get(tag, ()) and self.here.parent is not None:
            self.here = self.here.parent
        element = Element(tag, {name: value or "" for name, value in attrs}, self.here)
        self.here.children.append(element)
        if tag not in VOID:
            self.here = element

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.here.children.append(Element(tag, {n: v or "" for n, v in attrs}, self.here))

    def handle_endtag(self, tag: str) -> None:
        while self.here.tag in IMPLIED_END - {tag} and self.here.parent:
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


def files_in(page: Element) -> dict[str, str]:
    """Return the data files that the page's archive holds, by name; each must be whole."""
    address = page.one("a", "all-csv").attrs["href"]
    head, _, packed = address.partition(",")
    assert head == "data:application/zip;base64"
    with zipfile.ZipFile(io.BytesIO(base64.b64decode(packed, validate=True))) as outer:
        [inner] = outer.namelist()
        with zipfile.ZipFile(io.BytesIO(outer.read(inner))) as files:
            assert files.testzip() is None
            return {name: files.read(name).decode() for name in files.namelist()}


def file_behind(link: Element) -> str:
    """Return the name of the file that a "Data (CSV)" stands for: the anchor it stands at."""
    here = link
    while here.parent is not None and not (here.tag == "figure" or here.attrs.get("id")):
        here = here.parent
    return here.attrs["id"].replace("table-", "rows-of-", 1 if here.tag == "div" else 0) + ".csv"
