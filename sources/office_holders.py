"""Lists of office holders: CSV, JSON lines or Parquet, a row an office that somebody held.

Columns: name, aliases (a list, or one text with "|" between them), country (a name, or a code of two or three letters;
empty or "World" for international bodies), office, start, end, as_of, wikidata_id. `role`, `wikidata` and `asof` are
read as office, wikidata_id and as_of. Days may be a year or a month alone: a start is then its first day, an end and an
as_of the last. Other columns are not read.
"""

import calendar
import csv
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from pydantic import ValidationError

from schemas.countries import country_named
from schemas.errors import BadInput
from schemas.office import OfficeHolding
from schemas.reject import Reject
from schemas.vocabulary import RejectReason
from sources.cleaning import clean_text
from sources.rejects import InvalidField, rejected

COLUMNS = ("name", "aliases", "country", "office", "start", "end", "as_of", "wikidata_id")
_OTHER_COLUMNS = {"role": "office", "wikidata": "wikidata_id", "asof": "as_of"}
_INTERNATIONAL = "world"
_DAY = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d{2})(?:-(?P<day>\d{2}))?)?")


@dataclass(frozen=True)
class _Row:
    """The fields of one row as they stand in the file, and its line (of a Parquet file: its number), from 1."""

    line: int
    fields: Mapping[str, Any]


def read_office_holders(path: Path) -> Iterator[OfficeHolding | Reject]:
    """The rows of a list of office holders, and a reject for each that is none, in the order of the file.

    A file that cannot be read at all is one reject. Equal rows come once.
    """
    seen = set()
    try:
        for row in _rows(path):
            if isinstance(row, Reject):
                yield row
                continue
            try:
                holding = _holding(row.fields)
            except BadInput as error:
                yield rejected(error, str(path), line=row.line, excerpt=_excerpt(row.fields))
                continue
            if holding.holding_id not in seen:
                seen.add(holding.holding_id)
                yield holding
    except BadInput as error:
        yield rejected(error, str(path))
    except (OSError, pa.ArrowInvalid, csv.Error) as error:
        told = BadInput(RejectReason.UNREADABLE, f"cannot be read: {error}", "Save it anew, and import it again.")
        yield rejected(told, str(path))


def _rows(path: Path) -> Iterator[_Row | Reject]:
    match path.suffix.lower():
        case ".csv":
            yield from _csv_rows(path)
        case ".jsonl" | ".ndjson":
            yield from _json_rows(path)
        case ".parquet":
            yield from _parquet_rows(path)
        case other:
            raise BadInput(
                RejectReason.UNKNOWN_FORMAT,
                f"is of a format that is not read: {other or 'no ending'}",
                "Name it .csv, .jsonl or .parquet for what it holds.",
            )


def _csv_rows(path: Path) -> Iterator[_Row]:
    with _decoded(path) as stream:
        reader = csv.DictReader(stream, strict=True)
        _check_columns(reader.fieldnames or ())
        for fields in reader:
            yield _Row(reader.line_num, {key: value for key, value in fields.items() if key is not None})


def _json_rows(path: Path) -> Iterator[_Row | Reject]:
    with _decoded(path) as stream:
        for number, line in enumerate(stream, 1):
            if not line.strip():
                continue
            try:
                fields = json.loads(line)
                if not isinstance(fields, dict):
                    raise BadInput(RejectReason.BROKEN_JSON, "is no JSON object", "Give each row as one object.")
            except (BadInput, json.JSONDecodeError) as error:
                told = error if isinstance(error, BadInput) else _broken(error)
                yield rejected(told, str(path), line=number, excerpt=line)
                continue
            yield _Row(number, fields)


def _parquet_rows(path: Path) -> Iterator[_Row]:
    with pq.ParquetFile(path) as file:
        _check_columns(file.schema_arrow.names)
        number = 0
        for batch in file.iter_batches():
            for fields in batch.to_pylist():
                number += 1
                yield _Row(number, fields)


def _decoded(path: Path) -> Any:
    """The file open as text. Raises BadInput where it is not UTF-8."""
    try:
        path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadInput(
            RejectReason.WRONG_ENCODING, f"is not UTF-8: {error.reason}", "Save it as UTF-8 and import it again."
        ) from error
    return path.open(encoding="utf-8-sig", newline="")


def _check_columns(names: Any) -> None:
    known = {_OTHER_COLUMNS.get(name, name) for name in names}
    if missing := [name for name in ("name", "office") if name not in known]:
        raise BadInput(
            RejectReason.INVALID_FIELD,
            f"has no column {' and no column '.join(missing)}",
            f"The columns are {', '.join(COLUMNS)}; only name and office are needed.",
        )


def _holding(fields: Mapping[str, Any]) -> OfficeHolding:
    row = {_OTHER_COLUMNS.get(name, name): value for name, value in fields.items()}
    try:
        return OfficeHolding(
            name=_name(_text(row, "name")),
            aliases=tuple(_name(alias) for alias in _aliases(row.get("aliases"))),
            country=_country(_text(row, "country")),
            office=_text(row, "office"),
            start=_day(row, "start", ends=False),
            end=_day(row, "end", ends=True),
            as_of=_day(row, "as_of", ends=True),
            wikidata_id=_text(row, "wikidata_id").rpartition("/")[2] or None,
        )
    except ValidationError as error:
        first = error.errors()[0]
        field = str(first["loc"][0]) if first["loc"] else "end"
        shown = str(row.get(field) or "").strip() or "nothing"
        message = str(first["msg"]).removeprefix("Value error, ")
        raise InvalidField(field, f"{field} is {shown}: {message}", "Correct the row and import it again.") from error


def _text(row: Mapping[str, Any], field: str) -> str:
    value = row.get(field)
    return "" if value is None else " ".join(clean_text(str(value)).split())


def _aliases(value: Any) -> list[str]:
    given = value if isinstance(value, list) else str(value or "").split("|")
    return sorted({" ".join(clean_text(str(alias)).split()) for alias in given} - {""})


def _name(name: str) -> str:
    """Lists write family names in capitals: "Jean-Yves LE DRIAN"."""
    return " ".join(word.title() if len(word) > 1 and word.isupper() else word for word in name.split())


def _country(text: str) -> str | None:
    if not text or text.casefold() == _INTERNATIONAL:
        return None
    code = country_named(text)
    if code is None:
        raise InvalidField("country", f"country {text!r} is not known", "Give its ISO code of three letters, as CHN.")
    return code


def _day(row: Mapping[str, Any], field: str, ends: bool) -> date | None:
    written = _text(row, field).partition("T")[0].partition(" ")[0]
    if not written:
        return None
    found = _DAY.fullmatch(written)
    try:
        if found is None:
            raise ValueError("it is not written as 2023-07-13, 2023-07 or 2023")
        year, month = int(found["year"]), int(found["month"] or (12 if ends else 1))
        last = calendar.monthrange(year, month)[1] if ends and 1 <= month <= 12 else 1
        return date(year, month, int(found["day"] or last))
    except ValueError as error:
        raise InvalidField(field, f"{field} {written!r} is no day: {error}", "Write it as 2023-07-13.") from error


def _broken(error: json.JSONDecodeError) -> BadInput:
    return BadInput(
        RejectReason.BROKEN_JSON, f"is no JSON at column {error.colno}: {error.msg}", "Correct the JSON there."
    )


def _excerpt(fields: Mapping[str, Any]) -> str:
    return ", ".join(str(value) for value in fields.values() if value not in (None, ""))
