"""A kind of source: what its settings have to be, and how a source is made of them."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sources.settings import SourceSettings
from sources.source import Source


@dataclass(frozen=True)
class Kind:
    """`open` is called with settings of this very class and the home, and reads nothing before the first batch."""

    settings: type[SourceSettings]
    open: Callable[[Any, Path], Source]
