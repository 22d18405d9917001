"""A template and its values become a letter. Only this module and checking.py know how Word keeps a document."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from desk_app.letters.placeholders import TO_FILL_IN, Value
from desk_app.problems import Problem

TEXT = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
LEFT_OVER = ("{{", "}}", "{%", "%}", "{#")


@dataclass(frozen=True, slots=True)
class Filled:
    """A letter as it comes out: its bytes, the placeholders it used, and what is left to be filled in by hand."""

    data: bytes
    used: tuple[str, ...]
    to_fill_in: tuple[str, ...]


def fill(template: bytes, values: Mapping[str, Value], *, title: str, author: str, written_on: date) -> Filled:
    """Fill in a template. `title` and `author` become properties of the document. Raises Problem, and nothing else."""
    from docxtpl import DocxTemplate  # not before a letter is written: start-up
    from jinja2.exceptions import TemplateError, TemplateSyntaxError

    from desk_app.letters.sandbox import Sandbox, names_of, syntax_problem

    sandbox = Sandbox()
    try:
        document = DocxTemplate(io.BytesIO(template))
        document.render(dict(values), jinja_env=sandbox, autoescape=True)
        _name(document.docx.core_properties, title, author, written_on)
        out = io.BytesIO()
        document.save(out)
    except Problem:
        raise
    except TemplateSyntaxError as error:
        raise syntax_problem(error) from error
    except TemplateError as error:
        raise Problem("The letter asks for something that is not there.", str(error)) from error
    except Exception as error:  # whatever a file from outside holds, it is no bug of ours
        raise Problem(
            "This letter cannot be filled in: Word keeps it in a way that is not understood.",
            "Open it in Word, save it again as a Word document (.docx), and put that one in its place.",
        ) from error
    lines = lines_of(out.getvalue())
    found = dict.fromkeys(marked for line in lines for marked in TO_FILL_IN.findall(line))
    return Filled(out.getvalue(), tuple(names_of(sandbox)), tuple(found))


def _name(properties: Any, title: str, author: str, written_on: date) -> None:
    moment = datetime(written_on.year, written_on.month, written_on.day, 12, tzinfo=UTC)
    properties.title, properties.author, properties.last_modified_by = title, author, author
    properties.comments = properties.subject = properties.keywords = ""
    properties.language = "en-GB"
    properties.created = properties.modified = moment
    properties.revision = 1


def lines_of(data: bytes) -> list[str]:
    """Every paragraph of a document as text, with those of headers, footers, tables and notes."""
    from docx.oxml.parser import parse_xml

    return [line for _, xml in parts_of(data) for line in _paragraphs(parse_xml(xml))]


def parts_of(data: bytes) -> list[tuple[str, bytes]]:
    """(name, XML) of each part that holds text."""
    import zipfile

    with zipfile.ZipFile(io.BytesIO(data)) as file:
        names = [name for name in file.namelist() if name.startswith("word/") and name.endswith(".xml")]
        names.sort(key=lambda name: name != "word/document.xml")
        return [(name, file.read(name)) for name in names]


def _paragraphs(tree: Any) -> list[str]:
    found = []
    for paragraph in tree.iter(f"{TEXT}p"):
        texts = []
        for node in paragraph.iter(f"{TEXT}t", f"{TEXT}tab", f"{TEXT}br"):
            texts.append(node.text or "" if node.tag == f"{TEXT}t" else " ")
        found.append("".join(texts))
    return found
