"""Templates that somebody gives us: what is fine, what is wrong, what is meant to harm."""

from __future__ import annotations

import io
import zipfile

import pytest

import resources
from desk_app.letters import BY_KEY
from desk_app.letters.checking import LARGEST_TEMPLATE, check_template, ending_of
from desk_app.problems import Problem
from tests.desk_app.letters.documents import tampered, with_body, with_relation, word

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


@pytest.mark.parametrize("key", BY_KEY)
def test_the_shipped_letters_pass(key: str) -> None:
    """As they would if they were put back unchanged."""
    data = resources.path(f"letters/{key}.docx").read_bytes()
    assert {"reference", "team", "council"} <= set(check_template(data))


def test_an_own_letter_passes() -> None:
    """Values, conditions, loops, two of them one in the other, in the text and the header."""
    template = word(
        "{{ complainant }} {% if not statutory and outcome == 'Upheld' %}a{% elif corporate %}b{% else %}c{% endif %}",
        "{%p for point in points %}", "{{ point.text }}", "{%p for who in recipients %}", "{{ who.name }}",
        "{%p endfor %}", "{%p endfor %}",
        header="{{ council }}",
    )  # fmt: skip
    assert set(check_template(template)) == {
        "complainant", "statutory", "outcome", "corporate", "points", "recipients", "council",
    }  # fmt: skip


ESCAPES = (
    "{{ ''.__class__.__mro__ }}",
    "{{ complainant.__class__ }}",
    "{{ complainant.upper() }}",
    "{{ complainant['__class__'] }}",
    "{{ complainant|attr('__class__') }}",
    "{{ self.__init__.__globals__ }}",
    "{{ self }}",
    "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
    "{{ lipsum.__globals__ }}",
    "{{ namespace(a=1).a }}",
    "{{ range(999999999) }}",
    "{% for a in range(9) %}{% endfor %}",
    "{{ 'a' * 999999999 }}",
    "{{ 9 ** 9 ** 9 }}",
    "{{ [1, 2] }}",
    "{{ {'a': 1} }}",
    "{{ complainant if officer else council }}",
    "{{ complainant ~ officer }}",
    "{{ complainant[0] }}",
    "{{ points }}",
    "{{ points[0].text }}",
    "{% for p in points %}{{ p.__class__ }}{% endfor %}",
    "{% for p in points %}{{ p.text.upper }}{% endfor %}",
    "{% for p in points %}{{ p }}{% endfor %}",
    "{% for p in points recursive %}{{ loop(p) }}{% endfor %}",
    "{% for p in points if p.text %}{% endfor %}",
    "{% for p in points %}{{ loop.index }}{% endfor %}",
    "{% for council in points %}{% endfor %}",
    "{% for a in points %}{% for b in points %}{% for c in points %}x{% endfor %}{% endfor %}{% endfor %}",
    "{% set a = complainant %}",
    "{% macro a() %}{% endmacro %}",
    "{% import 'os' as os %}",
    "{% include '/etc/passwd' %}",
    "{% extends 'a' %}",
    "{% block a %}{% endblock %}",
    "{% filter upper %}a{% endfilter %}",
    "{% call a() %}{% endcall %}",
    "{% if complainant is defined %}{% endif %}",
    "{% if complainant > officer %}{% endif %}",
    "{{ complainant | safe }}",
    "{% autoescape false %}{{ complainant }}{% endautoescape %}",
    "{% raw %}{{ x }}{% endraw %}",
    "{{ nothing_of_that_name }}",
    "{{ complainant",
    "{% if statutory %}",
    "{% endfor %}",
    "{{ }}",
)


@pytest.mark.parametrize("text", ESCAPES)
def test_nothing_but_placeholders_can_be_asked_for(text: str) -> None:
    """Attributes, calls, filters, arithmetic, commands, unknown names."""
    with pytest.raises(Problem) as raised:
        check_template(word(text))
    assert raised.value.remedy


@pytest.mark.parametrize("text", ["{{ ''.__class__ }}", "{{ council.upper() }}", "{% include 'x' %}", "{{ council"])
def test_nor_in_a_header_or_in_the_title_of_the_document(text: str) -> None:
    """Wherever placeholders are filled in."""
    for template in (word(header=text), word(title=text)):
        with pytest.raises(Problem):
            check_template(template)


def test_a_name_that_is_nearly_right_is_suggested() -> None:
    """With where the list is."""
    with pytest.raises(Problem, match=r"“complainnant” is not a placeholder\. Did you mean “complainant”\?"):
        check_template(word("Dear {{ complainnant }}"))
    with pytest.raises(Problem, match=r"“nmae” is not a placeholder\. Did you mean “name”\?"):
        check_template(word("{% for who in recipients %}{{ who.nmae }}{% endfor %}"))


def test_braces_that_would_stay_are_named() -> None:
    """In an endnote, where nothing is filled in."""
    text = "<w:p><w:r><w:t>See {{ council }}</w:t></w:r></w:p>"
    note = f"<w:endnotes {W}><w:endnote>{text}</w:endnote></w:endnotes>"
    with_note = tampered(word("Dear {{ complainant }}"), more={"word/endnotes.xml": note.encode()})
    with pytest.raises(Problem, match=r"braces are left .*See \{\{ council \}\}"):
        check_template(with_relation(with_note, "endnotes", "endnotes.xml", "Internal"))


# --- the package ------------------------------------------------------------------------------------------------
def refused(data: bytes) -> str:
    with pytest.raises(Problem) as raised:
        check_template(data)
    assert raised.value.remedy
    return raised.value.message


def test_a_document_with_macros_is_refused() -> None:
    """By its type, and by what is in it."""
    as_docm = {
        "[Content_Types].xml": lambda old: old.replace(
            b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
            b"application/vnd.ms-word.document.macroEnabled.main+xml",
        )
    }
    assert "macros" in refused(tampered(word("x"), as_docm))
    assert "macros" in refused(tampered(word("x"), more={"word/vbaProject.bin": b"x"}))


def test_a_template_of_word_and_other_files_are_refused() -> None:
    """.dotx, a spreadsheet, a picture, nothing, a file with a password, half a file."""
    as_dotx = {"[Content_Types].xml": lambda old: old.replace(b"document.main+xml", b"template.main+xml")}
    assert "not a Word document" in refused(tampered(word("x"), as_dotx))
    empty = io.BytesIO()
    zipfile.ZipFile(empty, "w").close()
    for data in (b"", b"\x89PNG", b"PK\x03\x04", empty.getvalue(), word("x")[:2000]):
        assert "not a Word document" in refused(data)
    assert "password" in refused(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))


@pytest.mark.parametrize(
    ("kind", "target"),
    [
        ("image", "https://example.org/spy.png"),
        ("attachedTemplate", "https://example.org/evil.dotm"),
        ("oleObject", "file:///c:/evil.exe"),
        ("frame", "https://example.org/frame"),
        ("hyperlink", "file://server/share/x"),
        ("hyperlink", "javascript:alert(1)"),
        ("subDocument", "other.docx"),
    ],
)
def test_nothing_is_fetched_from_elsewhere(kind: str, target: str) -> None:
    """Pictures of web pages, templates, objects, links that start something."""
    assert "was not taken" in refused(with_relation(word("x"), kind, target))


def test_nor_by_a_part_whose_ending_is_in_capitals() -> None:
    """Word takes settings.XML.RELS for what it is."""
    schema = "http://schemas.openxmlformats.org"
    relation = (
        f'<Relationships xmlns="{schema}/package/2006/relationships"><Relationship Id="rId1" TargetMode="External"'
        f' Type="{schema}/officeDocument/2006/relationships/attachedTemplate" Target="https://example.org/evil.dotm"/>'
        "</Relationships>"
    ).encode()
    for name in ("word/_rels/settings.XML.RELS", "word/_rels/settings.xml.Rels"):
        assert "draws on another file" in refused(tampered(word("x"), more={name: relation}))


@pytest.mark.parametrize("kind", ["image", "attachedTemplate", "oleObject"])
def test_a_finished_letter_fetches_nothing_either(kind: str) -> None:
    """A picture on the web would tell when the letter is opened. A link that is clicked on may stay."""
    with pytest.raises(Problem, match="not taken"):
        ending_of(with_relation(word("x"), kind, "https://example.org/spy"), "x.docx")
    assert ending_of(with_relation(word("x"), "hyperlink", "https://www.example.org"), "x.docx") == ".docx"


@pytest.mark.parametrize("target", ["https://www.example.org/feedback", "mailto:team@example.org"])
def test_links_that_are_clicked_on_may_stay(target: str) -> None:
    """A web page, an email address."""
    assert check_template(with_relation(word("{{ council }}"), "hyperlink", target)) == ("council",)


@pytest.mark.parametrize(
    "field",
    [
        '<w:p><w:r><w:instrText>DDEAUTO c:\\\\x "y"</w:instrText></w:r></w:p>',
        "<w:p><w:r><w:instrText>INCLUDE</w:instrText></w:r><w:r><w:instrText>PICTURE x</w:instrText></w:r></w:p>",
        '<w:p><w:fldSimple w:instr=" includetext &quot;c:\\x&quot; "/></w:p>',
        "<w:p><w:r><w:instrText>&#68;DEAUTO x</w:instrText></w:r></w:p>",
    ],
)
def test_fields_that_fetch_or_start_something_are_refused(field: str) -> None:
    """Also in pieces, in small letters, and written as numbers."""
    assert "field of Word" in refused(with_body(word("x"), field))


def test_entities_are_refused() -> None:
    """A billion laughs, and a file of this computer."""
    laughs = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
    for inner in (laughs, b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'):

        def declared(old: bytes, inner: bytes = inner) -> bytes:
            return inner + old.partition(b"?>")[2]

        assert "not kept as Word keeps" in refused(tampered(word("x"), {"word/document.xml": declared}))


def test_what_grows_out_of_proportion_is_refused() -> None:
    """A hundred megabytes of blanks in a hundred kilobytes; a thousand parts; a file that is simply too large."""
    assert "grows far too large" in refused(tampered(word("x"), more={"word/media/a.bin": bytes(100_000_000)}))
    many = {f"word/media/{n}.bin": b"" for n in range(400)}
    assert "too many parts" in refused(tampered(word("x"), more=many))
    assert "larger than 5 MB" in refused(bytes(LARGEST_TEMPLATE + 1))


def test_a_size_that_lies_is_not_believed() -> None:
    """The package says ten bytes and holds a hundred million."""
    bomb = tampered(word("x"), more={"word/media/a.bin": bytes(100_000_000)})
    real, said = (100_000_000).to_bytes(4, "little"), (10).to_bytes(4, "little")
    assert real in bomb
    refused(bomb.replace(real, said))


def test_files_within_it_are_refused() -> None:
    """A spreadsheet in the letter."""
    assert "other files" in refused(tampered(word("x"), more={"word/embeddings/a.xlsx": b"PK"}))


def test_a_book_is_refused() -> None:
    """Filling it in would take minutes."""
    page = "<w:p><w:r><w:t>Long, long ago.</w:t></w:r></w:p>"
    assert "too long for a letter" in refused(with_body(word(), page * 25_000))


def test_thousands_of_placeholders_are_refused() -> None:
    """Nobody writes such a letter."""
    assert "too many placeholders" in refused(word(*["{{ council }}"] * 600))


# --- finished letters -------------------------------------------------------------------------------------------
def test_a_finished_letter_is_word_or_pdf() -> None:
    """By what is in it, whatever its name."""
    assert ending_of(word("Dear Ada"), "x.pdf") == ".docx"
    assert ending_of(b"%PDF-1.7 and so on", "x.docx") == ".pdf"
    for data in (b"MZ", b"", word("x")[:1000]):
        with pytest.raises(Problem, match=r"x\.docx"):
            ending_of(data, "x.docx")
    with pytest.raises(Problem, match="macros"):
        ending_of(tampered(word("x"), more={"word/vbaProject.bin": b"x"}), "x.docx")
