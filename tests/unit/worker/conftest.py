"""The catalogue and architectures made of it."""

import pytest

from worker.architecture.catalogue import Catalogue, load_catalogue


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return load_catalogue()
