"""A web page as an independent parser understands it, and what must hold of every report's page."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

import html5lib

SVG = "{http://www.w3.org/2000/svg}"


def parsed(text: str) -> Element:
    """The tree of a page; the parser's errors fail. A link to any other place than this page or the web fails too."""
    parser = html5lib.HTMLParser(strict=False, namespaceHTMLElements=False)
    root: Element = parser.parse(text)
    assert parser.errors == []
    return root


def words(element: Element) -> str:
    """What is read, with single spaces."""
    return " ".join("".join(element.itertext()).split())


def complaints_about(root: Element) -> Iterator[str]:
    """What would shut somebody out: each in a line."""
    ids = [e.get("id", "") for e in root.iter() if e.get("id") is not None]
    yield from (f"id twice: {name}" for name in set(ids) if ids.count(name) > 1)
    yield from (f"an id that is none: {name!r}" for name in ids if not name or " " in name)
    for e in root.iter():
        for attribute in ("aria-labelledby", "aria-describedby"):
            yield from (f"{attribute} is nowhere: {name}" for name in e.get(attribute, "").split() if name not in ids)
        if e.tag == "th" and e.get("scope") not in ("col", "row"):
            yield "th without scope"
        if e.tag == "table" and e.find("caption") is None:
            yield "table without caption"
        if e.tag == "img" and not e.get("alt"):
            yield "img without alternative"
        if e.tag == f"{SVG}svg" and not (
            e.get("role") == "img" and (e.findtext(f"{SVG}title") or "").strip() and (e.findtext(f"{SVG}desc") or "")
        ):
            yield "picture without name or alternative"
        if e.tag == "a" and e.get("href", "").startswith("#") and e.get("href", "")[1:] not in ids:
            yield f"dead link: {e.get('href')}"
        if e.tag in ("script", "link", "iframe", "object") or any(name.startswith("on") for name in e.attrib):
            yield f"{e.tag} or something that runs"
    yield from _levels(root)


def _levels(root: Element) -> Iterator[str]:
    last = 0
    for e in root.iter():
        if e.tag in ("h1", "h2", "h3", "h4"):
            level = int(str(e.tag)[1])
            if level > last + 1:
                yield f"a level is skipped before {words(e)!r}"
            last = level
    if len(list(root.iter("h1"))) != 1:
        yield "not one h1"
