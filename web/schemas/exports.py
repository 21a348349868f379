"""Exports of all data of an organization."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field


class Export(BaseModel):
    """All data of the organization as one zip, or on its way there."""

    model_config = ConfigDict(
        json_schema_extra={
            "example": {
                "id": "01980f2e-6b1c-7cc3-9d55-1f6a0e3b7a10",
                "state": "running",
                "created_at": "2026-11-23T10:00:00Z",
                "finished_at": None,
                "expires_at": None,
                "rows_done": 5120,
                "files_done": 310,
                "bytes_done": 48211034,
                "bytes_expected": 190000000,
                "size": None,
                "sha256": None,
                "url": None,
            }
        }
    )

    id: UUID
    state: Literal["queued", "running", "ready", "failed", "expired"]
    created_at: datetime = Field(description="When it was asked for.")
    finished_at: datetime | None
    expires_at: datetime | None = Field(description="Then its file is removed.")
    rows_done: int = Field(description="Rows of tables that it has by now.")
    files_done: int = Field(description="Stored files that it has by now.")
    bytes_done: int = Field(description="Of rows and files, before they are compressed.")
    bytes_expected: int = Field(
        description="Of the files that jobs have made: about what is to come. 0 before it begins."
    )
    size: int | None = Field(description="Bytes of the zip.")
    sha256: str | None = Field(description="Of the zip.")
    url: str | None = Field(description="Where to download it; null unless it is ready.")


class ExportPath(BaseModel):
    """The export's id."""

    export_id: UUID = Field(description="The export's id.")
