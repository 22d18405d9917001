"""Each kind of block as HTML. The page keeps the numbers and names that stand over all of them."""

from collections.abc import Callable

from desk_app.report import diagrams
from desk_app.report.blocks import (
    Bullets,
    Callout,
    Chart,
    Diagram,
    Inset,
    KeyFigures,
    Quote,
    Steps,
    Table,
    without_marks,
)
from desk_app.report.charts import Drawing, layout
from desk_app.report.columns import to_the_right
from desk_app.report.html.pictures import WIDTHS, measure, svg
from desk_app.report.html.writing import Names, escaped, inline, paragraphs

_SCREEN, _SIZE, _PAD = 280.0, 13.6, 8.0
"""Of the smallest screens (WCAG 2.2, 1.4.10), in CSS pixels: the width for a table, the size of its words, the edges of
a cell. A table that may be wider scrolls for itself, also by keyboard."""


def bullets(block: Bullets, names: Names) -> str:
    if not block.items:
        return ""
    tag = "ol" if block.numbered else "ul"
    items = "\n".join(f"<li>{inline(item, names)}</li>" for item in block.items)
    return f"<{tag}>\n{items}\n</{tag}>"


def key_figures(block: KeyFigures, names: Names) -> str:
    if not block.items:
        return ""
    boxes = []
    for item in block.items:
        note = f'<dd class="note">{inline(item.note, names)}</dd>' if item.note.strip() else ""
        value = f'<dd class="value">{inline(item.value, names)}</dd>'
        boxes.append(f"<div><dt>{inline(item.label, names)}</dt>{value}{note}</div>")
    return '<dl class="key-figures">\n' + "\n".join(boxes) + "\n</dl>"


def table(block: Table, label: str, names: Names) -> str:
    """label: "Table 3", or empty."""
    caption = f"{label}: {block.caption}" if label else block.caption
    right = [' class="number"' if is_right else "" for is_right in to_the_right(block)]
    head = "".join(
        f'<th scope="col"{look}>{inline(cell, names)}</th>' for cell, look in zip(block.header, right, strict=True)
    )
    rows = []
    for place, cells in enumerate(block.rows or (("None", *("" for _ in block.header[1:])),)):
        total = ' class="total"' if block.total and place == len(block.rows) - 1 else ""
        row = "".join(
            _cell(cell, look, names, names_row=block.row_header and column == 0)
            for column, (cell, look) in enumerate(zip(cells, right, strict=True))
        )
        rows.append(f"<tr{total}>{row}</tr>")
    key = names.claimed(block.key, "table")
    name = names.new(f"{key}-caption")
    drawn = (
        f'<table id="{key}">\n<caption id="{name}">{inline(caption, names)}</caption>\n'
        f"<thead>\n<tr>{head}</tr>\n</thead>\n<tbody>\n" + "\n".join(rows) + "\n</tbody>\n</table>"
    )
    note = _note(block.note, names)
    if _least_width(block) <= _SCREEN:
        return f'<div class="scroll">\n{drawn}\n</div>{note}'
    return f'<div class="scroll" role="group" aria-labelledby="{name}" tabindex="0">\n{drawn}\n</div>{note}'


def _least_width(block: Table) -> float:
    """No narrower: the longest word of each column, measured with its marks, so that it is rather more."""
    columns = zip(*((cell.split() for cell in row) for row in (block.header, *block.rows)), strict=True)
    return sum(
        _PAD + max((measure(w, True, _SIZE) for words in column for w in words), default=0.0) for column in columns
    )


def _cell(cell: str, look: str, names: Names, *, names_row: bool) -> str:
    if names_row and cell.strip():
        return f'<th scope="row"{look}>{inline(cell, names)}</th>'
    return f"<td{look}>{inline(cell, names)}</td>"


def chart(block: Chart, label: str, names: Names, *, with_table: bool) -> str:
    """The picture; with_table: its numbers do not follow by themselves, so they are given under it."""
    beneath = _note(block.note, names)
    if with_table and not block.spec.empty:
        beneath += (
            f"\n<details>\n<summary>The numbers of {label}</summary>\n{table(block.table(), '', names)}\n</details>"
        )
    return _figure(block, label, lambda width: layout(block.spec, width, measure), names, beneath)


def diagram(block: Diagram, label: str, names: Names) -> str:
    """The picture; the list and the table of its steps follow by themselves."""
    return _figure(block, label, lambda width: diagrams.layout(block.spec, width, measure), names)


def _figure(
    block: Chart | Diagram, label: str, laid_out: Callable[[float], Drawing], names: Names, beneath: str = ""
) -> str:
    """The picture for each width; only one of them is on the page at a time, also for screen readers."""
    key = names.claimed(block.key, "figure")
    caption = without_marks(block.caption)
    title = caption if escaped(caption).strip() else label  # signs that no page can hold leave no name
    picture = "\n".join(
        svg(laid_out(width), look, title, block.alt, (names.new(f"{key}-title"), names.new(f"{key}-text")))
        for look, width in WIDTHS.items()
    )
    return (
        f'<figure id="{key}">\n<figcaption>{escaped(label)}: {inline(block.caption, names)}</figcaption>\n'
        f'<div class="panel">\n{picture}\n</div>{beneath}\n</figure>'
    )


def quote(block: Quote, names: Names) -> str:
    said = "\n".join(paragraphs(block.text, names))
    if not said:
        return ""
    words = f"<blockquote>\n{said}\n</blockquote>"
    if not block.source.strip():
        return words
    return f'<figure class="quote">\n{words}\n<figcaption>{inline(block.source, names)}</figcaption>\n</figure>'


def callout(block: Callout, names: Names) -> str:
    look = "callout warning" if block.tone == "warning" else "callout"
    inside = [f"<p>{inline(block.title, names)}</p>", *paragraphs(block.text, names)]
    if block.items:
        inside.append(bullets(Bullets(block.items), names))
    return f'<div class="{look}" role="note">\n' + "\n".join(inside) + "\n</div>"


def steps(block: Steps, names: Names) -> str:
    items = []
    for step in block.items:
        limit = f" – {inline(step.limit, names)}" if step.limit.strip() else ""
        lines = [f"<p><strong>{inline(step.title, names)}</strong>{limit}</p>", *paragraphs(step.text, names)]
        if step.who.strip():
            lines.append(f'<p class="note">{inline(step.who, names)}</p>')
        items.append(f"<li>{''.join(lines)}</li>")
    caption = f'<p class="caption">{inline(block.caption, names)}</p>\n' if block.caption.strip() else ""
    return caption + ('<ol class="steps">\n' + "\n".join(items) + "\n</ol>" if items else "")


def inset(block: Inset, heading: str) -> str:
    """Pages made elsewhere stand in the PDF only: their heading, and what they show."""
    shown = "".join(f"<p>{escaped(leaf.alt)}</p>" for leaf in block.leaves if leaf.alt.strip())
    return f"{heading}\n<p>These pages are in the PDF of this report.</p>{shown}"


def _note(note: str, names: Names) -> str:
    return f'\n<p class="note">{inline(note, names)}</p>' if note.strip() else ""
