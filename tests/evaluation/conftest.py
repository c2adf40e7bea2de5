"""Where the annotated files beside the checkout are, if they are; and the extractor, loaded once."""

from pathlib import Path

import pytest

from extraction.extractor import Extractor, load_extractor

SHARED = Path(__file__).resolve().parents[2].parent / "shared"


@pytest.fixture
def shared() -> Path:
    """The folder of annotated articles beside the checkout; skips the test where there is none."""
    if not SHARED.is_dir():
        pytest.skip(f"{SHARED} is not there: its annotated articles are not part of the project")
    return SHARED


@pytest.fixture(scope="session")
def extractor() -> Extractor:
    return load_extractor()
