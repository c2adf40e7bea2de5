"""A new source from its address alone: the settings that fit it, written into a file of its own."""

import re
from pathlib import Path

import yaml

from schemas.errors import WrongConfiguration
from sources.configured import FOLDER, configured_sources, read_settings
from sources.local.kinds import ARCHIVES, DROPS

_WEB = re.compile(r"https?://", re.IGNORECASE)


def add_source(home: Path, address: str, name: str | None, kind: str | None, title: str) -> Path:
    """Write the settings of a source at `address` into the home; the file.

    Name and kind follow from the address where they are not given. Raises WrongConfiguration, and leaves nothing
    behind, where there is such a source already, nothing at the address, or settings that do not hold.
    """
    fields: dict[str, object] = {"name": name or _name_of(address)}
    if _WEB.match(address):
        fields |= {"kind": kind or _web_kind(address), "url": address}
    else:
        fields |= {"kind": kind or _local_kind(Path(address)), "path": _from_home(Path(address), home)}
    if title:
        fields["title"] = title
    path = home / FOLDER / f"{fields['name']}.yaml"
    there = {each.name: each.place for each in configured_sources(home)}
    if path.exists() or fields["name"] in there:
        raise WrongConfiguration(f"there is a source {fields['name']} already", "Give this one another --name.")
    place = fields.get("url") or fields["path"]
    if others := [name for name, each in there.items() if each == place]:
        raise WrongConfiguration(
            f"the source {others[0]} reads {place} already", f"Change {FOLDER}/{others[0]}.yaml, or delete it first."
        )
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(".yaml.draft")
    draft.write_text(yaml.safe_dump(fields, sort_keys=False, allow_unicode=True), encoding="utf-8")
    try:
        read_settings(draft)
        draft.rename(path)
    finally:
        draft.unlink(missing_ok=True)
    return path


def _name_of(address: str) -> str:
    """A name made of the host of a web address, or of the last part of a path."""
    last = _WEB.sub("", address).split("/")[0].removeprefix("www.") if _WEB.match(address) else Path(address).stem
    return re.sub(r"[^a-z0-9]+", "-", last.lower()).strip("-")[:64] or "source"


def _web_kind(address: str) -> str:
    """A sitemap by its usual name; any other address is taken for a feed, unless the user says more."""
    return "sitemap" if re.search(r"sitemap[^/]*\.xml(\.gz)?$", address, re.IGNORECASE) else "feed"


def _local_kind(path: Path) -> str:
    """By the ending of the file, or of the files in the folder if all have it; else a folder of articles."""
    if not path.exists():
        raise WrongConfiguration(
            f"there is no {path}", "Give a folder or a file that exists, or an address that begins with https://."
        )
    names = [each.name.lower() for each in path.iterdir()] if path.is_dir() else [path.name.lower()]
    for kind, endings in (("jsonl", tuple(DROPS)), ("warc", tuple(ARCHIVES))):
        if names and all(name.endswith(endings) for name in names):
            return kind
    return "folder"


def _from_home(path: Path, home: Path) -> str:
    absolute = path.expanduser().absolute()
    return str(absolute.relative_to(home) if absolute.is_relative_to(home) else absolute)
