"""Questions that a desk asks, each with its query: the `.sql` files beside this one, in the order of their numbers.

A file begins with comment lines: the question, what its parameters stand for ("$country = CHN") unless the caller says
otherwise, and what there is to know about the answer. `$today` in a query is the day from which it looks.
docs/cookbook.md shows each with its output on the sample articles.
"""

import re
from datetime import date
from functools import cache
from importlib.resources import files

from schemas.base import Model
from schemas.errors import WrongConfiguration
from warehouse.query import typed_value

_PARAMETER = re.compile(r"\$(\w+) = (.+)")


class Recipe(Model):
    """A question, what there is to know about its answer, and the query."""

    name: str
    question: str
    note: str
    parameters: dict[str, date | int | float | str]
    """What each $name stands for unless the caller says otherwise; `today` is not among them."""
    sql: str


@cache
def recipes() -> tuple[Recipe, ...]:
    """Every recipe, in the order of the cookbook."""
    paths = sorted(
        (path for path in files(__name__).iterdir() if path.name.endswith(".sql")), key=lambda path: path.name
    )
    return tuple(_recipe(path.name, path.read_text(encoding="utf-8")) for path in paths)


def recipe_named(name: str) -> Recipe:
    """The recipe of that name. Raises WrongConfiguration, naming all, for another."""
    found = next((recipe for recipe in recipes() if recipe.name == name), None)
    if found is None:
        known = ", ".join(recipe.name for recipe in recipes())
        raise WrongConfiguration(f"there is no recipe {name!r}", f"Choose from: {known}.")
    return found


def _recipe(file_name: str, text: str) -> Recipe:
    lines = text.strip().splitlines()
    comments = [line.removeprefix("--").strip() for line in lines if line.startswith("--")]
    given = [match for comment in comments if (match := _PARAMETER.match(comment))]
    notes = [comment for comment in comments[1:] if not _PARAMETER.match(comment)]
    sql = "\n".join(line for line in lines if not line.startswith("--"))
    return Recipe(
        name=file_name.removesuffix(".sql").partition("_")[2].replace("_", "-"),
        question=comments[0],
        note=" ".join(notes),
        parameters={match[1]: typed_value(match[2]) for match in given},
        sql=sql.strip(),
    )
