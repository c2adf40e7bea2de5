"""An article's cost grows with its length, not with the square of it: one long document must not hold up a run."""

import time
from datetime import date

import pytest

from extraction.extractor import Extractor
from schemas.article import Article

_PARAGRAPH = (
    "On Monday 3 July 2023 the foreign minister of Norland met her Danish counterpart in Berlin for talks on trade. "
    "Two days later Russian forces shelled the city of Kharkiv, killing three people. "
    "President Emmanuel Macron will visit Beijing next week, his office said.\n\n"
)


@pytest.mark.slow
def test_four_times_the_text_takes_about_four_times_as_long(extractor: Extractor) -> None:
    short, long = (min(_seconds(extractor, repeats) for _ in range(2)) for repeats in (60, 240))
    assert long < 8 * short, f"{short:.2f} s became {long:.2f} s"


def _seconds(extractor: Extractor, repeats: int) -> float:
    article = Article(article_id="long", text=_PARAGRAPH * repeats, published=date(2023, 7, 10))
    start = time.process_time()
    list(extractor.extract([article]))
    return time.process_time() - start
