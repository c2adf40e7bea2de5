"""What an extractor is, and how to get one by name."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Protocol

from schemas.errors import WrongConfiguration

if TYPE_CHECKING:
    # The names of the extractors are asked for by every `chancery --help`, the models by none.
    from schemas.article import Article
    from schemas.records import ArticleRecords


class Extractor(Protocol):
    """Articles in, their validated records out, in the same order."""

    @property
    def fingerprint(self) -> str:
        """Changes whenever the same article could come out otherwise: code, lexicon, model."""
        ...

    def extract(self, articles: "Iterable[Article]") -> "Iterator[ArticleRecords]":
        """Read each article; an article without records yields an empty `ArticleRecords`."""
        ...


LEARNED, RULES = "learned", "rules"
"""The rules with learned weights for what they leave open, and the rules alone."""


def check_extractor(name: str) -> None:
    """Raises WrongConfiguration for a name that is not known; loads nothing."""
    if name not in (LEARNED, RULES):
        raise WrongConfiguration(
            f"no extractor is called {name!r}", f"Use --extractor {LEARNED} or --extractor {RULES}."
        )


def load_extractor(name: str = LEARNED) -> Extractor:
    """The extractor of that name. Loading takes about a second: do it once a process.

    Raises WrongConfiguration for a name that is not known.
    """
    check_extractor(name)
    from extraction.rules import RulesExtractor
    from extraction.weights import load_learned

    return RulesExtractor(learned=load_learned() if name == LEARNED else None)
