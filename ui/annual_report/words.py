"""Words: section by section, the drafted text and beside it what the author makes of it."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QCheckBox, QScrollArea, QWidget

from desk_app.desk import report_texts
from desk_app.problems import Problem
from desk_app.records import ReportText
from desk_app.report import own
from desk_app.report.code_questions import Assessed, assessed
from desk_app.report.drafts import Section
from ui.annual_report.code_card import CodeCard
from ui.annual_report.own_cards import OwnCard, OwnMeasureCard, OwnSectionCard
from ui.annual_report.paragraph_card import ParagraphCard
from ui.annual_report.spelling import Speller
from ui.annual_report.step import State, Step
from ui.author import Pages
from ui.kit.flow import Flow
from ui.kit.form_rows import Choice
from ui.kit.widgets import Card, button, clear, column_of, label, scrolling
from ui.session import Session

OWN = "Your own sections and figures"
READ = "read."
LAID_OUT_MILLISECONDS = 40


class WordsStep(Step):
    """A section is ticked when it is read; it is changed since when anything in it reads differently."""

    title = "Words"
    about = "Each paragraph is drafted from the figures. Write your own where that says it better."
    shows_pages = True

    def __init__(self, session: Session, year: str) -> None:
        super().__init__(session, year)
        self._pages: Pages | None = None
        self._shown = ""
        self._filling = False
        self._read: dict[str, str] = {}  # by section: the hash it had when it was read
        self.cards: dict[str, ParagraphCard] = {}
        self.own: dict[str, OwnCard] = {}
        self.code: list[CodeCard] = []
        self.speller = Speller(session)
        box = column_of(self, spacing=10)
        top = QWidget()
        row = Flow(top, across=12, down=6)
        self.section = Choice((), none="Choose a section")
        self.section.setAccessibleName("Section of the report")
        self.section.setMinimumContentsLength(30)
        self.section.currentIndexChanged.connect(lambda _: self._show_section())
        row.addWidget(self.section)
        self.is_read = QCheckBox("I have read this section")
        self.is_read.toggled.connect(self._tick)
        row.addWidget(self.is_read)
        box.addWidget(top)
        self.said = label("", "muted", wrap=True)
        box.addWidget(self.said)
        body = QWidget()
        self._cards = column_of(body, margins=(0, 0, 12, 12), spacing=12)
        self.area: QScrollArea = scrolling(body)
        box.addWidget(self.area, 1)

    # --- what there is
    @property
    def sections(self) -> tuple[Section, ...]:
        """The report's sections that hold words."""
        return self._pages.made.sections if self._pages is not None else ()

    def take(self, pages: Pages) -> None:
        self._pages = pages
        texts = pages.made.material.texts
        self._read = {
            key.removeprefix(f"{report_texts.MARK}{READ}"): text.draft_hash
            for key, text in texts.items()
            if key.startswith(f"{report_texts.MARK}{READ}")
        }
        wanted = [self._titled(section) for section in self.sections] + [OWN]
        if [self.section.itemText(n) for n in range(1, self.section.count())] != wanted:
            at = self.section.currentIndex()
            self._filling = True
            self.section.choose("")
            self.section.offer(wanted)
            self.section.setCurrentIndex(max(1, min(at, len(wanted))))
            self._filling = False
        if self.isVisible():
            self._show_section()
        self.state_changed.emit()

    def _titled(self, section: Section) -> str:
        said = {State.CHANGED: ": changed since", State.DONE: ": read", State.TO_DO: ""}[self._state_of(section)]
        return f"{section.title}{said}"

    def _state_of(self, section: Section) -> State:
        if section.changed:
            return State.CHANGED
        seen = self._read.get(section.key)
        if seen is None:
            return State.TO_DO
        return State.DONE if seen == section.hash else State.CHANGED

    def _chosen(self) -> Section | None:
        at = self.section.currentIndex() - 1
        return self.sections[at] if 0 <= at < len(self.sections) else None

    # --- showing
    def _show_section(self) -> None:
        if self._filling:
            return
        section = self._chosen()
        key = section.key if section is not None else OWN
        same = key == self._shown and self._is_same(section)
        if not same:
            if self._shown and key != self._shown:
                self.session.author.save(self.year)
            self._build(section)
            if key != self._shown:
                self.area.verticalScrollBar().setValue(0)
                self.section_wanted.emit(section.title if section is not None else "")
            self._shown = key
        elif section is not None:
            for paragraph in section.paragraphs:
                self.cards[paragraph.key].show_paragraph(paragraph)
        self._say(section)

    def _is_same(self, section: Section | None) -> bool:
        if section is None:
            return list(self.own) == [made.key for made in self._own_parts()]
        return list(self.cards) == [paragraph.key for paragraph in section.paragraphs]

    def _own_parts(self) -> list[own.OwnSection | own.OwnMeasure]:
        texts = self.session.author.texts(self.year)
        return [*own.sections(texts), *own.measures(texts)]

    def _build(self, section: Section | None) -> None:
        clear(self._cards)
        self.cards, self.own, self.code = {}, {}, []
        if section is None:
            self._build_own()
        else:
            for card in self._paragraphs(section):
                self._cards.addWidget(card)
            if section.key == "handling-code":
                self._build_code()
        self._cards.addStretch(1)

    def _paragraphs(self, section: Section) -> Iterator[QWidget]:
        for paragraph in section.paragraphs:
            card = ParagraphCard(self.session, self.year, paragraph, self.speller)
            card.entered.connect(self.section_wanted)
            self.cards[paragraph.key] = card
            yield card

    def _build_code(self) -> None:
        parts: dict[str, list[Assessed]] = {}
        for answer in assessed(self.session.author.texts(self.year)):
            parts.setdefault(answer.question.part, []).append(answer)
        for part, answers in parts.items():
            card = CodeCard(self.session, self.year, part, answers)
            self.code.append(card)
            self._cards.addWidget(card)

    def _build_own(self) -> None:
        places = self._pages.made.headings if self._pages is not None else ()
        years = tuple(self._pages.made.material.years) if self._pages is not None else ()
        for part in self._own_parts():
            card: OwnCard
            if isinstance(part, own.OwnSection):
                card = OwnSectionCard(self.session, self.year, part, places, self.speller)
            else:
                card = OwnMeasureCard(self.session, self.year, part, years)
            card.entered.connect(self.section_wanted)
            card.removed.connect(self._remove)
            self.own[part.key] = card
            self._cards.addWidget(card)
        line = QWidget()
        row = Flow(line, across=10, down=6)
        for text, call in (("Add a section", self.add_section), ("Add a figure to compare", self.add_measure)):
            made = button(text, call, icon="plus")
            made.setEnabled(self.session.writable)
            row.addWidget(made)
        before = self._pages.made.material.year_before if self._pages is not None else ""
        theirs = self.session.author.texts(before) if before else {}
        if not self.own and any(key.startswith((report_texts.OWN, report_texts.MEASURE)) for key in theirs):
            row.addWidget(button(f"Take over those of {before}", lambda: self._take_over(before)))
        self._cards.addWidget(line)
        for left in self._pages.made.left_over if self._pages is not None else ():
            self._cards.addWidget(self._left_over(left))

    def _left_over(self, text: ReportText) -> QWidget:
        """A text whose draft this report does not have any more: kept, and said to be printed nowhere."""
        card = Card("Written for a paragraph that is not in this report any more", margins=(18, 14, 18, 14))
        card.box.addWidget(label("It is kept, and not printed.", "muted"))
        card.box.addWidget(label(text.text, wrap=True, selectable=True))
        gone = button("Remove", lambda: self._remove(text.key), role="small")
        gone.setEnabled(self.session.writable)
        line = QWidget()
        Flow(line).addWidget(gone)
        card.box.addWidget(line)
        return card

    def _say(self, section: Section | None) -> None:
        self.is_read.setVisible(section is not None)
        if section is None:
            self.said.setText(
                "A section stands at the end of the one you choose. A figure joins the table of section 4."
            )
            return
        mine = sum(p.text is not None and p.included for p in section.paragraphs)
        out = sum(not p.included for p in section.paragraphs)
        parts = [
            f"{len(section.paragraphs)} paragraphs" if len(section.paragraphs) > 1 else "One paragraph",
            f"{mine} in your words" if mine else "",
            f"{out} left out" if out else "",
            f"{section.changed} with changed figures" if section.changed else "",
        ]
        self.said.setText(f"{', '.join(part for part in parts if part)}.")
        self.is_read.blockSignals(True)
        self.is_read.setChecked(self._state_of(section) is State.DONE)
        self.is_read.blockSignals(False)
        self.is_read.setEnabled(self.session.writable and not section.changed)

    # --- doing
    def choose(self, key: str) -> None:
        """Show the section of that key; "" is the author's own."""
        keys = [section.key for section in self.sections]
        self.section.setCurrentIndex(keys.index(key) + 1 if key else len(keys) + 1)

    def _tick(self, on: bool) -> None:
        section = self._chosen()
        if section is None:
            return
        author = self.session.author
        author.save(self.year)
        try:
            if on:
                author.mark(self.year, f"{READ}{section.key}", section.hash)
            else:
                author.unmark(self.year, f"{READ}{section.key}")
        except Problem as problem:
            self.session.tell(problem)

    def add_section(self) -> None:
        """A section of the author's own, to be written."""
        self._add(report_texts.OWN, {"heading": "", "after": "comparisons"})

    def add_measure(self) -> None:
        """A row of the author's own, to be filled in."""
        self._add(report_texts.MEASURE, {"values": {}, "better": "neither"})

    def _add(self, prefix: str, beside: dict[str, object]) -> None:
        author = self.session.author
        author.save(self.year)
        try:
            key = author.add(self.year, prefix, "", beside)
        except Problem as problem:
            self.session.tell(problem)
            return
        self._build(None)
        made = self.own[key]
        first = (
            made.heading
            if isinstance(made, OwnSectionCard)
            else made.name
            if isinstance(made, OwnMeasureCard)
            else None
        )
        if first is not None:
            first.take_focus()
        QTimer.singleShot(LAID_OUT_MILLISECONDS, made, lambda: self.area.ensureWidgetVisible(made, 0, 24))

    def _take_over(self, before: str) -> None:
        try:
            change = self.session.author.take_over(before, self.year)
        except Problem as problem:
            self.session.tell(problem)
            return
        self._build(None)
        self.session.say(f"What you added to the report for {before} is in this one, too.", change)

    def _remove(self, key: str) -> None:
        try:
            change = self.session.author.remove(self.year, key)
        except Problem as problem:
            self.session.tell(problem)
            return
        self._build(None)
        self.session.say("It is removed from the report.", change)

    # --- the wizard
    def state(self) -> State:
        states = [self._state_of(section) for section in self.sections]
        if State.CHANGED in states:
            return State.CHANGED
        return State.DONE if states and State.TO_DO not in states else State.TO_DO

    def note(self) -> str:
        states = [self._state_of(section) for section in self.sections]
        changed = states.count(State.CHANGED)
        if changed:
            return f"{changed} sections" if changed > 1 else "1 section"
        return f"{states.count(State.DONE)} of {len(states)} read" if states and State.TO_DO in states else ""

    def left(self) -> tuple[str, ...]:
        unread = [section.title for section in self.sections if self._state_of(section) is not State.DONE]
        moved = sum(section.changed for section in self.sections)
        bare = sum(bool(lack) for lack in map(own.lack, own.sections(self.session.author.texts(self.year))))
        said = (
            f"Words: {len(unread)} of {len(self.sections)} sections are not read as they are now: {', '.join(unread)}."
            if unread else "",
            f"Words: the figures under {'one text' if moved == 1 else f'{moved} texts'} of yours have changed."
            if moved else "",
            f"Words: {'one section' if bare == 1 else f'{bare} sections'} of your own cannot be printed without a "
            "heading and a text." if bare else "",
        )  # fmt: skip
        return tuple(filter(None, said))

    def arrive(self) -> None:
        self.speller.start()
        if self._pages is not None:
            self._show_section()
            section = self._chosen()
            if section is not None:
                self.section_wanted.emit(section.title)
        self.section.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        self.session.author.save(self.year)
