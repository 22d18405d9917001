"""The whole page: what it is, a way past the beginning, cover, contents, sections."""

import base64

from desk_app.progress import Progress, silent
from desk_app.report import blocks
from desk_app.report.blocks import Block, Chart, Contents, Cover, Report, Table, without_marks
from desk_app.report.html import elements
from desk_app.report.html.looks import CSS, at_the_head
from desk_app.report.html.writing import Names, escaped, inline, paragraphs
from desk_app.report.links import DRAFT_NOTICE, heading_keys, names_of, resolved


def to_text(report: Report, progress: Progress = silent) -> str:
    """The HTML file of a report; the same report always gives the same text. `progress` counts blocks."""
    names = Names(names_of(report.blocks))
    for reserved in ("report", "contents"):
        names.new(reserved)
    meta = report.meta
    title = escaped(meta.title.strip() or "Report")
    head = DRAFT_NOTICE if report.draft else meta.marking
    body = _Body(report.blocks, names, progress)
    inside = body.html()
    about = f'<meta name="description" content="{escaped(meta.subject)}">\n' if meta.subject.strip() else ""
    author = f'<meta name="author" content="{escaped(meta.author)}">\n' if meta.author.strip() else ""
    style = CSS + (at_the_head(head) if head.strip() else "")
    return (
        f'<!DOCTYPE html>\n<html lang="{escaped(meta.language)}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>{title}</title>\n'
        f"{about}{author}<style>{style}</style>\n</head>\n<body>\n"
        f'<a class="skip" href="#report">Skip to the report</a>\n'
        + _cover(report.cover, title, head, names, report.blocks)
        + f'{body.nav()}<main id="report" tabindex="-1">\n{inside}\n</main>\n'
        f"<footer>\n<p>{escaped(meta.footer or meta.title)}</p>\n</footer>\n</body>\n</html>\n"
    )


def _cover(cover: Cover | None, title: str, head: str, names: Names, report_blocks: tuple[Block, ...]) -> str:
    marking = f'<p class="draft">{escaped(head)}</p>\n' if head.strip() else ""
    if cover is None:
        return f"<header>\n{marking}<h1>{title}</h1>\n</header>\n"
    cover = resolved(cover, names_of(report_blocks))
    lines = [f'<p class="lead">{inline(text, names)}</p>' for text in (cover.subtitle, cover.period) if text.strip()]
    lines += [elements.callout(notice, names) for notice in cover.notices]
    lines += [f"<p>{inline(text, names)}</p>" for text in cover.lines if text.strip()]
    logo = ""
    if cover.logo is not None:
        kind = "png" if cover.logo.data.startswith(b"\x89PNG") else "jpeg"
        data = base64.b64encode(cover.logo.data).decode()
        logo = f'<img class="logo" alt="{escaped(cover.logo.alt)}" src="data:image/{kind};base64,{data}">\n'
    heading = f"<h1>{inline(cover.title, names) if cover.title.strip() else title}</h1>"
    return f"<header>\n{marking}{logo}{heading}\n" + "\n".join(lines) + "\n</header>\n"


def _tells(table: Table, chart: Chart) -> bool:
    """Whether a table is that of the chart's numbers, perhaps with their sums."""
    numbers = chart.table()
    return table.rows == numbers.rows or table.caption == numbers.caption


class _Body:
    """The blocks in order, with the numbers of figures and tables and the levels of headings."""

    def __init__(self, report_blocks: tuple[Block, ...], names: Names, progress: Progress) -> None:
        known = names_of(report_blocks)
        self.blocks = tuple(resolved(block, known) for block in report_blocks)
        self.names, self.progress = names, progress
        self.keys = iter(key for _, key in heading_keys(report_blocks))
        self.figures = self.tables = self.level = 0
        self.open = False
        self.contents: Contents | None = None
        self.entries: list[tuple[int, str, str]] = []

    def html(self) -> str:
        """All sections; the contents are known afterwards."""
        out = []
        for at, block in enumerate(self.blocks):
            self.progress(at, len(self.blocks), "Writing the page")
            follows = self.blocks[at + 1] if at + 1 < len(self.blocks) else None
            if made := self._block(block, follows):
                out.append(made)
        if self.open:
            out.append("</section>")
        return "\n".join(out)

    def nav(self) -> str:
        """The contents with their links, nested as the headings are."""
        if self.contents is None or not self.entries:
            return ""
        title = f'<h2 id="contents">{escaped(without_marks(self.contents.title))}</h2>'
        out, level = [], 0
        for deep, name, words in self.entries:
            if deep > self.contents.depth:
                continue
            out.append("<ul>\n" * (deep - level) if deep > level else "</li>\n" + "</ul>\n</li>\n" * (level - deep))
            out.append(f'<li><a href="#{name}">{escaped(words)}</a>')
            level = deep
        out.append("</li>\n</ul>\n" * level)
        return f'<nav class="contents" aria-labelledby="contents">\n{title}\n{"".join(out)}</nav>\n'

    def _block(self, block: Block, follows: Block | None) -> str:
        names = self.names
        match block:
            case blocks.Heading():
                return self._heading(block.text, block.level, next(self.keys))
            case blocks.Prose():
                return "\n".join(paragraphs(block.text, names))
            case blocks.Bullets():
                return elements.bullets(block, names)
            case blocks.KeyFigures():
                return elements.key_figures(block, names)
            case blocks.Table():
                self.tables += block.numbered
                return elements.table(block, f"Table {self.tables}" if block.numbered else "", names)
            case blocks.Chart():
                self.figures += 1
                named = all(series.name.strip() for series in block.spec.series)  # else its words alone tell it
                told = not named or (isinstance(follows, Table) and _tells(follows, block))
                return elements.chart(block, f"Figure {self.figures}", names, with_table=not told)
            case blocks.Diagram():
                self.figures += 1
                return elements.diagram(block, f"Figure {self.figures}", names)
            case blocks.Quote():
                return elements.quote(block, names)
            case blocks.Callout():
                return elements.callout(block, names)
            case blocks.Steps():
                return elements.steps(block, names)
            case blocks.Contents():
                self.contents = block
                return ""
            case blocks.PageBreak():
                return ""
            case blocks.Inset():
                return elements.inset(block, self._heading(block.title, 1, block.key))

    def _heading(self, text: str, level: int, key: str) -> str:
        """A section begins with each heading of level 1; a level is never skipped. The title is h1, so it is h2."""
        before = ""
        if level == 1:
            before = "</section>\n<section>\n" if self.open else "<section>\n"
            self.open = True
        self.level = min(level, self.level + 1)
        name = self.names.claimed(key, "heading")
        self.entries.append((self.level, name, without_marks(text)))
        return f'{before}<h{self.level + 1} id="{name}">{inline(text, self.names)}</h{self.level + 1}>'
