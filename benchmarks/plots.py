"""Plots of what was measured against the number of articles, as PNG (docs/performance.md)."""

from collections.abc import Sequence
from pathlib import Path

from schemas.base import Model


class Point(Model):
    """One value of one series, for so many articles of a corpus."""

    corpus: str
    articles: int
    series: str
    value: float


def plot(points: Sequence[Point], title: str, path: Path) -> None:
    """Draw the points, a panel a corpus and a line a series. Raises ModuleNotFoundError without altair
    (requirements/bench.txt)."""
    import altair as alt

    panels = [
        alt.Chart({"values": [point.model_dump() for point in points if point.corpus == corpus]})
        .mark_line(point=True)
        .encode(
            x=alt.X("articles:Q", title="articles").scale(type="log"),
            y=alt.Y("value:Q", title=title).scale(zero=True),
            color=alt.Color("series:N", title=None),
            strokeDash=alt.StrokeDash("series:N", title=None),
        )
        .properties(title=corpus, width=300, height=220)
        for corpus in sorted({point.corpus for point in points})
    ]
    alt.hconcat(*panels).resolve_scale(y="independent").save(str(path), scale_factor=1.5)
