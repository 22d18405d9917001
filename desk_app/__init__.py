"""What the desk knows and does. No Qt in here."""

__version__ = "0.1.0"
