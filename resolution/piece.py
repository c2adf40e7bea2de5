"""A piece of evidence for or against two tellings being of one event."""

from dataclasses import dataclass

FORBIDS = -20.0
"""The weight of what is never so of one event: nothing makes up for it."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Its name, and what it weighs: above 0 for one event, below 0 for two."""

    name: str
    weight: float
