"""A piece of evidence for or against two tellings being of one event."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Piece:
    """Its name, and what it weighs: above 0 for one event, below 0 for two."""

    name: str
    weight: float
