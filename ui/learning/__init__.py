"""Learning and actions: who does what by when, and what was learnt."""

from ui.learning.screen import LearningScreen

__all__ = ["LearningScreen"]
