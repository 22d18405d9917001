"""Spreadsheets whose cells lie too far apart are refused before anything is laid out, which would end the program."""

from __future__ import annotations

import io
import struct
import zipfile
from pathlib import Path

import openpyxl
import pytest

from desk_app.exchange import cells, extent, tables
from desk_app.exchange.extent import TooFarError
from desk_app.problems import Problem
from tests.desk_app.exchange.outlook_messages import compound_file

HEAD = '<row r="1"><c r="A1" t="inlineStr"><is><t>Ref</t></is></c></row>'
FAR = '<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>.</t></is></c></row>'


def packed(parts: dict[str, str | bytes]) -> bytes:
    """A ZIP of these parts."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return content.getvalue()


def workbook(rows: str) -> bytes:
    """An .xlsx whose only sheet has these rows, in XML."""
    content = io.BytesIO()
    book = openpyxl.Workbook()
    book.save(content)
    with zipfile.ZipFile(content) as archive:
        parts: dict[str, str | bytes] = {name: archive.read(name) for name in archive.namelist()}
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    parts["xl/worksheets/sheet1.xml"] = f'<worksheet xmlns="{main}"><sheetData>{rows}</sheetData></worksheet>'
    return packed(parts)


@pytest.mark.parametrize(
    "far",
    [
        FAR,
        FAR.replace('"', "'"),
        FAR.replace("r=", "r = "),
        '<row><c r="AXFD1048576"><v>1</v></c></row>',
        f'<row><c r="{"A" * 5000}XFD1048576"><v>1</v></c></row>',
        f'<row><c r="T{"0" * 12}1048576"><v>1</v></c></row>',
        f'<row><c t="n" r="T{"0" * 12}1048576"><v>1</v></c></row>',
        '<row><c t="n" r="AXFD1048576"><v>1</v></c></row>',
        FAR.replace('<c r="XFD1048576"', '<x:c t="inlineStr" r="XFD1048576"').replace("</c>", "</x:c>"),
        FAR.replace('<c r="XFD1048576"', "<c"),
        '<!-- <c q=" -->' + FAR + '<!-- " -->',
        "<row/>" * 300_001 + "<row><c><v>1</v></c></row>",
        '<row r="2">' + "<c><v>1</v></c>" * 600 + "</row>",
        '<row r="2"><c r="SG2"><v>1</v></c></row>',
        '<row r="200000"><c r="CZ200000"><v>1</v></c></row>',
    ],
)
def test_a_workbook_of_two_kilobytes_that_reaches_to_the_last_cell_is_refused(far: str) -> None:
    """As written by Excel, and however else its reader would understand it."""
    with pytest.raises(Problem, match=r"is too large: something stands as far as row .* column"):
        tables.understood("far.xlsx", workbook(HEAD + far))


@pytest.mark.parametrize(
    "place",
    [
        f'r{" " * 9_000_000}="XFD3"',
        f'r={" " * 9_000_000}"XFD3"',
        f'r="{"A" * 9_000_000}XFD3"',
        f'r="A{"0" * 9_000_000}300001"',
    ],
    ids=["blanks", "blanks after", "letters", "noughts"],
)
def test_a_place_so_long_that_it_is_whole_in_no_piece_of_what_is_read_is_refused(place: str) -> None:
    """A file of some kilobytes all the same."""
    with pytest.raises(Problem, match=r"is not a spreadsheet that can be read"):
        tables.understood("far.xlsx", workbook(f"{HEAD}<row><c {place}><v>1</v></c></row>"))


def test_what_stands_too_far_is_named(tmp_path: Path) -> None:
    """A dot in the last row, which happens: the refusal says where it is."""
    path = tmp_path / "stray.xlsx"
    path.write_bytes(workbook(HEAD + '<row r="1048576"><c r="T1048576"><v>1</v></c></row>'))
    with pytest.raises(Problem, match=r"as far as row 1,048,576, column T\.") as refused:
        tables.read(path)
    assert "delete the rows below" in str(refused.value)


def test_cells_that_are_only_coloured_are_no_reason() -> None:
    """Somebody coloured the columns down to the last row."""
    coloured = "".join(f'<row r="{n}" ht="9"><c r="A{n}" s="0"/><c r="XFD{n}" s="0"></c></row>' for n in (2, 1048576))
    [table] = tables.understood("coloured.xlsx", workbook(HEAD + coloured))
    assert [list(row) for row in table.rows] == [["Ref"]]


def test_a_register_without_places_is_read() -> None:
    """Some programs leave them out."""
    rows = "<row><c><v>1</v></c><c><v>2</v></c></row>" * 3
    [table] = tables.understood("plain.xlsx", workbook(rows))
    assert [list(row) for row in table.rows] == [[1.0, 2.0]] * 3


# --- .ods ----------------------------------------------------------------------------------------------
def ods(rows: str) -> bytes:
    """A spreadsheet of OpenDocument with these rows."""
    names = " ".join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table"))
    text = 'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    body = f'<office:body><office:spreadsheet><table:table table:name="Log">{rows}</table:table></office:spreadsheet>'
    return packed(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "META-INF/manifest.xml": "<manifest/>",
            "content.xml": f"<office:document-content {names} {text}>{body}</office:body></office:document-content>",
        }
    )


def row(times: int, *cells: str) -> str:
    """A row of ods() repeated so often."""
    return f'<table:table-row table:number-rows-repeated="{times}">{"".join(cells)}</table:table-row>'


def blank(times: int) -> str:
    """A run of blank cells."""
    return f'<table:table-cell table:number-columns-repeated="{times}"/>'


def said(text: str, times: int = 1) -> str:
    """A run of cells that say this."""
    return (
        f'<table:table-cell office:value-type="string" table:number-columns-repeated="{times}">'
        f"<text:p>{text}</text:p></table:table-cell>"
    )


def test_an_open_document_ends_with_blanks_and_is_read() -> None:
    """As LibreOffice writes every sheet: blank to the last column and row."""
    rows = (
        row(1, said("Ref"), said("Team"), blank(16382)) + row(1, said("1"), blank(16383)) + row(1048574, blank(16384))
    )
    [table] = tables.understood("log.ods", ods(rows))
    assert [list(each) for each in table.rows] == [["Ref", "Team"], ["1", ""]]


@pytest.mark.parametrize(
    "rows",
    [
        row(1048576, said("x", 16384)),
        row(1, said("x")) + row(4_000_000_000, blank(1)) + row(1, said("x")),
        row(1, said("x"), blank(4_000_000_000), said("x")),
        row(1, blank(4_000_000_000), blank(1)),
        row(1000, said("x" * 100_000, 400)),
        row(1, said('<text:s text:c="4000000000"/>')),
    ],
)
def test_an_open_document_that_repeats_without_end_is_refused(rows: str) -> None:
    """Cells, rows, blanks between them, long texts, and spaces."""
    with pytest.raises(Problem, match="too large"):
        tables.understood("far.ods", ods(row(1, said("Ref")) + rows))


# --- .xlsb and .xls --------------------------------------------------------------------------------------
def record(kind: int, data: bytes) -> bytes:
    """A record of .xlsb, shorter than 128 bytes."""
    return (bytes([kind]) if kind < 0x80 else bytes([kind & 0x7F | 0x80, kind >> 7])) + bytes([len(data)]) + data


@pytest.mark.parametrize(("at", "column"), [(1_048_575, 0), (9, 4_000_000_000)])
def test_a_binary_workbook_that_reaches_too_far_is_refused(at: int, column: int) -> None:
    """In rows, or in columns."""
    cell = record(5, struct.pack("<IId", column, 0, 1.0))
    sheet = record(0x91, b"") + record(0, struct.pack("<I", at) + bytes(13)) + cell + record(0x92, b"")
    with pytest.raises(TooFarError):
        extent.check(packed({"xl/workbook.bin": b"", "xl/worksheets/sheet1.bin": sheet}))


def old(*records: tuple[int, bytes], first: tuple[tuple[int, bytes], ...] = ()) -> bytes:
    """An .xls of one sheet with these records, and these before it in the workbook."""
    begin = (0x0809, struct.pack("<HHHHII", 0x0600, 5, 0, 0, 0, 0))
    sheet = _written([begin, *records, (0x000A, b"")])

    def workbook(position: int) -> bytes:
        bound = (0x0085, struct.pack("<IBB", position, 0, 0) + b"\x03\x00Log")
        return _written([begin, bound, *first, (0x000A, b"")])

    return compound_file({"Workbook": (workbook(len(workbook(0))) + sheet).ljust(8192, b"\0")})


def _written(records: list[tuple[int, bytes]]) -> bytes:
    return b"".join(struct.pack("<HH", kind, len(data)) + data for kind, data in records)


def cell(at: int, column: int) -> tuple[int, bytes]:
    """A number in a cell of old()."""
    return 0x0203, struct.pack("<HHHd", at, column, 0, 5.0)


def test_an_old_spreadsheet_is_read() -> None:
    """One that claims all of Excel’s rows, as some do, and has two."""
    size = (0x0200, struct.pack("<IIHHH", 0, 65_536, 0, 256, 0))
    [table] = tables.understood("log.xls", old(size, cell(0, 0), cell(1, 1)))
    assert [list(row) for row in table.rows] == [[5.0, ""], ["", 5.0]]


def test_an_old_spreadsheet_that_reaches_too_far_is_refused() -> None:
    """65,536 rows of 65,536 columns."""
    with pytest.raises(Problem, match="as far as row 65,536, column CRXP"):
        tables.understood("far.xls", old(cell(0, 0), cell(65_535, 65_535)))


@pytest.mark.parametrize(
    "content",
    [
        old((0x0200, struct.pack("<IIHHH", 0, 0xFFFFFFFF, 0, 0xFFFF, 0)), cell(0, 0)),
        old(cell(0, 0), first=((0x00FC, struct.pack("<II", 0, 0x7FFFFFFF)),)),
        old(cell(0, 0))[:64] + struct.pack("<I", 0x7FFFFFFF) + old(cell(0, 0))[68:],
    ],
)
def test_an_old_spreadsheet_that_claims_what_it_cannot_hold_is_refused(content: bytes) -> None:
    """A size, a number of strings, a table of sectors: its reader would set memory aside for each."""
    with pytest.raises(Problem, match="not a spreadsheet that can be read"):
        tables.understood("claims.xls", content)


def test_one_long_text_in_every_cell_is_refused() -> None:
    """A shared text is copied into each cell: a file of a kilobyte for each gigabyte. In a few cells it is read."""

    def showing(times: int) -> bytes:
        with zipfile.ZipFile(io.BytesIO(cells.workbook([("Log", ("Ref",), [])]))) as archive:
            parts: dict[str, str | bytes] = {name: archive.read(name).decode() for name in archive.namelist()}
        texts, sheet = (str(parts[f"xl/{name}.xml"]) for name in ("sharedStrings", "worksheets/sheet1"))
        rows = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(2, times + 2))
        rows += "".join(f'<row r="{n}"><c r="A{n}"><v>4{n}.5</v></c></row>' for n in range(times + 2, 9000))
        parts["xl/sharedStrings.xml"] = texts.replace(">Ref<", f">{'x' * 100_000}<")
        parts["xl/worksheets/sheet1.xml"] = sheet.replace("</sheetData>", f"{rows}</sheetData>")
        return packed(parts)

    [table] = tables.understood("log.xlsx", showing(5))
    assert [len(str(row[0])) for row in table.rows[:6]] == [100_000] * 6
    assert len(table.rows) == 8999  # numbers are no texts
    with pytest.raises(Problem, match=r"A sheet of log\.xlsx is too large\."):
        tables.understood("log.xlsx", showing(20_000))


# --- none of them can be read
UNKNOWN = '<?xml version="1.0" encoding="UTF-s"?>'


def torn(content: bytes, name: str) -> bytes:
    """With the packed bytes of this part altered."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        at = archive.getinfo(name).header_offset
    at += 30 + int.from_bytes(content[at + 26 : at + 28], "little") + 2
    return content[:at] + bytes(byte ^ 0x55 for byte in content[at : at + 40]) + content[at + 40 :]


@pytest.mark.parametrize("name", ["xl/_rels/workbook.xml.rels", "xl/workbook.xml", "xl/worksheets/sheet1.xml"])
def test_a_workbook_in_an_encoding_that_nobody_knows_is_read_or_refused(name: str) -> None:
    """What looks beside the reader of spreadsheets for far and lost cells leaves the verdict to it."""
    with zipfile.ZipFile(io.BytesIO(workbook(HEAD))) as archive:
        parts: dict[str, str | bytes] = {each: archive.read(each) for each in archive.namelist()}
    text = parts[name]
    assert isinstance(text, bytes)
    parts[name] = UNKNOWN.encode() + text.partition(b"?>")[2] if text.startswith(b"<?xml") else UNKNOWN.encode() + text
    try:
        [table] = tables.understood("log.xlsx", packed(parts))
    except Problem:
        return
    assert [list(row) for row in table.rows] in ([["Ref"]], [])


def test_an_open_document_in_an_encoding_that_nobody_knows_is_refused() -> None:
    """In words."""
    content = ods(row(1, said("x")))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts: dict[str, str | bytes] = {each: archive.read(each) for each in archive.namelist()}
    text = parts["content.xml"]
    assert isinstance(text, bytes)
    with pytest.raises(Problem, match="not a spreadsheet that can be read"):
        tables.understood("log.ods", packed({**parts, "content.xml": UNKNOWN.encode() + text}))


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (workbook(HEAD), "xl/worksheets/sheet1.xml"),
        (workbook(HEAD), "xl/workbook.xml"),
        (ods(row(1, said("x"))), "content.xml"),
    ],
)
def test_a_spreadsheet_of_which_a_part_cannot_be_unpacked_is_refused(content: bytes, name: str) -> None:
    """In words."""
    with pytest.raises(Problem, match="not a spreadsheet that can be read"):
        tables.understood("log.xlsx", torn(content, name))
