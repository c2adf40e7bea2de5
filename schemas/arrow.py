"""Arrow schemas and tables made from the models, so that a field is defined in one place only.

A model becomes a struct, a tuple a list, an enumeration a string; a union of models becomes the struct of all
their fields, those that not every member has being nullable.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from enum import Enum
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

import pyarrow as pa
from pydantic import BaseModel

_SCALARS: dict[type, pa.DataType] = {
    str: pa.string(),
    int: pa.int64(),
    float: pa.float64(),
    bool: pa.bool_(),
    date: pa.date32(),
    # UTC without a zone, as everything in the warehouse: DuckDB casts one with a zone by the zone of the machine.
    datetime: pa.timestamp("us"),
}


def arrow_schema(model: Any) -> pa.Schema:
    """The Arrow schema of a model or of a union of models, in the order of their fields."""
    return pa.schema(_fields(_members(model)))


def arrow_table(model: Any, rows: Sequence[BaseModel] | Iterable[BaseModel]) -> pa.Table:
    """The rows as an Arrow table with the schema of `model`."""
    return pa.Table.from_pylist([row.model_dump(mode="python") for row in rows], schema=arrow_schema(model))


def _members(model: Any) -> list[type[BaseModel]]:
    while get_origin(model) is Annotated:
        model = get_args(model)[0]
    return list(get_args(model)) if get_origin(model) in (Union, UnionType) else [model]


def _fields(models: list[type[BaseModel]]) -> list[pa.Field]:
    names = dict.fromkeys(name for model in models for name in model.model_fields)
    return [_field(name, models) for name in names]


def _field(name: str, models: list[type[BaseModel]]) -> pa.Field:
    having = [model for model in models if name in model.model_fields]
    kind, nullable = _arrow_type(having[0].model_fields[name].annotation)
    return pa.field(name, kind, nullable=nullable or len(having) < len(models))


def _arrow_type(annotation: Any) -> tuple[pa.DataType, bool]:
    """The Arrow type of an annotation, and whether it may be null."""
    while get_origin(annotation) is Annotated:
        annotation = get_args(annotation)[0]
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin in (Union, UnionType):
        (inner,) = [a for a in arguments if a is not NoneType]
        return _arrow_type(inner)[0], NoneType in arguments
    if origin is tuple:
        item, nullable = _arrow_type(arguments[0])
        return pa.list_(pa.field("item", item, nullable=nullable)), False
    if origin is Literal or (isinstance(annotation, type) and issubclass(annotation, Enum)):
        return pa.string(), False
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return pa.struct(_fields([annotation])), False
    return _SCALARS[annotation], False
