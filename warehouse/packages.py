"""Packages of the lake: folders of Parquet files, written once, complete or not there at all.

A package is made under a temporary name beside its place, read back, flushed to the disk and renamed; a
process that dies on the way leaves a folder that nobody looks at.
"""

import hashlib
import json
import os
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from schemas.errors import DamagedData, WrongConfiguration
from schemas.load import Load, PackageKind
from warehouse.home import Home

SCHEMA_VERSION = 3
MANIFEST = "package.json"
UNFINISHED = ".unfinished-"
ROWS_A_GROUP = 32_768
"""Of a Parquet file, and of the loader's tables. Groups are what DuckDB's threads share among each other: a file of one
group is read by one thread. A multiple of DuckDB's vectors of 2,048."""


@dataclass(frozen=True)
class Survey:
    """What lies in the lake: the packages in the order in which they were written, and those that are unreadable."""

    loads: list[Load]
    damaged: list[DamagedData]


def write_package(
    home: Home,
    kind: PackageKind,
    load_id: str,
    tables: Mapping[str, pa.Table],
    now: datetime,
    replaces: Sequence[str] = (),
) -> Load:
    """Write the tables as one package; a package of that name that is there already is left as it is.

    `now` needs a time zone; `replaces` names the packages whose rows are in this one. Raises WrongConfiguration where
    the disk refuses.
    """
    place = package_folder(home, kind, load_id)
    if place.exists():
        return read_manifest(place)
    unfinished = place.with_name(f"{UNFINISHED}{place.name}-{os.getpid()}")
    try:
        shutil.rmtree(unfinished, ignore_errors=True)
        unfinished.mkdir(parents=True)
        load = _fill(unfinished, kind, load_id, tables, now, replaces)
        flush(unfinished)
        unfinished.replace(place)
        flush_names(place.parent)
    except OSError as error:
        shutil.rmtree(unfinished, ignore_errors=True)
        if place.exists():  # another process wrote the same package at the same time
            return read_manifest(place)
        raise WrongConfiguration(
            f"the package {place} cannot be written: {error.strerror}", "Free some disk space or mend the permissions."
        ) from error
    return load


def packages(home: Home, kind: PackageKind | None = None) -> list[Load]:
    """The packages of the lake that say what they are, in the order in which they were written."""
    return survey(home, kind).loads


def survey(home: Home, kind: PackageKind | None = None) -> Survey:
    """Every complete package of the lake; one whose manifest cannot be read hides none of the others."""
    found = Survey([], [])
    for each in [kind] if kind else list(PackageKind):
        for folder in sorted((home.lake / each.value).glob("load=*")):
            if not (folder / MANIFEST).exists():
                continue
            try:
                found.loads.append(read_manifest(folder))
            except DamagedData as error:
                found.damaged.append(error)
    found.loads.sort(key=lambda load: (load.written, load.load_id, load.kind))
    return found


def package_folder(home: Home, kind: PackageKind, load_id: str) -> Path:
    """Where the package lies or would lie."""
    return home.lake / kind.value / f"load={load_id}"


def read_manifest(folder: Path) -> Load:
    """What the package says of itself. Raises DamagedData where it cannot be read."""
    try:
        return Load.model_validate_json((folder / MANIFEST).read_bytes())
    except (OSError, ValueError) as error:
        raise DamagedData(
            f"the package {folder} has no readable {MANIFEST}",
            "Move the folder out of the lake, then read its articles again.",
        ) from error


def verify(home: Home, load: Load, folder: Path | None = None) -> None:
    """Raises DamagedData where a file of the package is not what was written, or a later version wrote it.

    `folder` is where it lies if not in its place.
    """
    if load.schema_version > SCHEMA_VERSION:
        raise DamagedData(
            f"the package {load.kind}/{load.load_id} is of schema version {load.schema_version}, "
            f"this program reads up to {SCHEMA_VERSION}",
            "Load it with the version of Chancery that wrote it, or a later one.",
        )
    folder = folder or package_folder(home, load.kind, load.load_id)
    for name, digest in load.sha256.items():
        path = folder / name
        if not path.exists() or _sha256(path) != digest:
            raise DamagedData(
                f"the file {path} is not what was written",
                "Restore it from a backup, or move the package out of the lake and read its articles again.",
            )


def _fill(
    folder: Path,
    kind: PackageKind,
    load_id: str,
    tables: Mapping[str, pa.Table],
    now: datetime,
    replaces: Sequence[str],
) -> Load:
    rows, digests = {}, {}
    for name, table in tables.items():
        path = folder / f"{name}.parquet"
        pq.write_table(table, path, compression="zstd", row_group_size=ROWS_A_GROUP)
        if pq.read_metadata(path).num_rows != table.num_rows:
            raise DamagedData(f"{path} does not read back as it was written", "Check the disk.")
        rows[path.name], digests[path.name] = table.num_rows, _sha256(path)
    load = Load(
        load_id=load_id,
        kind=kind,
        written=now,
        rows=rows,
        sha256=digests,
        schema_version=SCHEMA_VERSION,
        replaces=tuple(replaces),
    )
    # Nothing replaced, nothing said: an earlier version of the program reads such a manifest, too.
    told = load.model_dump(mode="json", exclude=None if replaces else {"replaces"})
    (folder / MANIFEST).write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")
    return load


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def flush(folder: Path) -> None:
    """See to it that the files of a folder and of those in it, and their names, are on the disk."""
    for path in folder.iterdir():
        if path.is_dir():
            flush(path)
            continue
        with path.open("rb") as file:
            os.fsync(file.fileno())
    flush_names(folder)


def flush_names(folder: Path) -> None:
    """See to it that the names in a folder are on the disk."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
