"""What staff do at the desk: one method per verb, a module per stage of a case's life."""

from desk_app.desk.desk import Desk
from desk_app.desk.doing import Done
from desk_app.desk.log import Logged

__all__ = ["Desk", "Done", "Logged"]
