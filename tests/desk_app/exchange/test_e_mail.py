"""Saved emails: what is read of them, and what is said when it cannot be."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, date, datetime
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path
from time import process_time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desk_app.exchange import e_mail
from desk_app.exchange.e_mail import LARGEST_ATTACHMENT, EMail, Writer, plain_text
from desk_app.exchange.e_mail.message import fit_name
from desk_app.problems import Problem
from tests.desk_app.exchange import outlook_messages

TEXT = "Nobody rang back.\n\nWe waited three weeks."


def mail(text: str = TEXT, **headers: str) -> EmailMessage:
    """An email from Ada, sent on Tuesday 24 November 2026."""
    made = EmailMessage(policy=SMTP)
    made["From"] = headers.get("sender", "Ada Example <ada@example.org>")
    made["To"] = "feedback@example.org"
    made["Date"] = headers.get("date", "Tue, 24 Nov 2026 09:15:00 +0000")
    made["Subject"] = headers.get("subject", "No call back")
    made.set_content(text)
    return made


def read(message: EmailMessage) -> EMail:
    return e_mail.parse(bytes(message), "mail.eml")


def test_sender_date_subject_and_words_are_read() -> None:
    """What the form is filled with."""
    found = read(mail())
    assert found.sender == Writer("Ada Example", "ada@example.org")
    assert (found.received_on, found.subject, found.text) == (date(2026, 11, 24), "No call back", TEXT)
    assert (found.attachments, found.notes, found.is_forwarded) == ((), (), False)


@pytest.mark.parametrize(
    ("sent", "day"),
    [
        ("Wed, 1 Jul 2026 23:30:00 +0000", date(2026, 7, 2)),  # half past midnight in British summer time
        ("Sun, 29 Nov 2026 23:30:00 +0000", date(2026, 11, 29)),
        ("Sun, 25 Oct 2026 00:59:00 +0000", date(2026, 10, 25)),
        ("Tue, 24 Nov 2026 23:30:00 -0500", date(2026, 11, 25)),
        ("Tue, 24 Nov 2026 05:00:00 +0900", date(2026, 11, 23)),
        ("24 Nov 2026 09:00:00 -0000", date(2026, 11, 24)),
        ("Tue, 24 Nov 2026 09:00", date(2026, 11, 24)),
        ("yesterday", None),
        ("Tue, 99 Nov 2026 09:00:00 +0000", None),
    ],
)
def test_the_date_is_the_day_it_was_in_britain(sent: str, day: date | None) -> None:
    """Whatever time zone the sender's computer stood in; without a date that is said."""
    raw = bytes(mail()).replace(b"Tue, 24 Nov 2026 09:15:00 +0000", sent.encode())
    found = e_mail.parse(raw)
    assert found.received_on == day
    assert bool(found.notes) == (day is None)


@pytest.mark.parametrize(
    "words",
    ["Mae'r bws ŵyr a’r ŷd yn hwyr 🐉", "Zażółć gęślą jaźń", "子どもの声", "👩‍👩‍👧‍👦 diolch"],
)
@pytest.mark.parametrize("how", ["base64", "quoted-printable", "8bit"])
def test_any_alphabet_and_encoding_is_read(words: str, how: str) -> None:
    """In the name, the subject and the text."""
    made = mail(sender=f'"{words[:20]}" <a@example.org>', subject=words)
    made.set_content(words, cte=how)
    found = read(made)
    assert (found.sender.name, found.subject, found.text) == (" ".join(words[:20].split()), words, words)


def test_letters_that_should_have_been_encoded_are_read_all_the_same() -> None:
    """Some web forms send plain UTF-8 headers, or Windows letters with a wrong charset."""
    raw = "From: Siân Ŵyn <sian@example.org>\nSubject: Bws ysgol – hwyr\n\n".encode() + "caf\xe9".encode("cp1252")
    found = e_mail.parse(raw)
    assert found.sender == Writer("Siân Ŵyn", "sian@example.org")
    assert found.subject == "Bws ysgol – hwyr"
    assert found.text == "café"
    odd = b'From: a@example.org\nContent-Type: text/plain; charset="klingon"\n\nQapla'
    assert e_mail.parse(odd).text == "Qapla"


def test_an_html_email_is_made_plain() -> None:
    """Paragraphs, lines and lists stay; styles, scripts and tracking pictures go."""
    made = mail()
    made.set_content(
        "<html><head><style>p {color: red}</style><title>x</title></head><body><p>Dear&nbsp;team,</p>"
        "<p>Two things:<ul><li>the taxi</li><li>the <b>escort</b></li></ul></p><script>alert(1)</script>"
        "Thank you<br>Ada &amp; Ben<img src='http://example.org/t.gif'></body></html>",
        subtype="html",
    )
    assert read(made).text == "Dear team,\n\nTwo things:\n\n- the taxi\n- the escort\n\nThank you\nAda & Ben"


def test_the_plain_text_goes_before_the_html() -> None:
    """Most emails carry both."""
    made = mail()
    made.add_alternative("<p>Something else</p>", subtype="html")
    assert read(made).text == TEXT


def test_attachments_are_named_and_kept() -> None:
    """Also one without a name, and an email within the email."""
    made = mail()
    made.add_attachment(b"%PDF", maintype="application", subtype="pdf", filename="llythyr ŵyl.pdf")
    made.add_attachment("a note", filename="note.txt")
    made.add_attachment(b"\x00\x01", maintype="application", subtype="octet-stream")
    made.add_attachment(mail(subject="The first letter"))
    found = read(made)
    assert [(a.name, a.media_type) for a in found.attachments] == [
        ("llythyr ŵyl.pdf", "application/pdf"),
        ("note.txt", "text/plain"),
        ("attachment 3", "application/octet-stream"),
        ("The first letter.eml", "message/rfc822"),
    ]
    assert found.attachments[0].data == b"%PDF"
    assert e_mail.parse(found.attachments[3].data).subject == "The first letter"
    assert found.text == TEXT


def test_small_pictures_of_a_signature_are_left_out_and_a_photograph_is_not() -> None:
    """And it is said."""
    made = mail()
    made.add_alternative("<p>See</p><img src='cid:logo'><img src='cid:photo'>", subtype="html")
    html = made.get_payload()[1]  # type: ignore[index]
    assert isinstance(html, EmailMessage)
    html.add_related(b"x" * 900, maintype="image", subtype="png", cid="<logo>")
    html.add_related(b"x" * 90_000, maintype="image", subtype="jpeg", cid="<photo>", filename="taxi.jpg")
    found = read(made)
    assert [a.name for a in found.attachments] == ["taxi.jpg"]
    assert "small picture" in found.notes[0]


def test_what_is_too_large_is_left_out_and_said(tmp_path: Path) -> None:
    """An attachment over 20 MB, a text without end; a file beyond all measure is refused unread."""
    made = mail("word " * 60_000)
    made.add_attachment(bytes(LARGEST_ATTACHMENT + 1), maintype="video", subtype="mp4", filename="film.mp4")
    made.add_attachment(bytes(LARGEST_ATTACHMENT), maintype="video", subtype="mp4", filename="short.mp4")
    found = read(made)
    assert [a.name for a in found.attachments] == ["short.mp4"]
    assert "film.mp4" in found.notes[0]
    assert "very long" in found.notes[1]
    endless = tmp_path / "endless.eml"
    with endless.open("wb") as file:
        file.truncate(e_mail.LARGEST_FILE + 1)
    with pytest.raises(Problem, match="larger than 100 MB"):
        e_mail.read(endless)


def test_a_forwarded_email_shows_its_sender_and_names_the_writer_within() -> None:
    """The officer chooses; nothing is guessed."""
    words = "FYI\n\n-----Original Message-----\nFrom: Ada Example <ada@example.org>\nSent: Monday\n\nNobody rang."
    found = read(mail(words, sender="Duty Desk <duty@example.org>", subject="FW: No call back"))
    assert found.sender.name == "Duty Desk"
    assert found.is_forwarded
    assert found.forwarded == Writer("Ada Example", "ada@example.org")
    assert found.title == "No call back"
    bare = read(mail("See below.", sender="Duty Desk <duty@example.org>", subject="Fwd: Hello"))
    assert (bare.is_forwarded, bare.forwarded) == (True, None)
    assert read(mail(words)).forwarded is None  # an answer quotes others, it is not forwarded


def test_an_encrypted_email_says_so() -> None:
    """Its text is copied by hand."""
    made = mail()
    made.clear_content()
    made.set_content(b"\x30\x82", maintype="application", subtype="pkcs7-mime", filename="smime.p7m")
    assert "encrypted" in read(made).notes[0]


@pytest.mark.parametrize("data", [b"", b"\xff\xd8\xff\xe0 a photograph", b"Just some words.\n" * 50, b"\0" * 4000])
def test_what_is_no_email_is_refused_with_what_to_do(data: bytes) -> None:
    """A picture that was called .eml, an empty file."""
    with pytest.raises(Problem, match="is not an email") as refused:
        e_mail.parse(data, "letter.eml")
    assert refused.value.remedy


def test_a_file_that_cannot_be_opened_is_a_problem(tmp_path: Path) -> None:
    """It was moved meanwhile."""
    with pytest.raises(Problem, match="cannot be read"):
        e_mail.read(tmp_path / "gone.eml")


def test_a_cut_off_email_gives_what_there_is() -> None:
    """The disk was full: half an attachment."""
    made = mail()
    made.add_attachment(b"x" * 5000, maintype="application", subtype="pdf", filename="a.pdf")
    found = e_mail.parse(bytes(made)[:1500])
    assert found.text == TEXT
    assert [a.name for a in found.attachments] == ["a.pdf"]


def test_parts_within_parts_without_end_do_no_harm() -> None:
    """2,000 deep."""
    raw = b"From: a@example.org\nSubject: x\n"
    for n in range(2000):
        raw += b'Content-Type: multipart/mixed; boundary="b%d"\n\n--b%d\n' % (n, n)
    with suppress(Problem):
        e_mail.parse(raw + b"\nDeep")


def test_an_email_of_thousands_of_parts_is_refused_and_says_why() -> None:
    """Each takes longer than the one before; nobody’s email has so many. 250 are read."""
    raw = b'From: a@example.org\nSubject: x\nContent-Type: multipart/mixed; boundary="b"\n\n'
    part = b"--b\nContent-Type: application/pdf\nContent-Disposition: attachment; filename=a.pdf\n\nx\n"
    assert len(e_mail.parse(raw + part * 250 + b"--b--\n").attachments) == 250
    with pytest.raises(
        Problem, match=r"mail\.eml has more than 300 parts, so it was not read\. Nothing .* was changed"
    ):
        e_mail.parse(raw + part * 5000 + b"--b--\n", "mail.eml")


@pytest.mark.parametrize(
    ("subject", "kind", "text"),
    [
        ("x", "html", '<a b="' * 12_500),
        ("x", "html", "<a " * 25_000),
        ("x", "html", "<!--" * 45_000),
        ("Fwd: x", "plain", ">\n" * 60_000),
    ],
)
def test_nothing_in_an_email_is_sought_again_and_again(subject: str, kind: str, text: str) -> None:
    """Tags and comments that never end, an empty line of a quotation: 75 kB, which took a minute and does not."""
    raw = f"From: a@example.org\nSubject: {subject}\nContent-Type: text/{kind}\n\n{text} end".encode()
    begun = process_time()
    assert e_mail.parse(raw).text.endswith("end")
    assert process_time() - begun < 10


def test_after_a_tag_that_never_ends_the_words_are_read() -> None:
    """A quote that was forgotten does not swallow the email."""
    assert plain_text.of_html('<p>One</p><a href="x>link</a><p>Two</p><b>Three') == "\n".join(
        ("One", "", '<a href="x>link', "Two", "", "Three")
    )


def test_very_long_html_is_cut_and_said() -> None:
    """Its beginning is read."""
    raw = b"From: a@example.org\nSubject: x\nContent-Type: text/html\n\n<p>Begun</p>" + b"<i></i>" * 300_000 + b"end"
    found = e_mail.parse(raw)
    assert found.text.startswith("Begun")
    assert "The text is very long. Its end was left out." in found.notes


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(
    st.binary(max_size=400),
    st.sampled_from([b"", b"From: a@b.c\n", b"From: a@b.c\nSubject: =?utf-8?b?", outlook_messages.message({}, None)]),
)
def test_whatever_a_file_holds_there_is_an_email_or_a_problem(data: bytes, start: bytes) -> None:
    """Never anything else."""
    with suppress(Problem):
        found = e_mail.parse(start + data)
        "".join((found.text, found.subject, str(found.sender))).encode()


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.text())
def test_any_text_is_html_of_some_kind(text: str) -> None:
    """Nothing raises, and there are never two empty lines."""
    assert "\n\n\n" not in plain_text.of_html(text)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\Ada\\llun.jpg", "llun.jpg"),
        ('a<b>:"?.pdf', "a b .pdf"),
        ("  .. ", ""),
        ("a\u202efdp.exe", "afdp.exe"),
        ("\u2066Let\u200bter\ufeff\u2069.pdf", "Letter.pdf"),
        ("x" * 300 + ".docx", "x" * 140 + ".docx"),
    ],
)
def test_a_file_keeps_a_name_that_any_computer_takes(given: str, kept: str) -> None:
    """No folders, nothing that Windows forbids, no mark that turns the ending round."""
    assert fit_name(given) == kept


# --- Outlook -------------------------------------------------------------------------------------------------
OUTLOOK = {
    outlook_messages.BODY: "Annwyl Gyngor,\r\n\r\nDiolch 🐉",
    outlook_messages.SUBJECT: "Diolch",
    outlook_messages.SENDER_NAME: "Siân Example",
    outlook_messages.SENDER_EMAIL: "sian@example.org",
}


def test_an_outlook_message_is_read() -> None:
    """As dragged out of Outlook, with its files."""
    sent = datetime(2026, 7, 1, 23, 30, tzinfo=UTC)
    data = outlook_messages.message(OUTLOOK, sent, [("llun.jpg", b"x" * 50_000), ("note.txt", b"hi")])
    found = e_mail.parse(data, "message.msg")
    assert found.sender == Writer("Siân Example", "sian@example.org")
    assert (found.received_on, found.subject) == (date(2026, 7, 2), "Diolch")
    assert found.text == "Annwyl Gyngor,\n\nDiolch 🐉"
    assert [(a.name, a.media_type, len(a.data)) for a in found.attachments] == [
        ("llun.jpg", "image/jpeg", 50_000),
        ("note.txt", "text/plain", 2),
    ]


def test_an_outlook_message_of_a_colleague_has_no_address() -> None:
    """Within an organisation there is only a name; a draft has no date."""
    data = outlook_messages.message(
        {**OUTLOOK, outlook_messages.SENDER_EMAIL: "/O=EXAMPLE/OU=EXCHANGE/CN=RECIPIENTS/CN=SIAN"}, None
    )
    found = e_mail.parse(data)
    assert found.sender == Writer("Siân Example", "")
    assert found.received_on is None


def test_a_damaged_outlook_message_is_a_problem() -> None:
    """Cut off in the middle."""
    data = outlook_messages.message(OUTLOOK, None)
    with pytest.raises(Problem, match="cannot be understood"):
        e_mail.parse(data[: len(data) // 3], "message.msg")
