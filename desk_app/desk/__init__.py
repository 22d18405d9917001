"""What staff do at the desk: one method per verb, a module per stage of a case's life."""

from desk_app.desk.desk import Desk
from desk_app.desk.done import Done, Logged

__all__ = ["Desk", "Done", "Logged"]
