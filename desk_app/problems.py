"""Errors that the user can act on."""


class Problem(Exception):  # noqa: N818  (the word staff see)
    """Something the user can put right: what happened and is safe (`message`), what to do (`remedy`).

    Both are whole sentences in plain English. Whatever else escapes is a bug.
    """

    def __init__(self, message: str, remedy: str = "") -> None:
        super().__init__(message, remedy)
        self.message = message
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.message} {self.remedy}".strip()
