"""Which CAMEO and PLOVER code an event has, by its kind, status, type, channel and who acts in which role.

`cameo.csv` has the codes, with the names and Goldstein scores of the public CAMEO codebook and scale. `mapping.csv`
has the rules: a blank condition holds for everything, the row with the most conditions wins, and blank codes mean
that those schemes have none for it.
"""

import csv
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from itertools import product
from typing import Annotated, Literal

import pyarrow as pa
from pydantic import BeforeValidator, Field, ValidationError

from schemas.base import Model
from schemas.errors import WrongConfiguration
from schemas.vocabulary import ROLES_BY_KIND, ActorKind, Channel, IncidentType, Kind, Role, Status

# Roots of CAMEO in the four classes of GDELT: verbal and material cooperation, verbal and material conflict.
_QUAD_CLASSES = ((5, 1), (8, 2), (13, 3), (20, 4))

Blank = BeforeValidator(lambda value: value or None)
PloverCode = Literal["AGREE", "CONSULT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"]


class CameoCode(Model):
    """A code of CAMEO. The score is Goldstein's, from -10 (conflict) to 10 (cooperation)."""

    cameo_code: Annotated[str, Field(pattern=r"^(0[1-9]|1\d|20)\d{1,2}$")]
    code_name: Annotated[str, Field(min_length=1)]
    goldstein_score: Annotated[float, Field(ge=-10, le=10)]

    @property
    def quad_class(self) -> int:
        """1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict."""
        root = int(self.cameo_code[:2])
        return next(quad for last, quad in _QUAD_CLASSES if root <= last)


class Rule(Model):
    """A row of the mapping: conditions, then codes. A condition that is null holds for everything."""

    kind: Kind
    status: Status
    incident_type: Annotated[IncidentType | None, Blank]
    channel: Annotated[Channel | None, Blank]
    source_role: Annotated[Role | None, Blank]
    source_kind: Annotated[ActorKind | None, Blank]
    cameo_code: Annotated[str | None, Blank]
    plover_code: Annotated[PloverCode | None, Blank]
    plover_mode: Annotated[str | None, Blank]

    def conditions(self) -> tuple[str | None, ...]:
        """What must hold, in the order of `Case`."""
        return (self.kind, self.status, self.incident_type, self.channel, self.source_role, self.source_kind)

    def holds(self, case: "Case") -> bool:
        """Whether the rule speaks of the case."""
        return all(wanted is None or wanted == found for wanted, found in zip(self.conditions(), case, strict=True))

    def weight(self) -> int:
        """How many conditions it has."""
        return sum(condition is not None for condition in self.conditions())


Case = tuple[str, str, str, str, str, str]
"""Kind, status, incident type, channel, role and kind of the source; empty where the kind of event has none."""


@cache
def cameo_codes() -> tuple[CameoCode, ...]:
    """Every code, sorted. Raises WrongConfiguration, with file and line, for a row that is none."""
    codes = tuple(CameoCode.model_validate(row) for row in _rows("cameo.csv", CameoCode))
    return tuple(sorted(codes, key=lambda code: code.cameo_code))


@cache
def rules() -> tuple[Rule, ...]:
    """Every rule. Raises WrongConfiguration, with file and line, for a row that is none or names no known code."""
    known = {code.cameo_code for code in cameo_codes()}
    found = []
    for line, row in enumerate(_rows("mapping.csv", Rule), start=2):
        rule = Rule.model_validate(row)
        if rule.cameo_code is not None and rule.cameo_code not in known:
            raise _wrong("mapping.csv", line, f"cameo_code {rule.cameo_code} is not in cameo.csv")
        if (rule.cameo_code is None) != (rule.plover_code is None):
            raise _wrong("mapping.csv", line, "give a code of both schemes, or of neither")
        found.append(rule)
    return tuple(found)


def code_of(case: Case, among: Iterable[Rule] | None = None) -> Rule:
    """The rule for a case. Raises WrongConfiguration where none holds, or where two do with as many conditions."""
    holding = sorted((rule for rule in among or rules() if rule.holds(case)), key=Rule.weight, reverse=True)
    told = "|".join(case)
    if not holding:
        raise WrongConfiguration(f"mapping.csv has no row for {told}", "Add one; its codes may be blank.")
    if len(holding) > 1 and holding[0].weight() == holding[1].weight():
        raise WrongConfiguration(f"mapping.csv has two rows for {told}", "Add a condition to one of them.")
    return holding[0]


def cases() -> Iterator[Case]:
    """Every case that there can be."""
    for kind, status in product(Kind, Status):
        types = list(IncidentType) if kind is Kind.INCIDENT else [""]
        channels = list(Channel) if kind is Kind.MEETING else [""]
        for one, channel, role, actor in product(types, channels, sorted(ROLES_BY_KIND[kind]), ["", *ActorKind]):
            yield str(kind), str(status), str(one), str(channel), str(role), str(actor)


@cache
def mapping_table() -> pa.Table:
    """The code of every case as an Arrow table: what the star is joined with."""
    names = ("kind", "status", "incident_type", "channel", "source_role", "source_kind")
    rows = []
    for case in cases():
        rule = code_of(case)
        codes: dict[str, str | None] = {
            "cameo_code": rule.cameo_code,
            "plover_code": rule.plover_code,
            "plover_mode": rule.plover_mode,
        }
        rows.append({**dict(zip(names, case, strict=True)), **codes})
    return pa.Table.from_pylist(rows, pa.schema([(name, pa.string()) for name in rows[0]]))


@cache
def cameo_table() -> pa.Table:
    """The codes as an Arrow table, with root and class."""
    rows = [
        code.model_dump() | {"cameo_root_code": code.cameo_code[:2], "quad_class": code.quad_class}
        for code in cameo_codes()
    ]
    return pa.Table.from_pylist(rows)


def _rows(name: str, model: type[Model]) -> list[dict[str, str]]:
    text = (files("warehouse.codes") / name).read_text(encoding="utf-8")
    rows = list(csv.DictReader(text.splitlines()))
    for line, row in enumerate(rows, start=2):
        try:
            model.model_validate(row)
        except ValidationError as error:
            first = error.errors()[0]
            field = ".".join(str(part) for part in first["loc"])
            raise _wrong(name, line, f"{field} is {first.get('input')!r}: {first['msg']}") from error
    return rows


def _wrong(name: str, line: int, message: str) -> WrongConfiguration:
    return WrongConfiguration(f"warehouse/codes/{name}, line {line}: {message}", "Correct the row there.")
