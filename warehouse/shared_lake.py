"""A lake that several machines share, on S3-compatible storage: packages go there and come from there, whole.

The home's own lake stays the place where packages are written and loaded from; what another machine has written is
brought here first, and what was written here is brought there. Storage of this kind cannot rename, so a package's
manifest goes last: one without a manifest is not there yet. Every file that arrives is compared with its manifest.

`CHANCERY_LAKE=s3://bucket/folder` names it; `endpoint_override`, `scheme` and `region` may follow as parameters, as
Arrow knows them. Keys come from the environment (AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY), never from the address.
"""

import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pyarrow import ArrowInvalid
from pyarrow.fs import FileSelector, FileSystem, FileType

from schemas.errors import DamagedData, WrongConfiguration
from schemas.load import Load, PackageKind
from schemas.secrets import without_secrets
from warehouse.home import Home
from warehouse.packages import MANIFEST, UNFINISHED, flush, package_folder, packages, verify

VARIABLE = "CHANCERY_LAKE"
_CHUNK_BYTES = 1 << 20


@dataclass(frozen=True)
class Exchanged:
    """How many packages came from the shared lake, and how many went there."""

    brought: int
    sent: int


class SharedLake:
    """The packages under one address."""

    def __init__(self, address: str) -> None:
        """Raises WrongConfiguration for an address that is none, or that has keys in it."""
        shown = without_secrets(address)
        if shown != address:
            raise WrongConfiguration(
                f"the address of the shared lake has keys in it: {shown}",
                "Leave them out and set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.",
            )
        try:
            self._files, self._root = FileSystem.from_uri(address)
        except (ArrowInvalid, OSError, ValueError) as error:
            raise WrongConfiguration(
                f"{address!r} is no address of a lake: {error}",
                f"Set {VARIABLE} to something like s3://bucket/folder?region=eu-central-1.",
            ) from error
        self._address = address

    def exchange(self, home: Home) -> Exchanged:
        """Bring what others have written, send what was written here.

        Raises WrongConfiguration where the storage does not answer, DamagedData for a package that does not arrive as
        it was written; what has arrived before stays.
        """
        try:
            there = self._manifests()
            gone = {(kind, name) for (kind, _), load in there.items() for name in load.replaces}
            here = {(load.kind, load.load_id): load for load in packages(home)}
            gone |= {(load.kind, name) for load in here.values() for name in load.replaces}
            wanted = sorted(there.keys() - here.keys() - gone)
            for key in wanted:
                self._bring(home, there[key])
            unsent = sorted(here.keys() - there.keys() - gone)
            for key in unsent:
                self._send(home, here[key])
            for kind, name in sorted(gone & there.keys()):
                self._files.delete_dir(self._folder(kind, name))
        except OSError as error:
            raise WrongConfiguration(
                f"the shared lake {self._address} does not answer as it should: {error}",
                "Look at the address, the keys in the environment, and the network; nothing here was changed.",
            ) from error
        return Exchanged(len(wanted), len(unsent))

    def _manifests(self) -> dict[tuple[PackageKind, str], Load]:
        found = {}
        for kind in PackageKind:
            selector = FileSelector(f"{self._root}/{kind.value}", allow_not_found=True, recursive=True)
            for info in self._files.get_file_info(selector):
                if info.type is FileType.File and info.base_name == MANIFEST:
                    with self._files.open_input_stream(info.path) as stream:
                        load = Load.model_validate_json(stream.read())
                    found[kind, load.load_id] = load
        return found

    def _bring(self, home: Home, load: Load) -> None:
        place = package_folder(home, load.kind, load.load_id)
        unfinished = place.with_name(f"{UNFINISHED}{place.name}-{os.getpid()}")
        try:
            shutil.rmtree(unfinished, ignore_errors=True)
            unfinished.mkdir(parents=True)
            for name in (*load.sha256, MANIFEST):
                self._download(f"{self._folder(load.kind, load.load_id)}/{name}", unfinished / name)
            verify(home, load, unfinished)
            flush(unfinished)
            if not place.exists():
                unfinished.replace(place)
        finally:
            shutil.rmtree(unfinished, ignore_errors=True)

    def _send(self, home: Home, load: Load) -> None:
        place = package_folder(home, load.kind, load.load_id)
        try:
            verify(home, load)
        except DamagedData:
            return  # the loader names it; nobody else shall have it
        self._files.create_dir(self._folder(load.kind, load.load_id), recursive=True)
        for name in (*load.sha256, MANIFEST):
            with self._files.open_output_stream(f"{self._folder(load.kind, load.load_id)}/{name}") as stream:
                stream.write((place / name).read_bytes())

    def _download(self, source: str, target: Path) -> None:
        with self._files.open_input_stream(source) as stream, target.open("wb") as file:
            while chunk := stream.read(_CHUNK_BYTES):
                file.write(chunk)

    def _folder(self, kind: PackageKind, load_id: str) -> str:
        return f"{self._root}/{kind.value}/load={load_id}"


def exchange(home: Home, environment: Mapping[str, str]) -> Exchanged | None:
    """Exchange packages with the shared lake that the environment names; None where it names none."""
    address = environment.get(VARIABLE, "").strip()
    return SharedLake(address).exchange(home) if address else None
