"""The catalogue, and no deadline for a single example: machines are slow at times."""

import pytest
from hypothesis import settings

from worker.architecture.catalogue import Catalogue, load_catalogue

settings.register_profile("patient", deadline=None)
settings.load_profile("patient")


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return load_catalogue()
