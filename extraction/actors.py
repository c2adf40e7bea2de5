"""What an actor is while an article is being read: a name with its kind, country and the words behind each."""

from dataclasses import dataclass, field
from typing import Literal

from schemas.vocabulary import ActorKind, Inference

# Beside the kinds of the schema: things that are hit (a target, but no actor) and delegations that travel.
Sort = Literal["person", "government", "organization", "group", "structure"]


@dataclass(frozen=True)
class CountryLink:
    """The country of an actor or a place, and the characters that tell it."""

    code: str
    inference: Inference
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True)
class Actor:
    """One actor as mentioned at one place of the text. `start` and `end` are characters of that mention."""

    name: str
    sort: Sort
    start: int
    end: int
    country: CountryLink | None = None
    office: str | None = None
    is_delegation: bool = False
    is_described: bool = False
    """True for people and things that no name tells ("two soldiers")."""
    is_resolved: bool = field(default=False)
    """True where the mention is a pronoun or a bare office that another mention explains."""

    @property
    def kind(self) -> ActorKind:
        """The kind that the record carries; things belong with organizations."""
        return ActorKind.ORGANIZATION if self.sort == "structure" else ActorKind(self.sort)

    @property
    def key(self) -> str:
        """Equal for two mentions of one actor in one article."""
        if self.sort == "government" and self.country and self.name_is_country:
            return self.country.code
        return self.name.casefold()

    @property
    def name_is_country(self) -> bool:
        """True for a state that is named by its country."""
        return self.sort == "government" and self.office is None
