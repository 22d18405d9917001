"""Whatever people type: the report is written, and it is accessible."""

from dataclasses import replace

import page
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desk_app.report.blocks import (
    Block,
    Bullets,
    Callout,
    Chart,
    Contents,
    Cover,
    Diagram,
    Heading,
    KeyFigure,
    KeyFigures,
    PageBreak,
    Prose,
    Quote,
    Report,
    Step,
    Steps,
    Table,
)
from desk_app.report.charts import ChartSpec, Series
from desk_app.report.diagrams import Box, DiagramSpec, Lane
from desk_app.report.pdf import to_bytes
from tests.desk_app.report import specimen

BITS = (
    *"ab 1(&<%£—\\[]*\n\t\x00\x07éŵ中عא☎\U0001f600\u200d\u202e\u00a0\ud800\u0301\uffff\ufb01",
    "**",
    "\n\n",
    "[](#a)",
)
LONG = ("](#a)", "[x](#gone)", "https://example.gov.uk/", "word" * 30)
words = st.lists(st.sampled_from((*BITS, *LONG)), max_size=12).map("".join)
texts = st.one_of(words, st.lists(words, max_size=20).map(" ".join))
named = words.map(lambda text: text if text.strip() else "x")
keys = st.sampled_from(["", "a", "b"])
value = st.sampled_from([None, 0, 1, 5.5, 10**9, -3])


def tuples(strategy: st.SearchStrategy[object], least: int = 0, most: int = 4) -> st.SearchStrategy[tuple[object, ...]]:
    return st.lists(strategy, min_size=least, max_size=most).map(tuple)


series = st.builds(Series, words, st.tuples(value, value, value))
spec = st.builds(
    ChartSpec,
    st.sampled_from(["hbar", "columns", "stacked", "grouped", "line"]),
    named,
    st.tuples(words, words, words),
    tuples(series),
    share=st.booleans(),
    sort=st.booleans(),
)
box = st.builds(Box, words, texts, words)
lane = st.builds(Lane, named, tuples(box, most=5), st.none() | box, st.booleans())
procedures = st.builds(DiagramSpec, named, words, st.lists(lane, min_size=1, max_size=4).map(tuple))
blocks: st.SearchStrategy[Block] = st.one_of(
    st.builds(Heading, named, st.integers(1, 3), keys),
    st.builds(Prose, texts),
    st.builds(Bullets, tuples(texts), st.booleans()),
    st.builds(KeyFigures, tuples(st.builds(KeyFigure, words, words, words), most=9)),
    st.builds(
        Table,
        named,
        st.tuples(named, named, named),
        tuples(st.tuples(words, texts, words), most=40),
        total=st.booleans(),
        row_header=st.booleans(),
        note=words,
        key=keys,
        numbered=st.booleans(),
    ),
    st.builds(Chart.of, spec, key=keys),
    st.builds(Diagram.of, procedures, key=keys),
    st.builds(Quote, texts, words),
    st.builds(Callout, words, texts, tuples(texts)),
    st.builds(Steps, words, tuples(st.builds(Step, words, words, texts, words))),
    st.builds(Contents, named, st.integers(1, 3)),
    st.just(PageBreak()),
)
cover = st.none() | st.builds(Cover, named, words, words, tuples(words), tuples(st.builds(Callout, words, texts)))
meta = st.builds(replace, st.just(specimen.META), title=words, author=words, subject=words, footer=texts)

reports = st.builds(Report, meta, cover, tuples(blocks, most=12), st.booleans())


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(reports)
def test_any_words_give_an_accessible_report(tmp_path_factory: pytest.TempPathFactory, report: Report) -> None:
    """Emoji, right-to-left letters, half a pair, marks without partner, links to nowhere."""
    checked = tmp_path_factory.getbasetemp() / "any.pdf"
    checked.write_bytes(to_bytes(report))
    assert [failure.message for failure in page.validate_pdf(str(checked), profile="ua1").failures] == []
