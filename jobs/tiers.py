"""What each tier includes: `tiers.yaml`, read strictly, once a process."""

from collections.abc import Iterable
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from jobs.errors import TiersMisconfigured
from jobs.states import Mode
from jobs.yaml_document import Document, read_document
from jobs.yaml_entries import lines_of

FILE = Path(__file__).with_suffix(".yaml")

Count = Annotated[int, Field(ge=0)]
AtLeastOne = Annotated[int, Field(ge=1)]


class TierName(StrEnum):
    """The values of `organization.tier`."""

    FREE = "free"
    PRO = "pro"
    ENTERPRISE = "enterprise"


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class MonthlyJobs(_Strict):
    """How many jobs of each mode a month; None is no limit."""

    brainstorm: Count | None
    analyze: Count | None
    implement: Count | None
    verify: Count | None

    def of(self, mode: Mode) -> int | None:
        """The limit of a mode; a mode that has none here is an AttributeError, never without a limit."""
        limit: int | None = getattr(self, mode.value)
        return limit


class Tier(_Strict):
    """What an organization of a tier may use; the file says what each key means."""

    title: str = Field(min_length=1, max_length=40)
    jobs_a_month: MonthlyJobs
    unfinished_jobs: AtLeastOne
    batch_size: AtLeastOne
    unfinished_batches: AtLeastOne
    members: AtLeastOne | None
    webhooks: AtLeastOne
    retention_days: AtLeastOne


class Tiers(_Strict):
    """All of them."""

    free: Tier
    pro: Tier
    enterprise: Tier

    def of(self, name: TierName | str) -> Tier:
        """Raises ValueError for a name that is no tier."""
        tier: Tier = getattr(self, TierName(name).value)
        return tier


@cache
def tiers() -> Tiers:
    """Raises TiersMisconfigured."""
    return read_tiers(FILE)


def read_tiers(path: Path) -> Tiers:
    """Raises TiersMisconfigured, once for all faults, each with its line."""
    document = read_document(path)
    if document.faults:
        raise TiersMisconfigured(lines_of(path.name, document.faults))
    try:
        return Tiers.model_validate(document.content)
    except ValidationError as error:
        raise TiersMisconfigured("\n".join(_told(path, document, error))) from error


def _told(path: Path, document: Document, error: ValidationError) -> Iterable[str]:
    for one in error.errors():
        fault = document.fault(one["loc"], f"{'.'.join(map(str, one['loc']))}: {one['msg']}")
        yield lines_of(path.name, [fault])
