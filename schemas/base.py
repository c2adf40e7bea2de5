"""The base of every model: immutable, and strict about unknown fields."""

from pydantic import BaseModel, ConfigDict


class Model(BaseModel):
    """A frozen Pydantic model that refuses fields it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")
