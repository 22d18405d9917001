"""What a cell of a register means: kinds, stages, outcomes, dates and yes/no as people write them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from typing import TypeVar

from desk_app import dates
from desk_app.exchange.tables import Cell
from desk_app.lists import fold
from desk_app.problems import Problem
from desk_app.records import EndedBefore, Kind, Outcome, Route, Stage, YesNo

T = TypeVar("T")

OMBUDSMAN = "Ombudsman"
"""What the stage column says of the Ombudsman's enquiries, which are no stage of ours."""

DECISIONS = (
    "Advice given", "Closed after initial enquiries", "Incomplete or invalid", "Referred back for local resolution",
    "Not upheld", "Upheld", "Not for us", "Assessed and closed", "Investigated",
)  # fmt: skip
"""The Ombudsman's decisions in the vocabulary until 2023/24 and in the one since."""
DECISIONS_SINCE_2024 = DECISIONS[6:]


def _table(pairs: Iterable[tuple[T, str]]) -> dict[str, T]:
    return {fold(word): value for value, words in pairs for word in words.split(",")}


_KINDS = _table([
    (Kind.COMPLAINT, "complaint,complaints,formal complaint,statutory complaint,corporate complaint,comp,"
                     "complaint statutory,complaint corporate,representation"),
    (Kind.COMPLIMENT, "compliment,compliments,praise,thank you,thanks"),
    (Kind.COMMENT, "comment,comments,suggestion,comment/suggestion,comment or suggestion,comments and suggestions,idea,"
                   "question"),
    (Kind.ENQUIRY, "enquiry,enquiries,inquiry,service request,mp enquiry,councillor enquiry,member enquiry,"
                   "mp or councillor enquiry,other enquiry"),
])  # fmt: skip
_ROUTES = _table([
    (Route.STATUTORY, "statutory,stat,s,ca,children act,statutory complaint,statutory (children act),"
                      "children act 1989,st"),
    (Route.CORPORATE, "corporate,corp,c,corporate complaint,non statutory,non-stat,nonstatutory,co"),
])  # fmt: skip
_STAGES: dict[str, Stage | str] = {
    **_table([
        (Stage.ONE, "1,s1,stage 1,stage one,st1,st 1,stg 1,one,i,stage i,1st,first,first stage,local resolution,1.0"),
        (Stage.TWO, "2,s2,stage 2,stage two,st2,st 2,stg 2,two,ii,stage ii,2nd,second,second stage,2.0"),
        (Stage.THREE, "3,s3,stage 3,stage three,st3,st 3,stg 3,three,iii,stage iii,3rd,third,third stage,panel,"
                      "review panel,3.0"),
    ]),
    **_table([(OMBUDSMAN, "ombudsman,lgo,lgsco,ombudsman enquiry,lgsco enquiry,lgo enquiry,"
                         "local government ombudsman")]),
}  # fmt: skip
_OUTCOMES = _table([
    (Outcome.UPHELD, "upheld,fully upheld,u,uh,upheld in full"),
    (Outcome.PARTIALLY_UPHELD, "partially upheld,partly upheld,part upheld,partial,partially,part,partly,p/u,pu,p,"
                               "upheld in part,partial upheld,part-upheld"),
    (Outcome.NOT_UPHELD, "not upheld,nu,n/u,n,not up held,unfounded,not founded,not-upheld"),
    (Outcome.WITHDRAWN, "withdrawn,w/d,wd,w,complaint withdrawn,withdrawn by complainant"),
    (Outcome.NOT_RECORDED, "no recorded outcome,no outcome recorded,not recorded,no outcome,none,none recorded,"
                           "no finding,outcome not recorded,unknown"),
])  # fmt: skip
_YES_NO = _table([
    (YesNo.YES, "yes,y,true,1,1.0,x,t"),
    (YesNo.NO, "no,n,false,0,0.0,f"),
    (YesNo.NOT_KNOWN, "not known,unknown,nk,n/k,dont know,don't know,unsure"),
])  # fmt: skip
_YES_NO.update({"✓": YesNo.YES, "✔": YesNo.YES, "?": YesNo.NOT_KNOWN})
_DECISIONS = _table([(d, d) for d in DECISIONS] + [
    ("Incomplete or invalid", "incomplete/invalid,incomplete,invalid,premature"),
    ("Referred back for local resolution", "referred back,referred back to council"),
    ("Closed after initial enquiries", "closed after initial enquiry,closed initial enquiries"),
])  # fmt: skip
_NOTHING = frozenset({"", "n/a", "na", "-", "–", "—", "none", "nil", "tbc", "not applicable"})


def text(cell: Cell) -> str:
    """A cell as text; a whole number without its ".0", a formula's guard taken off."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    written = str(cell).strip()
    return written[1:] if written[:1] == "'" and written[1:2] in tuple("=+-@＝＋－＠") else written


def day(cell: Cell, today: date) -> date | None:
    """The date in a cell: a spreadsheet's own, its serial number, or any British form. Raises Problem."""
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return _serial(float(cell))
    written = text(cell)
    if written.lower() in _NOTHING:
        return None
    if written.replace(".", "", 1).isdigit() and 4 < len(written.split(".")[0]) < 6:
        return _serial(float(written))
    if written.isdigit() and len(written) == 8:
        return _compact(written)
    wrong = Problem(f"“{written[:40]}” is not a date.", "Enter it like 3/4/2024 or 3 Apr 2024.")
    if not any(c.isdigit() for c in written):
        raise wrong  # "today" has gone by
    try:
        return dates.parse_date(written, today)
    except Problem:
        raise wrong from None


def _serial(number: float) -> date:
    if not 20_000 <= number < 80_000:  # 1954 to 2119
        raise Problem(f"“{number:g}” is not a date.", "Enter it like 3/4/2024.")
    return date(1899, 12, 30) + timedelta(days=int(number))


def _compact(written: str) -> date:
    """20240403."""
    try:
        return date(int(written[:4]), int(written[4:6]), int(written[6:]))
    except ValueError:
        raise Problem(f"“{written}” is not a date.", "Enter it like 3/4/2024.") from None


def _one_of(table: dict[str, T], what: str, allowed: Iterable[str]) -> Callable[[Cell], T | None]:
    def read(cell: Cell) -> T | None:
        written = text(cell)
        for known in (written, fold(written)):
            if known and known in table:
                return table[known]
        if written.lower() in _NOTHING:
            return None
        raise Problem(f"“{written[:40]}” is not {what}.", f"Use one of: {', '.join(allowed)}.")

    return read


kind = _one_of(_KINDS, "a kind of feedback", Kind)
route = _one_of(_ROUTES, "a procedure", Route)
stage = _one_of(_STAGES, "a stage", [*Stage, OMBUDSMAN])
outcome = _one_of(_OUTCOMES, "an outcome", Outcome)
decision = _one_of(_DECISIONS, "a decision of the Ombudsman", DECISIONS)
yes_no = _one_of(_YES_NO, "yes or no", YesNo)


def ended_before(cell: Cell) -> EndedBefore | None:
    """What a status says of a case that never came to an investigation; other statuses follow from the dates."""
    words = text(cell).casefold()
    if "before" not in words and "another process" not in words and "refused" not in words:
        return None
    if "withdraw" in words:
        return EndedBefore.WITHDRAWN
    if "refused" in words:
        return EndedBefore.REFUSED
    return EndedBefore.ANOTHER_PROCESS if "another process" in words else EndedBefore.CLOSED


def parts(cell: Cell, separator: str) -> list[str]:
    """The items of a list in a cell."""
    return [part.strip() for part in text(cell).split(separator) if part.strip()]
