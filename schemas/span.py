"""Spans of an article's text, the evidence made of them, and the reasons for nulls."""

from typing import Annotated, Self

from pydantic import Field, model_validator

from schemas.base import Model
from schemas.vocabulary import AbsenceReason, Inference


class TextSpan(Model):
    """Characters `start` (inclusive) to `end` (exclusive) of an article's text, and what stands there."""

    text: Annotated[str, Field(min_length=1)]
    start: Annotated[int, Field(ge=0)]
    end: int

    @model_validator(mode="after")
    def _length_fits(self) -> Self:
        if self.end - self.start != len(self.text):
            raise ValueError(f"span {self.start}-{self.end} cannot hold {len(self.text)} characters ({self.text!r})")
        return self

    def is_verbatim_in(self, text: str) -> bool:
        """True where `text` has exactly these characters at this position."""
        return text[self.start : self.end] == self.text


class Evidence(Model):
    """Why one field of a record has its value: the words that say so, or the inference, or both.

    `field` is a path: "status", "time", "place", "participants.0.country".
    """

    field: str
    span: TextSpan | None = None
    inference: Inference | None = None

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if self.span is None and self.inference is None:
            raise ValueError(f"evidence for {self.field!r} has neither a span nor an inference")
        return self


class Absence(Model):
    """Why one field of a record is null."""

    field: str
    reason: AbsenceReason
