"""A lake that several machines share, on S3-compatible storage: packages go there and come from there, whole.

The home's own lake stays the place where packages are written and loaded from; what another machine has written is
brought here first, and what was written here is brought there. Storage of this kind cannot rename, so a package's
manifest goes last: one without a manifest is not there yet. Every file that arrives is compared with its manifest.

`CHANCERY_LAKE=s3://bucket/folder` names it; `endpoint_override`, `scheme` and `region` may follow as parameters, as
Arrow knows them. Keys come from the environment (AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY), never from the address.
"""

import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from pyarrow import ArrowInvalid
from pyarrow.fs import FileSelector, FileSystem, FileType

from schemas.errors import DamagedData, WrongConfiguration
from schemas.load import Load, PackageKind
from schemas.secrets import without_secrets
from warehouse.home import Home
from warehouse.packages import MANIFEST, UNFINISHED, flush, package_folder, packages, read_manifest, verify

VARIABLE = "CHANCERY_LAKE"
_CHUNK_BYTES = 1 << 20


Packages = dict[tuple[PackageKind, str], Load]


@dataclass(frozen=True)
class Exchanged:
    """How many packages came from the shared lake, how many went there, and a message for each that is damaged."""

    brought: int = 0
    sent: int = 0
    damaged: tuple[str, ...] = ()


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

        A damaged package, there or here, is named and left; the others are exchanged. Packages that a compacted one
        replaces are deleted there once that one is there in full. Raises WrongConfiguration where the storage does not
        answer; what has arrived before stays.
        """
        with self._answering():
            return self._exchange(home)

    def bring(self, home: Home, kind: PackageKind, load_id: str) -> None:
        """Bring that one package. Raises DamagedData where it is not there as it was written, WrongConfiguration where
        the storage does not answer."""
        place = f"{self._folder(kind, load_id)}/{MANIFEST}"
        damaged: list[str] = []
        with self._answering(), self._files.open_input_stream(place) as stream:
            self._bring(home, Load.model_validate_json(stream.read()), damaged)
        _raise_damaged(damaged)

    def send(self, home: Home, kind: PackageKind, load_id: str) -> None:
        """Send that one package. Raises DamagedData where it is not what was written, WrongConfiguration where the
        storage does not answer."""
        damaged: list[str] = []
        with self._answering():
            self._send(home, read_manifest(package_folder(home, kind, load_id)), damaged)
        _raise_damaged(damaged)

    def _exchange(self, home: Home) -> Exchanged:
        damaged: list[str] = []
        there = self._manifests(damaged)
        here = {(load.kind, load.load_id): load for load in packages(home)}
        replaced = _replaced(there) | _replaced(here)
        missing, unsent = there.keys() - here.keys() - replaced, here.keys() - there.keys() - replaced
        brought = [key for key in sorted(missing) if self._bring(home, there[key], damaged)]
        sent = [key for key in sorted(unsent) if self._send(home, here[key], damaged)]
        # Only what another package holds that is there in full: one that could not be sent replaces nothing there.
        there.update({key: here[key] for key in sent})
        for kind, load_id in sorted(_replaced(there) & there.keys()):
            self._files.delete_dir(self._folder(kind, load_id))
        return Exchanged(len(brought), len(sent), tuple(damaged))

    @contextmanager
    def _answering(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise WrongConfiguration(
                f"the shared lake {self._address} does not answer as it should: {error}",
                "Look at the address, the keys in the environment, and the network; nothing here was changed.",
            ) from error

    def _manifests(self, damaged: list[str]) -> Packages:
        found: Packages = {}
        for kind in PackageKind:
            selector = FileSelector(f"{self._root}/{kind.value}", allow_not_found=True, recursive=True)
            for info in self._files.get_file_info(selector):
                if info.type is not FileType.File or info.base_name != MANIFEST:
                    continue
                with self._files.open_input_stream(info.path) as stream:
                    text = stream.read()
                try:
                    load = Load.model_validate_json(text)
                except ValueError:
                    damaged.append(f"{info.path} in the shared lake is no manifest of a package")
                    continue
                if info.path == f"{self._folder(kind, load.load_id)}/{MANIFEST}" and load.kind is kind:
                    found[kind, load.load_id] = load
                else:
                    damaged.append(f"{info.path} in the shared lake is the manifest of another package")
        return found

    def _bring(self, home: Home, load: Load, damaged: list[str]) -> bool:
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
        except (DamagedData, FileNotFoundError):
            damaged.append(f"{self._folder(load.kind, load.load_id)} in the shared lake is not what was written")
            return False
        finally:
            shutil.rmtree(unfinished, ignore_errors=True)
        return True

    def _send(self, home: Home, load: Load, damaged: list[str]) -> bool:
        place = package_folder(home, load.kind, load.load_id)
        try:
            verify(home, load)
        except DamagedData as error:
            damaged.append(error.message)
            return False
        self._files.create_dir(self._folder(load.kind, load.load_id), recursive=True)
        for name in (*load.sha256, MANIFEST):
            self._upload(place / name, f"{self._folder(load.kind, load.load_id)}/{name}")
        return True

    def _upload(self, source: Path, target: str) -> None:
        """Raises OSError where what is there afterwards is not what was sent."""
        content = source.read_bytes()
        with self._files.open_output_stream(target) as stream:
            stream.write(content)
        with self._files.open_input_stream(target) as stream:
            arrived = stream.read()
        if arrived != content:
            self._files.delete_file(target)
            raise OSError(f"{target} did not arrive as it was sent")

    def _download(self, source: str, target: Path) -> None:
        with self._files.open_input_stream(source) as stream, target.open("wb") as file:
            while chunk := stream.read(_CHUNK_BYTES):
                file.write(chunk)

    def _folder(self, kind: PackageKind, load_id: str) -> str:
        return f"{self._root}/{kind.value}/load={load_id}"


def _raise_damaged(damaged: Sequence[str]) -> None:
    if damaged:
        raise DamagedData(damaged[0], "Restore it from a backup, or read its articles again.")


def _replaced(found: Packages) -> set[tuple[PackageKind, str]]:
    """What the packages replace."""
    return {(load.kind, name) for load in found.values() for name in load.replaces}


def exchange(home: Home, environment: Mapping[str, str]) -> Exchanged:
    """Exchange packages with the shared lake that the environment names; nothing happens where it names none."""
    address = environment.get(VARIABLE, "").strip()
    return SharedLake(address).exchange(home) if address else Exchanged()
