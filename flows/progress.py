"""How a step says how far it is."""

from collections.abc import Callable

Progress = Callable[[str, int, int | None], None]
"""Called with the step's name, how many are done, and how many there are (null while that is open)."""


def silent(step: str, done: int, total: int | None) -> None:
    """The progress callback of those who do not care."""
