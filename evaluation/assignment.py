"""The one-to-one pairing of two lists that adds up to the most: the Hungarian method (Kuhn 1955, Munkres 1957).

Rows are placed one after another along the cheapest path of reassignments, with prices on rows and columns that
keep every reduced cost at or above zero (Jonker and Volgenant 1987). Lists of events are short, so that cubic
time is nothing.
"""

from collections.abc import Sequence
from math import inf


def best_pairs(weights: Sequence[Sequence[float]]) -> list[tuple[int, int]]:
    """The (row, column) pairs of the heaviest one-to-one assignment, by row; pairs of weight 0 are left out."""
    size = max(len(weights), max((len(row) for row in weights), default=0))
    costs = [[0.0] * size for _ in range(size)]
    for i, row in enumerate(weights):
        for j, weight in enumerate(row):
            costs[i][j] = -weight
    placed = _cheapest(costs)
    return [(i, j) for i, j in enumerate(placed) if costs[i][j] < 0]


def _cheapest(costs: list[list[float]]) -> list[int]:
    """The column of each row in the cheapest assignment of a square matrix."""
    size = len(costs)
    row_price, column_price = [0.0] * size, [0.0] * size
    row_at: list[int | None] = [None] * size
    for row in range(size):
        _place(row, costs, row_price, column_price, row_at)
    placed = [0] * size
    for column, holder in enumerate(row_at):
        if holder is not None:
            placed[holder] = column
    return placed


def _place(
    row: int,
    costs: list[list[float]],
    row_price: list[float],
    column_price: list[float],
    row_at: list[int | None],
) -> None:
    """Give `row` a column, moving earlier rows along the cheapest path that ends in a free column."""
    size = len(costs)
    slack, came_from = [inf] * size, [-1] * size
    visited: set[int] = set()
    column, holder = -1, row
    while True:
        for j in range(size):
            if j not in visited:
                reduced = costs[holder][j] - row_price[holder] - column_price[j]
                if reduced < slack[j]:
                    slack[j], came_from[j] = reduced, column
        nearest = min((j for j in range(size) if j not in visited), key=slack.__getitem__)
        _move_prices(slack[nearest], row, visited, row_price, column_price, row_at, slack)
        column = nearest
        next_holder = row_at[column]
        if next_holder is None:
            break
        visited.add(column)
        holder = next_holder
    while column >= 0:
        before = came_from[column]
        row_at[column] = row if before < 0 else row_at[before]
        column = before


def _move_prices(
    step: float,
    row: int,
    visited: set[int],
    row_price: list[float],
    column_price: list[float],
    row_at: list[int | None],
    slack: list[float],
) -> None:
    row_price[row] += step
    for j in range(len(slack)):
        if j in visited:
            holder = row_at[j]
            if holder is not None:
                row_price[holder] += step
            column_price[j] -= step
        else:
            slack[j] -= step
