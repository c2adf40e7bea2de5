"""Where the annotated files beside the checkout are, if they are."""

from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[2].parent / "shared"


@pytest.fixture
def shared() -> Path:
    """The folder of annotated articles beside the checkout; skips the test where there is none."""
    if not SHARED.is_dir():
        pytest.skip(f"{SHARED} is not there: its annotated articles are not part of the project")
    return SHARED
