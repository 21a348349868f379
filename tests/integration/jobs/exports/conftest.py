"""Organizations with something to export, and what came of it."""

import io
import json
from collections.abc import Callable, Iterator
from typing import Any
from zipfile import ZipFile

import pytest

from jobs.chores.services import Services
from jobs.database import Database
from jobs.identifiers import new_id
from jobs.models import OrganizationExport
from jobs.settings import Settings


@pytest.fixture(autouse=True)
def nothing_waits(as_superuser: Callable[..., Any]) -> None:
    """What other tests of the module asked for is forgotten."""
    as_superuser("DELETE FROM organization_export")


@pytest.fixture
def another_services(settings: Settings) -> Iterator[Services]:
    """Those of another process."""
    services = Services.from_settings(settings)
    yield services
    services.close()


@pytest.fixture
def ask(database: Database) -> Callable[..., OrganizationExport]:
    """Have an organization exported."""

    def request(tenant: Any) -> OrganizationExport:
        with database.tenant(tenant.org_id):
            made = OrganizationExport.insert(id=new_id(), org_id=tenant.org_id, requested_by=tenant.user_id)
            return next(iter(made.returning(OrganizationExport).execute()))

    return request


@pytest.fixture
def reread_export(database: Database) -> Callable[[OrganizationExport], OrganizationExport]:
    def read(export: OrganizationExport) -> OrganizationExport:
        with database.tenant(export.org_id):
            return OrganizationExport.get_by_id(export.id)

    return read


@pytest.fixture
def opened(services: Services) -> Callable[[OrganizationExport], ZipFile]:
    """The zip of an export that is ready."""
    return lambda export: ZipFile(io.BytesIO(b"".join(services.artifacts.open(export.key))))


@pytest.fixture
def rows_in() -> Callable[[ZipFile, str], list[dict[str, Any]]]:
    return lambda archive, table: [json.loads(line) for line in archive.read(f"data/{table}.jsonl").splitlines()]
