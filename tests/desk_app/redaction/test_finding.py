"""What the detector marks, and what it leaves."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desk_app import redaction
from desk_app.redaction import Kind, Names

CASE = Names(["Angela Firth", "Siân Pugh", "Will May", "Robert Quill", "Ellie-Mae Tarn", "Mr Peter Lund"])
STORE = Names(["Hannah Grey", "Rose Hill", "Bilal Sheikh"])


def marked(text: str) -> list[tuple[str, Kind]]:
    """The marked words and their kinds."""
    return [(mark.covered(text), mark.kind) for mark in redaction.find(text, CASE, STORE)]


def words(text: str) -> list[str]:
    return [covered for covered, _ in marked(text)]


# --- names the store knows
@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("We saw Angela Firth twice.", ["Angela Firth"]),
        ("Angela's visit, and firth's report", ["Angela", "firth"]),
        ("it was angela who rang", ["angela"]),
        ("It was Angla who rang", ["Angla"]),
        ("sian and Siân", ["sian", "Siân"]),
        ("Bob came; so did Rob Quill.", ["Bob", "Rob Quill"]),
        ("Ellie Mae, or Ellie-Mae", ["Ellie Mae", "Ellie-Mae"]),
        ("Yours, A. Firth", ["A. Firth"]),
        ("Signed S.P.", ["S.P."]),
        ("Mr Lund and Mr. P Lund", ["Mr Lund", "Mr. P Lund"]),
        ("ANGELA FIRTH IS RUDE AND NEVER RINGS BACK", ["ANGELA FIRTH"]),
        ("I asked Hannah Grey about Bilal.", ["Hannah Grey", "Bilal"]),
        ("Will May will come in May", ["Will May"]),
        ("I told Will.", ["Will"]),
        ("i wish firth would ring. will said he will", ["firth", "will"]),
        ("Mr and Mrs Lund wrote; RQ and AF did not.", ["Mr and Mrs Lund", "RQ", "AF"]),
        ("Our Angie, Robster and Mr L came.", ["Angie", "Robster", "Mr L"]),
        ("Ange1a was at S1an's.", ["Ange1a", "S1an"]),
        ("It was Firth-\nAngela who came", ["Firth", "Angela"]),
    ],
)
def test_names_of_the_store_are_found_in_any_form(text: str, found: list[str]) -> None:
    """In small letters, shortened, misspelt, hyphened or not, as initials."""
    assert words(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "I will write in May. May I come on 3 May?",
        "The grass is grey and the hill is steep where the roses grow.",
        "We moved from Ludlow to Shrewsbury, not to Market Drayton.",
        "The Head of Service and the Assessment Team met Ofsted on Monday.",
        "Section 17 money, stage 2, and an EHCP.",
        "Mark my words: grace and hope are no plan. Summer is over.",
        "Mae'n ddrwg gennym. Diolch yn fawr am eich llythyr.",
        "It cost £500 for 12 visits in 2026.",
        "Dear Foster Carer, thank you.",
        "we went to primary school and then to after school club, his house is cold and i miss a lot",
        "Roeddwn i eisiau dweud diolch. Pam does neb yn ateb? Dw i wedi ffonio.",
        "Dear Sirs, I rang Childline from the Corsa. Ta!",
        "I hope the faith I lost in you is not gone, and that you will mark it down.",
    ],
)
def test_ordinary_words_and_places_stay(text: str) -> None:
    """Names that are words, days, bodies, towns."""
    assert words(text) == []


# --- names nobody told it
@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Mrs Abernathy opened it.", ["Mrs Abernathy"]),
        ("Her key worker, Zsolt, was kind.", ["Zsolt"]),
        ("social worker karen never rings", ["karen"]),
        ("My mate is known as Spud.", ["Spud"]),
        ("Our nan, Nanny Pat, is eighty.", ["Nanny Pat"]),
        ("My name is Wright.", ["Wright"]),
        ("Dear Bubbles92, welcome.", ["Bubbles92"]),
        ("Diolch i Nerys a'r tîm.", ["Nerys"]),
        ("I met Yvonne Trigg and Oluwaseun Adebayo-Cole.", ["Yvonne Trigg", "Oluwaseun Adebayo-Cole"]),
        ("The Kirkbrides and the Novak family wrote.", ["Kirkbrides", "Novak"]),
        (
            "His Honour Judge Tranter, Revd Canon Dr J. P. Hallowby",
            [
                "His Honour Judge Tranter",
                "Revd Canon Dr J. P. Hallowby",
            ],
        ),
        ("i told mrs okello and mr k, my sis shanice knows", ["mrs okello", "mr k", "shanice"]),
        ("Abdul-Rahman al-Masri, A. Chaudhry and Lee O.", ["Abdul-Rahman al-Masri", "A. Chaudhry", "Lee O."]),
        ("All is well.\nKind regards,\nwren + dad", ["wren"]),
        ("Then Wood said yes. I told Carpenter.", ["Wood", "Carpenter"]),
        ("MY SON LIAM WAS LEFT AT SCHOOL BY MISS HOPKINS", ["LIAM", "MISS HOPKINS"]),
        ("Ffoniodd Mrs Prydderch fi. Mae Gwion yn iawn, ac yn yr ysgol.", ["Mrs Prydderch", "Gwion"]),
    ],
)
def test_other_names_are_found_by_what_stands_around_them(text: str, found: list[str]) -> None:
    """A title, a relation, a list of first names, a capital that no dictionary explains."""
    assert words(text) == found


# --- the rest
@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Ring 07700 900123 or (01632) 960 733 ext 4.", [
            ("07700 900123", Kind.PHONE), ("(01632) 960 733 ext 4", Kind.PHONE),
        ]),
        ("+44 (0)7700 900 123", [("+44 (0)7700 900 123", Kind.PHONE)]),
        ("Write to a.b+c@example.org.", [("a.b+c@example.org", Kind.EMAIL)]),
        ("We live in SY3 9ZZ, near TF9.", [("SY3 9ZZ", Kind.POSTCODE), ("TF9", Kind.POSTCODE)]),
        ("NHS number 943 476 5919", [("943 476 5919", Kind.NHS)]),
        ("Theirs is 943 476 5918.", [("943 476 5918", Kind.NHS)]),  # a digit is mistyped
        ("We live in HR29 4KV.", [("HR29 4KV", Kind.POSTCODE)]),  # no postcode ends like this
        ("CF/2026-27/0107, 24 011 873, SY26C00417", [
            ("CF/2026-27/0107", Kind.NUMBER), ("24 011 873", Kind.NUMBER), ("SY26C00417", Kind.NUMBER),
        ]),
        ("He was born on 4 May 2019.", [("4 May 2019", Kind.BORN)]),
        ("Our 7 year old in Clun was left.", [("7 year old in Clun", Kind.AGE)]),
        ("at St Bride's Primary School and Ysgol Bro Derwen", [
            ("St Bride's Primary School", Kind.SCHOOL), ("Ysgol Bro Derwen", Kind.SCHOOL),
        ]),
        ("Flat 2, 9 Castle Street, and 3 Heol y Parc", [
            ("Flat 2, 9 Castle Street", Kind.STREET), ("3 Heol y Parc", Kind.STREET),
        ]),
        ("the only vet in Clun", [("the only vet in Clun", Kind.UNUSUAL)]),
        ("See www.example.org/us and @us_two", [("www.example.org/us", Kind.LINK), ("@us_two", Kind.HANDLE)]),
        ("in a red car, VX19 ODK", [("VX19 ODK", Kind.CAR)]),
        ("sy21  7aa, card ending in 0042, ext. 233", [
            ("sy21  7aa", Kind.POSTCODE), ("0042", Kind.PHONE), ("233", Kind.PHONE),
        ]),
        ("My prison number is A4417FX, quote CTX-8830417, policy HX 9921 4450", [
            ("A4417FX", Kind.NUMBER), ("CTX-8830417", Kind.NUMBER), ("HX 9921 4450", Kind.NUMBER),
        ]),
        ("jo dot smith at mail dot com, roblox name DragonKid2012, my username is sparklepony", [
            ("jo dot smith at mail dot com", Kind.EMAIL), ("DragonKid2012", Kind.HANDLE), ("sparklepony", Kind.HANDLE),
        ]),
        ("We are at ///table.chair.lamp, see photos.example/tarn", [
            ("///table.chair.lamp", Kind.LINK), ("photos.example/tarn", Kind.LINK),
        ]),
        ("She turns 13 on 4 June, d.o.b. 1-9-15, born on the fourth of July 2014", [
            ("4 June", Kind.BORN), ("1-9-15", Kind.BORN), ("the fourth of July 2014", Kind.BORN),
        ]),
        ("she is at hollybush nursery and uses park lane surgery", [
            ("hollybush nursery", Kind.SCHOOL), ("park lane surgery", Kind.STREET),
        ]),
        ("at ysgol bro teifi, then st bede's; we stay at The Willows, in Pen-y-bont Farm", [
            ("ysgol bro teifi", Kind.SCHOOL), ("st bede's", Kind.SCHOOL), ("The Willows", Kind.STREET),
            ("Pen-y-bont Farm", Kind.STREET),
        ]),
        ("He plays for Brynmawr RFC.", [("Brynmawr RFC", Kind.UNUSUAL)]),
        ("i live at 14b sexton st, we live on marlow close", [
            ("14b sexton st", Kind.STREET), ("marlow close", Kind.STREET),
        ]),
        ("Born on Christmas Day 2014. Birthday: 02-Mar-2012", [
            ("Christmas Day 2014", Kind.BORN), ("02-Mar-2012", Kind.BORN),
        ]),
        ("he is 11 and lives in great harwell", [("is 11 and lives in great harwell", Kind.AGE)]),
        ("We are the Traveller family in Clun", [("the Traveller family in Clun", Kind.UNUSUAL)]),
    ],
)  # fmt: skip
def test_what_has_a_form_of_its_own_is_found(text: str, found: list[tuple[str, Kind]]) -> None:
    """Numbers, addresses, schools, ages with places, what few can say of themselves."""
    assert marked(text) == found


@pytest.mark.parametrize("number", ["943 4765 918", "07700 9001", "30/09/2026 to 01/10/2026", "1 234 567 pounds"])
def test_numbers_that_are_nobody_s_stay(number: str) -> None:
    """Ten digits in other groups with a wrong check digit, too few digits, dates, a sum."""
    assert words(f"It said {number} there.") == []


# --- what is proposed
def test_a_person_named_again_has_a_letter() -> None:
    """The same letter throughout; who is named once is "[name removed]"; each mark says why."""
    text = "Angela saw Bilal. Angela Firth was late. Mrs Abernathy rang Abernathy's son; Siân wrote."
    found = redaction.find(text, CASE, STORE)
    assert [mark.replacement for mark in found] == ["X", "[name removed]", "X", "Y", "Y", "[name removed]"]
    assert all(mark.reason for mark in found)
    assert redaction.rendered(text, found) == "X saw [name removed]. X was late. Y rang Y's son; [name removed] wrote."


def test_a_word_of_a_team_s_name_stays() -> None:
    """ "Firth House" is a team here, and nobody on the case has that name."""
    keep = redaction.kept_words(["Grey House"])
    assert redaction.find("The Grey House was full.", Names(()), STORE, keep) == ()


PIECES = (
    "Mr Mrs Ada Pugh Angela May Will B. S.P. @ada ada@example.org 07700 900123 SY3 9ZZ The the Ysgol School Road 12 "
    "12B born 4 May 2012 aged 5 in Clun only , . ! ' ’s - \n “ known as 😀 Siân ŁÓDŹ ß İ ﬁ"
)
PARTS = st.sampled_from(PIECES.split(" "))
TEXTS = st.one_of(
    st.text(max_size=60),
    st.lists(PARTS, max_size=25).map(" ".join),
    st.lists(PARTS, max_size=25).map("".join),
)


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_marks_of_any_text_are_sound(text: str) -> None:
    """Inside the text, in order, none over another, and kept as they are."""
    found = redaction.find(text, CASE, STORE)
    assert redaction.sound(text, found)
    assert all(mark.covered(text).strip() for mark in found)
    assert redaction.from_json(redaction.to_json(found)) == found


@pytest.mark.parametrize("run", ["A-", "a.b", "-", "1/", "x@", "Mr & ", "deaf a ", "two "])
def test_no_run_of_signs_holds_it_up(run: str) -> None:
    """A line of dashes, a long link, a table pasted in: a pattern that tries everything would never end."""
    text = run * 400
    started = time.process_time()
    assert redaction.sound(text, redaction.find(text, CASE, STORE))
    assert time.process_time() - started < 3
