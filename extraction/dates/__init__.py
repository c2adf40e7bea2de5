"""Finds the dates that a text tells and gives their days against its publication date (docs/dates.md)."""

from extraction.dates.expression import DateExpression, DateKind, Direction, resolve, spanned
from extraction.dates.finder import TenseAt, find, find_times
from extraction.dates.interval import Interval

__all__ = [
    "DateExpression",
    "DateKind",
    "Direction",
    "Interval",
    "TenseAt",
    "find",
    "find_times",
    "resolve",
    "spanned",
]
