"""What is in the artifact store, whoever put it there: for the sweep of what nothing points at."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Self

from jobs import aws
from jobs.artifacts import translated
from jobs.errors import NotFound
from jobs.settings import Settings

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

_KEYS_A_PAGE = 1000  # the most that S3 gives


@dataclass(frozen=True)
class StoredFile:
    """A whole file; `modified_at` by the store's clock."""

    key: str
    modified_at: datetime


@dataclass(frozen=True)
class Upload:
    """A file that comes in parts, and is not whole."""

    key: str
    upload_id: str
    begun_at: datetime


@dataclass(frozen=True)
class FilePage:
    """Files in the order of their keys' bytes; `last` is where the next page begins, None where there is none."""

    files: tuple[StoredFile, ...]
    last: str | None


class StoredFiles:
    """Every method raises ArtifactStoreUnavailable."""

    def __init__(self, s3: "S3Client", bucket: str) -> None:
        self._s3 = s3
        self._bucket = bucket

    @classmethod
    def from_settings(cls, settings: Settings) -> Self:
        """The bucket that the environment names."""
        return cls(aws.s3(settings), settings.artifacts_bucket)

    def page(self, after: str) -> FilePage:
        """The files whose keys come after this one, a thousand at most."""
        with translated():
            answer = self._s3.list_objects_v2(Bucket=self._bucket, StartAfter=after, MaxKeys=_KEYS_A_PAGE)
        files = tuple(StoredFile(one["Key"], one["LastModified"]) for one in answer.get("Contents", []))
        return FilePage(files, files[-1].key if files and answer.get("IsTruncated") else None)

    def has(self, key: str) -> bool:
        """Is there a file with this key?"""
        try:
            with translated():
                self._s3.head_object(Bucket=self._bucket, Key=key)
        except NotFound:
            return False
        return True

    def uploads(self) -> list[Upload]:
        """The first thousand; the next call has others when these are gone."""
        with translated():
            found = self._s3.list_multipart_uploads(Bucket=self._bucket).get("Uploads", [])
        return [Upload(one["Key"], one["UploadId"], one["Initiated"]) for one in found]
