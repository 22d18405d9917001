"""The structure tree: what a screen reader walks through.

It is planned while the report is laid out, in reading order; drawing only adds pieces of content (page, MCID) to an
element, so that a paragraph or a cell that goes over pages stays one element.
"""

from dataclasses import dataclass, field
from typing import Any, NamedTuple

from reportlab.pdfbase import pdfdoc


class Content(NamedTuple):
    """A marked sequence on a page (counted from 0)."""

    page: int
    mcid: int


class Annotation(NamedTuple):
    """A link's clickable place: its page and the name of its PDF object."""

    page: int
    name: str


@dataclass(eq=False, slots=True)
class Element:
    """A structure element. attributes: owner -> name -> value as PDF writes it: {"Table": {"Scope": "/Row"}}."""

    role: str
    parent: "Element | None" = None
    alt: str = ""
    attributes: dict[str, dict[str, str]] = field(default_factory=dict)
    kids: "list[Element | Content | Annotation]" = field(default_factory=list)

    def child(self, role: str, *, alt: str = "", **attributes: dict[str, str]) -> "Element":
        """A new element, the last in this one."""
        element = Element(role, self, alt, dict(attributes))
        self.kids.append(element)
        return element


_MAY_BE_EMPTY = {"TD", "TH"}
ROLES = {"Title": "P"}  # roles that PDF 1.7 does not know, and what they stand for


def prune(element: Element) -> bool:
    """Drop the elements that nothing was drawn for; True if something is left of this one."""
    kids = element.kids
    if kids and kids[0].__class__ is Content:  # drawn, and what may be inside of it is there because it was drawn
        return True
    element.kids = [kid for kid in kids if not isinstance(kid, Element) or prune(kid)]
    return bool(element.kids) or element.role in _MAY_BE_EMPTY


class _Raw(pdfdoc.PDFObject):  # type: ignore[misc]
    """A PDF object whose bytes are known only when all have their numbers."""

    __RefOnly__ = 1
    data = b""

    def format(self, document: Any) -> bytes:  # noqa: ARG002  (called by ReportLab)
        return self.data


class _Writer:
    """Turns elements into PDF objects of a ReportLab document."""

    def __init__(self, document: Any) -> None:
        self.document = document
        self.references: dict[Element, str] = {}
        self.pages = [self.number(document.Reference(page)) for page in document.Pages.pages]

    def number(self, reference: Any) -> str:
        return f"{self.document.idToObjectNumberAndVersion[reference.name][0]} 0 R"

    def raw(self) -> tuple[_Raw, str]:
        made = _Raw()
        self.document.Reference(made)
        return made, f"{self.document.objectcounter} 0 R"

    def elements(self, root: Element) -> list[tuple[Element, _Raw]]:
        """Every element in order with an object of its own."""
        out = []
        waiting = [root]
        while waiting:
            element = waiting.pop()
            made, self.references[element] = self.raw()
            out.append((element, made))
            waiting.extend([kid for kid in reversed(element.kids) if isinstance(kid, Element)])
        return out

    def text(self, value: str) -> str:
        return str(pdfdoc.PDFString(value).format(self.document).decode("latin1"))

    def dictionary(self, element: Element, parent: str) -> bytes:
        written = f"<</Type/StructElem/S/{element.role}/P {parent}"
        if element.alt:
            written += f"/Alt{self.text(element.alt)}"
        if element.attributes:
            written += "/A[" + " ".join(_owned(owner, values) for owner, values in element.attributes.items()) + "]"
        kids = element.kids
        if not kids:
            return f"{written}>>".encode("latin1")
        if len(kids) == 1 and isinstance(only := kids[0], Content):  # most cells and paragraphs
            return f"{written}/Pg {self.pages[only.page]}/K {only.mcid}>>".encode("latin1")
        page = next((kid.page for kid in kids if isinstance(kid, Content)), -1)
        if page >= 0:
            written += f"/Pg {self.pages[page]}"
        return f"{written}/K[{' '.join([self._kid(kid, page) for kid in kids])}]>>".encode("latin1")

    def _kid(self, kid: Element | Content | Annotation, page: int) -> str:
        """A kid as it is listed in its parent; page: the parent's, whose content needs only its number."""
        if isinstance(kid, Content):
            if kid.page == page:
                return str(kid.mcid)
            return f"<</Type/MCR/Pg {self.pages[kid.page]}/MCID {kid.mcid}>>"
        if isinstance(kid, Annotation):
            number = self.document.idToObjectNumberAndVersion[kid.name][0]
            return f"<</Type/OBJR/Pg {self.pages[kid.page]}/Obj {number} 0 R>>"
        return self.references[kid]


def _owned(owner: str, values: dict[str, str]) -> str:
    return f"<</O/{owner}{''.join(f'/{name} {value}' for name, value in values.items())}>>"


def write_tree(document: Any, root: Element, parents: list[Element | list[Element]]) -> None:
    """Add the tree under `root` to the document. parents: for each StructParent(s) key the element or those by MCID."""
    prune(root)
    writer = _Writer(document)
    tree, tree_number = writer.raw()
    parent_tree, parent_number = writer.raw()
    for element, made in writer.elements(root):
        made.data = writer.dictionary(element, writer.references[element.parent] if element.parent else tree_number)
    numbers = []
    for key, owner in enumerate(parents):
        if isinstance(owner, Element):
            numbers.append(f"{key} {writer.references[owner]}")
        else:
            numbers.append(f"{key} [{' '.join(writer.references[element] for element in owner)}]")
    parent_tree.data = "<</Nums[{}]>>".format("\n".join(numbers)).encode()
    roles = "".join(f"/{name}/{known}" for name, known in sorted(ROLES.items()))
    tree.data = (
        f"<</Type/StructTreeRoot/K[{writer.references[root]}]/ParentTree {parent_number}"
        f"/ParentTreeNextKey {len(parents)}/RoleMap<<{roles}>>>>"
    ).encode()
    document.Catalog.StructTreeRoot = tree
