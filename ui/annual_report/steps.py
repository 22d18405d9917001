"""The steps of the wizard, in their order; the year's own come after the choice of the year."""

from __future__ import annotations

from collections.abc import Callable

from ui.annual_report.approval import ApprovalStep
from ui.annual_report.data_check import DataCheckStep
from ui.annual_report.examples import ExamplesStep
from ui.annual_report.figures_step import FiguresStep
from ui.annual_report.pages import PagesStep
from ui.annual_report.publish_step import PublishStep
from ui.annual_report.recommendations import RecommendationsStep
from ui.annual_report.step import Step
from ui.annual_report.words import WordsStep
from ui.session import Session

STEPS: tuple[Callable[[Session, str], Step], ...] = (
    DataCheckStep,
    FiguresStep,
    WordsStep,
    ExamplesStep,
    RecommendationsStep,
    ApprovalStep,
    PagesStep,
    PublishStep,
)
