"""What the acceptance tests share: the editions they build."""

from __future__ import annotations

from pathlib import Path

import pytest
from building import shared_root


@pytest.fixture(scope="session")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    return {"root": shared_root(tmp_path_factory)}
