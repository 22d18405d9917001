"""The guide as it is shipped: its contents, its pages, and where words stand in them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache

import resources

START = "help"
LINK = re.compile(r"\[([^\]]+)\]\(([^)]+)\)")
_WRAPPED = re.compile(r"(?<=[^\n|])\n *(?![-#|>{\n ]|\d+\. )")
_MARKS = re.compile(r"[*`|{}]|^#+ |^[-0-9.]+ |^> ", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Topic:
    """A page of the guide. `text` is Markdown, with its title as the first heading."""

    key: str
    title: str
    text: str

    @property
    def links(self) -> tuple[str, ...]:
        """The keys of the pages it leads to."""
        return tuple(key for _, key in LINK.findall(self.text))

    @property
    def headings(self) -> tuple[str, ...]:
        """What stands above its parts, in their order, without the title."""
        return tuple(_MARKS.sub("", line).strip() for line in self.text.split("\n")[1:] if line.startswith("##"))

    @property
    def plain(self) -> str:
        """Its words without marks, a paragraph to a line."""
        return _MARKS.sub("", LINK.sub(r"\1", _WRAPPED.sub(" ", self.text)))


@dataclass(frozen=True, slots=True)
class Group:
    """Pages that stand together in the contents."""

    title: str
    topics: tuple[Topic, ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """A page that has all the words looked for, and its first sentence that has one of them."""

    topic: Topic
    line: str


@cache
def contents() -> tuple[Group, ...]:
    """The groups of pages, in their order."""
    listed = tomllib.loads(resources.path("help/contents.toml").read_text("utf-8"))["group"]
    return tuple(Group(group["title"], tuple(map(_read, group["topics"]))) for group in listed)


def topics() -> dict[str, Topic]:
    """All pages by key."""
    return {topic.key: topic for group in contents() for topic in group.topics}


def _read(key: str) -> Topic:
    text = resources.path(f"help/{key}.md").read_text("utf-8")
    title = text.partition("\n")[0].removeprefix("# ").strip()
    return Topic(key, title, text)


def find(typed: str, filled: Callable[[str], str]) -> list[Hit]:
    """The pages that have all of the words, or their beginnings; those that have them in the title come first.

    `filled` gives the text of a page as it is shown.
    """
    words = typed.casefold().split()
    shown = [replace(topic, text=filled(topic.text)) for topic in topics().values()]
    hits = [Hit(topic, _first_line(topic, words)) for topic in shown if _has(topic.plain, words)]
    return sorted(hits, key=lambda hit: not _has(hit.topic.title, words))


def places(typed: str) -> list[tuple[Topic, str]]:
    """Pages and parts of pages whose titles have all of the words; (page, "") is the page from its top.

    Pages that have the words only in their text follow.
    """
    words = typed.casefold().split()
    pages = topics().values()
    titled = [(page, "") for page in pages if _has(page.title, words)]
    parts = [(page, heading) for page in pages for heading in page.headings if _has(heading, words)]
    there = {page.key for page, _ in (*titled, *parts)}
    return [*titled, *parts, *((page, "") for page in pages if page.key not in there and _has(page.plain, words))]


def _has(text: str, words: list[str]) -> bool:
    known = text.casefold()
    known += f"\n{known.replace('-', '')}"  # "e-mail" is found as "email"
    return all(re.search(rf"\b{re.escape(word)}", known) for word in words)


def _first_line(topic: Topic, words: list[str]) -> str:
    text = topic.plain.partition("\n")[2]
    lines = [line.strip() for line in re.split(r"\n|(?<=[.?:]) ", text) if any(map(str.isalnum, line))]
    return next((line for line in lines if any(_has(line, [word]) for word in words)), lines[0] if lines else "")
