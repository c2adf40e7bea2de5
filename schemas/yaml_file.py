"""YAML that people write, as models: every error names file and line."""

from pathlib import Path
from typing import TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from schemas.errors import WrongConfiguration

M = TypeVar("M", bound=BaseModel)


# libyaml reads ten times faster than Python; a platform without it has the slow one.
_SafeLoader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Loader(_SafeLoader):  # type: ignore[misc, valid-type] # one of two classes
    """Reads `on`, `off`, `yes` and `no` as the words they are: "on" is a preposition, "no" a country."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, regexp) for tag, regexp in resolvers if tag != "tag:yaml.org,2002:bool" or first in "tTfF"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def compose(path: Path, remedy: str = "Restore the file, or reinstall Chancery.") -> yaml.Node:
    """The file's content with the line of each part. `remedy` is for a file that cannot be read.

    Raises WrongConfiguration where there is no file, no YAML, or nothing in it.
    """
    try:
        node = yaml.compose(path.read_text(encoding="utf-8"), Loader=_Loader)
    except OSError as error:
        raise WrongConfiguration(f"{path}: {error.strerror}", remedy) from error
    except UnicodeDecodeError as error:
        raise WrongConfiguration(f"{path}: is not UTF-8 at byte {error.start}", "Save it as UTF-8.") from error
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise WrongConfiguration(f"{path}:{line}: {error.problem}", "Mend the YAML on that line.") from error
    except (yaml.YAMLError, RecursionError) as error:
        raise WrongConfiguration(f"{path}:1: {str(error).splitlines()[0]}", "Mend the YAML.") from error
    if node is None:
        raise WrongConfiguration(f"{path}:1: the file is empty")
    return node


def validated(path: Path, node: yaml.Node, model: type[M], remedy: str) -> M:
    """The model of a part of the file. Raises WrongConfiguration naming the line of what does not fit; `remedy` says
    where the fields are described."""
    try:
        data = yaml.constructor.SafeConstructor().construct_document(node)
    except (yaml.MarkedYAMLError, ValueError) as error:
        mark = error.problem_mark if isinstance(error, yaml.MarkedYAMLError) else None
        line = (mark or node.start_mark).line + 1
        problem = error.problem if isinstance(error, yaml.MarkedYAMLError) else error
        raise WrongConfiguration(f"{path}:{line}: {problem}", "Mend the YAML on that line.") from error
    try:
        return model.model_validate(data)
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(map(str, first["loc"])) or "the entry"
        said = first["msg"].removeprefix("Value error, ")
        raise WrongConfiguration(f"{path}:{line_of(node, first['loc'])}: {field}: {said}", remedy) from error


def line_of(node: yaml.Node, location: tuple[int | str, ...]) -> int:
    """The line (from 1) of the deepest part of `location` that exists in the file."""
    for step in location:
        child = None
        if isinstance(node, yaml.MappingNode):
            child = next((value for key, value in node.value if key.value == str(step)), None)
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
            child = node.value[step]
        if child is None:
            break
        node = child
    return int(node.start_mark.line) + 1
