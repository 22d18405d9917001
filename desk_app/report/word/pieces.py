"""What python-docx makes of our pieces: paragraphs with their marks, headings, tables with header rows, links."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from desk_app.report.blocks import Run, Table, runs, without_marks

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

BESIDE = "Drafted"
ACROSS = 162  # millimetres of text
GREY, BLUE = (0x50, 0x55, 0x5C), (0x1D, 0x4F, 0x91)
_LINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"


def new_document(language: str) -> Document:
    """An empty document of one plain sans serif type, in that language, on A4."""
    import docx
    from docx.enum.style import WD_STYLE_TYPE
    from docx.oxml.ns import qn
    from docx.shared import Mm, Pt, RGBColor

    made = docx.Document()
    page = made.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    for side in ("left_margin", "right_margin", "top_margin", "bottom_margin"):
        setattr(page, side, Mm(24))
    for style in made.styles:
        if style.type != WD_STYLE_TYPE.PARAGRAPH:
            continue
        style.font.name = "Arial"
        if style.font.color.type is not None:  # Word's own blues are too light to be read by everybody
            style.font.color.rgb = RGBColor(*BLUE)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for name in list(fonts.attrib):
            if name.endswith("Theme"):  # it would win over the name
                del fonts.attrib[name]
        fonts.set(qn("w:eastAsia"), "Arial")
    _set_language(made, language)
    made.styles["Normal"].font.size = Pt(11)
    beside = made.styles.add_style(BESIDE, WD_STYLE_TYPE.PARAGRAPH)
    beside.base_style = made.styles["Normal"]
    beside.font.color.rgb, beside.font.size = RGBColor(*GREY), Pt(10)
    beside.paragraph_format.left_indent = Mm(8)
    return made


def _set_language(made: Document, language: str) -> None:
    """Word checks the spelling of what says no language of its own by this one."""
    from docx.oxml.ns import qn

    for found in made.styles.element.iter(qn("w:lang")):
        found.set(qn("w:val"), language)


def head_and_foot(made: Document, head: str, foot: str) -> None:
    """The same on every page."""
    section = made.sections[0]
    section.header.paragraphs[0].text = head
    section.footer.paragraphs[0].text = foot


def heading(made: Document, text: str, level: int) -> None:
    """A real heading of Word's, for its contents and for screen readers."""
    made.add_heading(text, level)


def paragraphs(made: Document, text: str, style: str = "") -> None:
    """A blank line parts two of them."""
    for part in re.split(r"\n[ \t]*\n", text):
        paragraph(made, part, style)


def paragraph(made: Document, text: str, style: str = "") -> None:
    """One paragraph with its marks; an empty text makes none."""
    if text.strip():
        _fill(made.add_paragraph(style=style or None), " ".join(text.split()))


def numbered(made: Document, items: Iterable[str]) -> None:
    """A list that begins with 1: Word goes on counting in one style unless it is told."""
    from docx.oxml.ns import qn

    numbering: Any = made.part.numbering_part.element
    wanted = made.styles["List Number"].element.find(f".//{qn('w:numId')}").get(qn("w:val"))
    of_style = next(num for num in numbering.num_lst if str(num.numId) == wanted)
    number = numbering.add_num(of_style.abstractNumId.val)
    number.add_lvlOverride(ilvl=0).add_startOverride(1)
    for item in items:
        new = made.add_paragraph(style="List Number")
        _fill(new, " ".join(item.split()))
        properties = new._p.get_or_add_pPr().get_or_add_numPr()
        properties.get_or_add_ilvl().val, properties.get_or_add_numId().val = 0, number.numId


def _fill(paragraph: Paragraph, text: str, *, bold: bool = False) -> None:
    for run in runs(text):
        if run.href and not run.href.startswith("#"):
            _link(paragraph, run)
            continue
        made = paragraph.add_run(run.text)
        made.bold, made.italic = bold or run.bold or None, run.italic or None


def _link(paragraph: Paragraph, run: Run) -> None:
    """python-docx has no call for links: the run moves into an element that points at the address."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import RGBColor

    made = paragraph.add_run(run.text or run.href)
    made.bold, made.italic, made.underline = run.bold or None, run.italic or None, True
    made.font.color.rgb = RGBColor(*BLUE)
    around = OxmlElement("w:hyperlink")
    around.set(qn("r:id"), paragraph.part.relate_to(run.href, _LINK, is_external=True))
    made._element.addprevious(around)
    around.append(made._element)


def table(made: Document, of: Table, caption: str) -> None:
    """Caption, a header row that is repeated on each page, rows that stay whole, numbers to the right, the note."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Mm

    above = made.add_paragraph(without_marks(caption), style="Caption")
    above.paragraph_format.keep_with_next = True
    rows = (of.header, *(of.rows or (("None", *("" for _ in of.header[1:])),)))
    grid = made.add_table(len(rows), len(of.header), style="Table Grid")
    for column, share in zip(grid.columns, _shares(rows), strict=True):
        column.width = Mm(ACROSS * share)
    for at, (cells, row) in enumerate(zip(rows, grid.rows, strict=True)):
        last = of.total and at == len(rows) - 1
        _mark(row, "w:tblHeader" if at == 0 else "w:cantSplit")
        for column, (text, cell) in enumerate(zip(cells, row.cells, strict=True)):
            cell.width = grid.columns[column].width  # not every reader looks at the columns
            inside = cell.paragraphs[0]
            _fill(inside, text, bold=at == 0 or last)
            if column < len(of.align) and of.align[column] == "right":
                inside.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    if of.note.strip():
        paragraph(made, of.note)
    else:
        made.add_paragraph()  # two tables that touch are one to Word


def _shares(rows: Sequence[Sequence[str]]) -> list[float]:
    """Of the width, by the longest cell of each column: a column of numbers needs less than one of words."""
    wide = [min(max(12, *(len(row[at]) + 3 for row in rows)), 36) for at in range(len(rows[0]))]
    return [each / sum(wide) for each in wide]


def _mark(row: Any, name: str) -> None:
    from docx.oxml import OxmlElement

    row._tr.get_or_add_trPr().append(OxmlElement(name))
