"""1. Introduction: what the report is for, the law behind it, how to give feedback, what the words mean."""

from __future__ import annotations

from desk_app.report.blocks import Block, Bullets, Heading, Prose, plain
from desk_app.report.material import Material
from desk_app.report.words import either, on
from desk_app.settings import Settings

REGULATIONS = "https://www.legislation.gov.uk/uksi/2006/1738/contents"
OMBUDSMAN = "https://www.lgo.org.uk"


def blocks(m: Material) -> tuple[Block, ...]:
    return (
        Heading("1. Introduction", key="introduction"),
        *_purpose(m),
        *_two_kinds(m),
        *_meanings(),
        *_how_to(m),
    )


def _purpose(m: Material) -> tuple[Block, ...]:
    s, period = m.settings, m.now.period
    return (
        m.prose(
            "introduction.purpose",
            f"This report is about what people told {plain(s.council_in_words)} about its {plain(s.service)} between "
            f"{on(period.start)} and {on(period.end)}. It counts the feedback, says how well and how quickly "
            "complaints were answered, and sets out what the council learnt and will do.",
        ),
        m.prose(
            "introduction.law",
            "The law asks for such a report each year. Regulation 13 of the "
            f"[Children Act 1989 Representations Procedure (England) Regulations 2006]({REGULATIONS}) says that a "
            "council must keep a record of representations, of their outcome and of whether time limits were kept, "
            "and must publish an annual report drawn from that record. "
            "The report must not let anybody be recognised.",
        ),
        m.prose("introduction.council_wide", *_council_wide(s)),
    )


def _council_wide(s: Settings) -> tuple[str, ...]:
    if not s.council_wide_report:
        return ()
    name = plain(s.council_wide_report)
    title = f"[{name}]({s.council_wide_report_url})" if s.council_wide_report_url else f"*{name}*"
    differs = plain(s.council_wide_difference) or (
        "Its totals for these services can differ from those given here, because it may be drawn up on another day "
        "or count in another way."
    )
    return (f"Feedback about all of the council's services is reported in the {title}.", differs)


def _two_kinds(m: Material) -> tuple[Block, ...]:
    return (
        Heading("Statutory and corporate complaints", 2, "two-kinds"),
        m.prose(
            "introduction.two_kinds",
            "Complaints about the council's social work with children follow a procedure laid down in law. They are "
            "called **statutory** complaints here. They include complaints about support for children in need, "
            "looked after children and care leavers, about fostering, special guardianship and support after adoption.",
        ),
        m.prose(
            "introduction.corporate",
            "All other complaints about the service follow the council's own procedure. They are called "
            "**corporate** complaints. They include complaints about special educational needs and disabilities (SEND) "
            "and education, health and care plans (EHC plans), school places and transport, child protection "
            "conferences and the way the service is run.",
        ),
    )


def _meanings() -> tuple[Block, ...]:
    return (
        Heading("What the words mean", 2, "meanings"),
        Bullets(
            (
                "A **complaint** says that somebody is unhappy with what the service did, did not do, or how it did "
                "it, and that they look for an answer. Nobody has to use the word.",
                "A **compliment** says that a member of staff or a team did something well.",
                "A **comment** offers a suggestion, an idea or a question.",
                "An **enquiry** asks for a service or for information, often through a councillor or a member of "
                "parliament.",
            )
        ),
    )


def _how_to(m: Material) -> tuple[Block, ...]:
    s = m.settings
    who = f"It can come from {either(_with_article(plain(p)) for p in s.people_who_may_complain)}."
    ways = f"It can be given through {either(plain(w) for w in s.ways_to_complain)}."
    return (
        Heading("How to give feedback", 2, "how-to"),
        m.prose(
            "introduction.how_to",
            "Feedback of every kind is welcome.",
            who if s.people_who_may_complain else "",
            ways if s.ways_to_complain else "",
            "A child or young person can have an advocate: someone independent who helps them to be heard. "
            "The council arranges this free of charge.",
        ),
        *_addresses(s),
        Prose(
            "Anyone who has been through the council's procedure and is still unhappy can ask the "
            f"[Local Government and Social Care Ombudsman]({OMBUDSMAN}) to look at their complaint."
        ),
    )


def _with_article(who: str) -> str:
    return f"{'an' if who[:1].casefold() in 'aeiou' else 'a'} {who}"


def _addresses(s: Settings) -> tuple[Block, ...]:
    lines = (
        f"Telephone: [{plain(s.telephone)}](tel:{s.telephone.replace(' ', '')})" if s.telephone else "",
        f"Email: [{plain(s.email)}](mailto:{s.email})" if s.email else "",
        f"Online: [the council's feedback form]({s.web_form})" if s.web_form else "",
        f"Online account: {plain(s.online_portal)}" if s.online_portal else "",
        f"For children and young people: [how to complain or say thank you]({s.young_people_page})"
        if s.young_people_page
        else "",
    )
    items = tuple(line for line in lines if line)
    return (Bullets(items),) if items else ()
