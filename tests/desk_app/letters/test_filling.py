"""Each letter is filled in and read back: by python-docx, and part by part."""

from __future__ import annotations

import importlib.util
import io
import re
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn

import resources
from desk_app.letters import BY_KEY, LETTERS, PLACEHOLDERS
from desk_app.letters.filling import Filled, fill, lines_of, parts_of
from desk_app.letters.placeholders import Value
from desk_app.problems import Problem
from desk_app.records import Case, CaseFile, Investigation, Party, Person, Role
from tests.desk_app.letters.documents import with_body, word
from tests.desk_app.letters.samples import CASES, TODAY, file_of, values
from tests.house_rules.test_packaging import ROOT

LONG = "Maximiliana " * 16 + "Example"
WELSH = "Siân Ŵynne Gwenllïan ap Llŷr"
HOSTILE = 'Tom & <w:p>Jerry</w:p> "O’Neil" {{ 7 * 7 }} {% raw %} 🙂 ]]> &amp;'


def shipped(key: str) -> bytes:
    return resources.path(f"letters/{key}.docx").read_bytes()


def filled(key: str, said: dict[str, Value] | None = None) -> Filled:
    found = said if said is not None else values(key, *CASES[key])
    return fill(shipped(key), found, title=f"{key} title", author="The team", written_on=TODAY)


def text_of(letter: Filled) -> str:
    return "\n".join(lines_of(letter.data))


@pytest.mark.parametrize("key", CASES)
def test_each_letter_is_filled_in(key: str) -> None:
    """No brace is left anywhere, the date and the reference are there, and what is left to fill in is listed."""
    letter = filled(key)
    text = text_of(letter)
    assert not any(brace in text for brace in ("{{", "}}", "{%", "%}"))
    assert "24 November 2026" in text
    assert "CF/2026-27/0001" in text
    assert "Exampleshire Council" in text
    assert re.findall(r"\[…[^\]]*\]", text) or not letter.to_fill_in
    assert all(marked in text for marked in letter.to_fill_in)
    assert set(letter.used) <= set(PLACEHOLDERS)


DATES = {
    "acknowledgement": ("16 November 2026", "30 November 2026", "20 working days"),
    "consent_request": ("16 November 2026",),
    "allocation": ("25 November 2026", "30 November 2026", "14 December 2026", "Learning form"),
    "chaser": ("25 November 2026", "in 1 working day", "30 November 2026"),
    "extension": ("30 November 2026", "14 December 2026", "The key worker is away.", "0300 061 0614"),
    "stage_1_response": ("within 28 days, by 22 December 2026", "Outcome: Upheld", "www.lgo.org.uk"),
    "commission_officer": ("1 October 2026", "5 November 2026", "5 January 2027", "9 October 2026", "2 November 2026"),
    "commission_person": (
        "1 October 2026",
        "5 November 2026",
        "2 November 2026",
        "Jo Example is the investigating officer",
    ),
    "adjudication": ("within 20 working days of this letter, by 22 December 2026", "Lou Example", "review panel"),
    "stage_2_review": ("18 November 2026", "Gil Example, who had no part", "www.lgo.org.uk", "last stage"),
    "panel_invitation": ("12 November 2026", "7 December 2026", "Nia Sample", "www.lgo.org.uk"),
    "stage_3_response": ("12 November 2026", "17 November 2026", "www.lgo.org.uk"),
    "refusal": ("12 months", "The files were destroyed.", "www.lgo.org.uk"),
    "declined": ("to stage 2", "20 November 2026", "until 13 October 2026", "Nothing kept you", "www.lgo.org.uk"),
    "paused": ("20 November 2026", "A court decides on contact.", "within one year", "www.lgo.org.uk"),
    "withdrawal": ("16 November 2026", "20 November 2026"),
    "compliment_thanks": ("16 November 2026", "Cara Sample and Dev Sample", "Fostering"),
    "compliment_passed_on": ("So kind & patient.", "Dear Mo Example"),
}


@pytest.mark.parametrize("key", CASES)
def test_each_letter_says_the_right_dates(key: str) -> None:
    """Counted by hand in test_fields.py."""
    text = text_of(filled(key))
    assert [said for said in DATES[key] if said not in text] == []


@pytest.mark.parametrize("key", CASES)
@pytest.mark.parametrize("name", [LONG, WELSH, HOSTILE])
def test_any_name_can_stand_in_a_letter(key: str, name: str) -> None:
    """200 letters, Welsh, an ampersand, markup of Word and of templates, an emoji: as they are, and never run."""
    file, item = CASES[key]
    letter = filled(key, values(key, _named(file, name), item))
    text = text_of(letter)
    assert name in text
    assert "49" not in text
    Document(io.BytesIO(letter.data))


def _named(file: CaseFile, name: str) -> CaseFile:
    people = tuple(replace(person, name=name) for person in file.people)
    items = tuple(
        replace(item, investigator=name, investigating_officer=name, independent_person=name)
        for item in file.investigations
    )
    return replace(file, people=people, case=replace(file.case, words=name), investigations=items)


@pytest.mark.parametrize("key", CASES)
def test_a_letter_of_a_case_that_says_nothing_says_what_is_missing(key: str) -> None:
    """Nobody named, nothing decided: no crash, and something to fill in."""
    item = CASES[key][1]
    blank = (
        None
        if item is None
        else Investigation(id=item.id, case_id=1, route=item.route, stage=item.stage, opened_on=item.opened_on)
    )
    file = file_of(*(i for i in [blank] if i), case=Case(id=1, received_on=date(2026, 11, 16)), people=(), parties=())
    letter = filled(key, values(key, file, blank))
    assert letter.to_fill_in
    assert not any(brace in text_of(letter) for brace in ("{{", "{%"))


def test_lines_of_an_address_stay_lines() -> None:
    """A break, not a space."""
    xml = dict(parts_of(filled("acknowledgement").data))["word/document.xml"].decode()
    assert re.search(r"1 Sample Street</w:t><w:br/><w:t[^>]*>Shrewsbury", xml)


@pytest.mark.parametrize("key", CASES)
def test_each_letter_is_accessible(key: str) -> None:
    """Title, British English, A4, a first heading, headings in order, header rows of tables, header and footer."""
    document = Document(io.BytesIO(filled(key).data))
    properties = document.core_properties
    assert (properties.title, properties.author, properties.language) == (f"{key} title", "The team", "en-GB")
    assert properties.created is not None
    assert properties.created.date() == TODAY
    language: Any = document.styles.element.find(f".//{qn('w:rPrDefault')}//{qn('w:lang')}")
    assert language.get(qn("w:val")) == "en-GB"
    section = document.sections[0]
    assert section.page_width is not None
    assert section.page_height is not None
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    assert section.header.paragraphs[0].text.startswith("Exampleshire Council")
    assert section.footer.paragraphs[0].text.startswith("CF/2026-27/0001")
    names = [p.style.name for p in document.paragraphs if p.style is not None]
    levels = [int(name[-1]) for name in names if name and name.startswith("Heading")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(later - earlier <= 1 for earlier, later in pairwise(levels))
    for table in document.tables:
        assert table.rows[0]._tr.find(f".//{qn('w:tblHeader')}") is not None


def test_the_shipped_letters_are_made_of_their_words() -> None:
    """Whoever changes the words makes the letters again."""
    script = importlib.util.spec_from_file_location("letters_script", ROOT / "installer" / "letters.py")
    assert script is not None
    assert script.loader is not None
    module = importlib.util.module_from_spec(script)
    script.loader.exec_module(module)
    for kind in LETTERS:
        words = (ROOT / "installer" / "letter_words" / f"{kind.key}.txt").read_text("utf-8")
        assert lines_of(module.made(words)) == lines_of(shipped(kind.key)), kind.key


def test_there_is_a_template_for_each_letter_and_no_other() -> None:
    """By key."""
    assert {path.stem for path in Path(resources.path("letters")).glob("*.docx")} == set(BY_KEY)


def test_a_placeholder_that_word_has_cut_into_pieces_is_whole_again() -> None:
    """The spelling checker does that."""
    cut = "</w:t></w:r><w:r><w:t>"
    template = with_body(word(), f"<w:p><w:r><w:t>Dear {{{cut}{{ compl{cut}ainant }}{cut}}}!</w:t></w:r></w:p>")
    letter = fill(template, values("chaser", *CASES["chaser"]), title="", author="", written_on=TODAY)
    assert lines_of(letter.data)[0] == "Dear Ada Example!"


def test_a_row_for_each_item_of_a_list() -> None:
    """An advocate's name, and a table of points."""
    template = word(
        "{{ complainant }}",
        table=(("Number", "Point"), ("{%tr for p in points %}", ""), ("{{ p.number }}", "{{ p.text }}"),
               ("{%tr endfor %}", "")),
    )  # fmt: skip
    letter = fill(template, values("stage_1_response", *CASES["stage_1_response"]), title="", author="",
                  written_on=TODAY)  # fmt: skip
    [table] = Document(io.BytesIO(letter.data)).tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["Number", "Point"], ["1", "The money came late."], ["2", "Nobody rang back."],
    ]  # fmt: skip


def test_what_is_no_document_is_a_problem_not_a_crash() -> None:
    """Bytes of anything."""
    with pytest.raises(Problem, match="cannot be filled in"):
        fill(b"anything", {}, title="", author="", written_on=TODAY)


def test_an_advocate_is_named() -> None:
    """In place of the offer of one."""
    file, item = CASES["acknowledgement"]
    helped = replace(
        file, people=(*file.people, Person(id=19, name="Olu Sample")),
        parties=(*file.parties, Party(case_id=1, person_id=19, role=Role.ADVOCATE)),
    )  # fmt: skip
    text = text_of(filled("acknowledgement", values("acknowledgement", helped, item)))
    assert "Olu Sample is helping you" in text
    assert "has a right to an advocate" not in text
