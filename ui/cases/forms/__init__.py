"""The form of each verb, as data."""

from desk_app.offers import Verb
from ui.cases.forms import any_time, ending, going_on, ombudsman, people, stage_1
from ui.cases.forms.asking import About, Asks, Question, Questions

FORMS: dict[Verb, Questions] = {
    **stage_1.FORMS,
    **going_on.FORMS,
    **ending.FORMS,
    **ombudsman.FORMS,
    **people.FORMS,
    **any_time.FORMS,
}

__all__ = ["FORMS", "About", "Asks", "Question", "Questions"]
