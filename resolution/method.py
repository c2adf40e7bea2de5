"""What names the rules by which records are put together into events: other rules, another name."""

import hashlib
from functools import lru_cache
from importlib.resources import files


@lru_cache(maxsize=1)
def method_id() -> str:
    """A hash over the code of this room: what an earlier version has worked out is worked out anew."""
    digest = hashlib.sha256()
    for path in sorted(files("resolution").iterdir(), key=lambda path: path.name):
        if path.name.endswith(".py"):
            digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:16]
