"""`chancery doctor`: is this environment fit to run Chancery, and what to do where it is not."""

import shutil
import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import NamedTuple

import typer

from cli.options import DEFAULT_HOME, HomeOption

# (package, from, below): the ranges that work together; the reasons are in docs/architecture.md.
_RANGES = (
    ("prefect", "3.8.8", "3.9"),
    ("fastapi", "0.139", "0.151"),
    ("sqlalchemy", "2.0", "2.1"),
    ("duckdb", "1.5.5", "1.6"),
    ("pyarrow", "26", "27"),
    ("pydantic", "2.14", "3"),
    ("spacy", "3.8", "3.9"),
    ("dateparser", "1.5", "2"),
)
_FREE_BYTES = 1_000_000_000


class Finding(NamedTuple):
    """One thing looked at: `state` is ok, warn or fail."""

    state: str
    what: str
    remedy: str = ""


def doctor_command(home: HomeOption = DEFAULT_HOME) -> None:
    """Check the environment, and say what to do where it is amiss.

    Looks at Python, packages, the language model, the home and the disk.

    Example: chancery doctor --home /srv/chancery
    """
    failed = False
    for finding in _findings(home):
        typer.echo(f"{finding.state:<5} {finding.what}")
        if finding.remedy:
            typer.echo(f"      {finding.remedy}")
        failed = failed or finding.state == "fail"
    if failed:
        raise typer.Exit(1)


def _findings(home: Path) -> Iterator[Finding]:
    yield _python()
    yield from (_package(*entry) for entry in _RANGES)
    yield _model()
    yield _home(home)
    yield _disk(home)


def _python() -> Finding:
    found = ".".join(map(str, sys.version_info[:3]))
    return Finding("ok", f"Python {found}")


def _package(name: str, lowest: str, below: str) -> Finding:
    try:
        found = version(name)
    except PackageNotFoundError:
        return Finding("fail", f"{name} is not installed", "Run `make run`: it installs the locked versions.")
    if not _numbers(lowest) <= _numbers(found) < _numbers(below):
        return Finding(
            "fail", f"{name} {found} (needs {lowest} up to below {below})", "Install requirements/run.txt again."
        )
    return Finding("ok", f"{name} {found}")


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in text.split(".") if part.isdigit())


def _model() -> Finding:
    try:
        from extraction.extractor import load_extractor

        return Finding("ok", f"extractor {load_extractor().fingerprint}")
    except (ImportError, OSError, ValueError) as error:
        return Finding("fail", f"the extractor does not load: {error}", "Install requirements/run.txt again.")


def _home(home: Path) -> Finding:
    from schemas.errors import ChanceryError
    from warehouse.home import Home
    from warehouse.overview import status

    found = Home.at(home)
    if not found.root.exists():
        return Finding("ok", f"home {found.root} does not exist yet; the first run makes it")
    try:
        Home.open(home)
        described = status(found)
    except ChanceryError as error:
        return Finding("fail", error.message, error.remedy)
    return Finding(
        "ok", f"home {found.root}: {described.package_count} packages, {sum(described.records.values())} records"
    )


def _disk(home: Path) -> Finding:
    place = next(folder for folder in (home.absolute(), *home.absolute().parents) if folder.exists())
    free = shutil.disk_usage(place).free
    shown = f"{free / 1e9:.1f} GB free at {place}"
    if free < _FREE_BYTES:
        return Finding("warn", shown, "Less than 1 GB: free some space before a large run.")
    return Finding("ok", shown)
