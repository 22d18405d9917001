"""What a template may say: placeholders, conditions on them and loops over lists, and nothing else.

A template comes from outside. It can name the values that placeholders.py has made, and no attribute, function, filter
or arithmetic of Python can be reached from it: what it says is looked through before it is run.
"""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from typing import Any

from jinja2 import StrictUndefined, nodes
from jinja2.exceptions import TemplateSyntaxError
from jinja2.sandbox import SandboxedEnvironment

from desk_app.letters.placeholders import PLACEHOLDERS
from desk_app.problems import Problem

ALLOWED = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Getattr, nodes.If, nodes.For, nodes.Not,
    nodes.And, nodes.Or, nodes.Compare, nodes.Operand,
)  # fmt: skip
DEEPEST_LOOP = 2
PLAIN = "Use only {{ name }}, {% if name %} … {% endif %} and {% for item in list %} … {% endfor %}."


class Sandbox(SandboxedEnvironment):
    """Runs what was looked through; `used` collects the placeholders that were named."""

    def __init__(self) -> None:
        super().__init__(autoescape=True, undefined=StrictUndefined)
        self.globals.clear()
        self.filters.clear()
        self.tests.clear()
        self.used: set[str] = set()

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        """Jinja's own, then the look through what was parsed: nothing is ever run without it."""
        tree = super()._parse(source, name, filename)
        self._look_through(tree, {}, 0)
        return tree

    def getattr(self, obj: Any, attribute: str) -> Any:
        """An entry of one of our dictionaries; never an attribute."""
        return self.getitem(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """The same."""
        if type(obj) is dict and argument in obj:
            return obj[argument]
        return self.undefined(obj=obj, name=str(argument))

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:  # noqa: ARG002
        """None is."""
        return False

    def is_safe_callable(self, obj: Any) -> bool:  # noqa: ARG002
        """None is."""
        return False

    # --- looking through
    def _look_through(self, node: nodes.Node, loops: dict[str, str], depth: int) -> None:
        """Raises Problem at what is not allowed. `loops` are the names of items, each with its list."""
        if isinstance(node, nodes.Const) and isinstance(node.value, str | bool):
            return
        if not isinstance(node, ALLOWED):
            raise Problem(f"The letter has something in braces that is not allowed: {_said(node)}.", PLAIN)
        if isinstance(node, nodes.For):
            self._look_through_loop(node, loops, depth)
            return
        if isinstance(node, nodes.Name):
            self._check_name(node.name, loops)
            return
        if isinstance(node, nodes.Getattr):
            self._check_item(node, loops)
            return
        if isinstance(node, nodes.Operand) and node.op not in ("eq", "ne"):
            raise Problem("The letter compares two things by size, which it cannot.", "Compare with == or != only.")
        if isinstance(node, nodes.Output):
            _check_output(node)
        for child in node.iter_child_nodes():
            self._look_through(child, loops, depth)

    def _look_through_loop(self, node: nodes.For, loops: dict[str, str], depth: int) -> None:
        plain = isinstance(node.target, nodes.Name) and isinstance(node.iter, nodes.Name)
        if not plain or node.test is not None or node.recursive or depth >= DEEPEST_LOOP:
            raise Problem("The letter has a loop that is not allowed.", "Write it as {% for point in points %}.")
        assert isinstance(node.target, nodes.Name)
        assert isinstance(node.iter, nodes.Name)
        of = node.iter.name
        if of not in PLACEHOLDERS or not PLACEHOLDERS[of].items:
            lists = ", ".join(sorted(p.name for p in PLACEHOLDERS.values() if p.items))
            raise Problem(f"“{of}” is not a list, so the letter cannot go through it.", f"The lists are: {lists}.")
        if node.target.name in PLACEHOLDERS:
            raise Problem(
                f"“{node.target.name}” is a placeholder, so it cannot be the name of an item of a list.",
                "Write it as {% for point in points %}.",
            )
        self.used.add(of)
        for child in (*node.body, *node.else_):
            self._look_through(child, {**loops, node.target.name: of}, depth + 1)

    def _check_name(self, name: str, loops: dict[str, str]) -> None:
        if name in loops:
            item = PLACEHOLDERS[loops[name]].items[0]
            raise Problem(f"“{name}” is an item of a list.", f"Say what of it, such as {{{{ {name}.{item} }}}}.")
        if name not in PLACEHOLDERS:
            raise unknown(name, PLACEHOLDERS)
        self.used.add(name)

    def _check_item(self, node: nodes.Getattr, loops: dict[str, str]) -> None:
        of = loops.get(node.node.name) if isinstance(node.node, nodes.Name) else None
        if of is None:
            raise Problem(f"The letter has something in braces that is not allowed: {_said(node)}.", PLAIN)
        if node.attr not in PLACEHOLDERS[of].items:
            raise unknown(node.attr, PLACEHOLDERS[of].items)


def _check_output(node: nodes.Output) -> None:
    for child in node.nodes:
        listed = isinstance(child, nodes.Name) and child.name in PLACEHOLDERS and PLACEHOLDERS[child.name].items
        if listed and isinstance(child, nodes.Name):
            raise Problem(
                f"“{child.name}” is a list, so it cannot stand in the letter by itself.",
                f"Write it as {{% for item in {child.name} %}} … {{% endfor %}}.",
            )


def unknown(name: str, known: Any) -> Problem:
    """A name that is no placeholder, with the one that was perhaps meant."""
    near = get_close_matches(name, list(known), 1)
    meant = f"Did you mean “{near[0]}”? " if near else ""
    return Problem(f"“{name}” is not a placeholder.", f"{meant}The settings list all placeholders, under Letters.")


def _said(node: nodes.Node) -> str:
    """What a part of a template is, in words."""
    if isinstance(node, nodes.Getattr | nodes.Getitem):
        return "a dot or square bracket after something that is no item of a list"
    names = {
        nodes.Call: "a call",
        nodes.Filter: "a filter",
        nodes.Const: "a number",
        nodes.Test: "a test",
        nodes.CondExpr: "an if within a value",
    }
    return next((words for kind, words in names.items() if isinstance(node, kind)), "a calculation or a command")


def syntax_problem(error: TemplateSyntaxError) -> Problem:
    """Braces that do not fit together, in plain words."""
    return Problem(
        f"The braces of the letter do not fit together: {error.message or 'something is missing'}",
        "Every {{ needs its }}, every {% if %} its {% endif %}, every {% for %} its {% endfor %}, each on one line.",
    )


def names_of(sandbox: Sandbox) -> Iterator[str]:
    """The placeholders that were named, in the order in which they are listed."""
    return (name for name in PLACEHOLDERS if name in sandbox.used)
