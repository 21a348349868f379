"""The files that jobs make, in S3 under `{org_id}/{job_id}/{attempt}/{name}`."""

import hashlib
import re
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Any
from uuid import UUID

from botocore.exceptions import BotoCoreError, ClientError

from jobs import aws
from jobs.errors import ArtifactStoreUnavailable, NotFound
from jobs.settings import Settings

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

_WRITERS = 8
_CHUNK = 64 * 1024  # bytes
_DELETED_AT_ONCE = 1000  # the most that S3 takes


@dataclass(frozen=True)
class StoredArtifact:
    """A file that is in the store; a row in Postgres points at it once its attempt has finished the job."""

    name: str
    key: str
    size: int  # bytes
    sha256: str  # hexadecimal
    media_type: str


@dataclass(frozen=True)
class NewArtifact:
    """A file to store."""

    name: str
    content: bytes
    media_type: str


class Artifacts:
    """Safe to share between threads."""

    def __init__(self, s3: "S3Client", bucket: str, *, forgetful: bool = False) -> None:
        """`forgetful`: the store is an emulator, which forgets an empty bucket when it is killed; make it again."""
        self._s3 = s3
        self._bucket = bucket
        self._forgetful = forgetful

    @classmethod
    def from_settings(cls, settings: Settings) -> "Artifacts":
        """The bucket that the environment names."""
        return cls(aws.s3(settings), settings.artifacts_bucket, forgetful=settings.aws_endpoint_url is not None)

    def put(  # noqa: PLR0913, PLR0917 - the first four are the key, each a level of it
        self, org_id: UUID, job_id: UUID, attempt: int, name: str, content: bytes, media_type: str
    ) -> StoredArtifact:
        """Store one file, over one of the same name of the same attempt. Raises ArtifactStoreUnavailable."""
        return self._store(org_id, job_id, attempt, NewArtifact(name, content, media_type))

    def put_many(
        self, org_id: UUID, job_id: UUID, attempt: int, artifacts: Sequence[NewArtifact]
    ) -> list[StoredArtifact]:
        """Store several at once, in threads; the answer is in their order. Raises ArtifactStoreUnavailable."""
        with ThreadPoolExecutor(_WRITERS, "artifacts") as pool:
            return list(pool.map(partial(self._store, org_id, job_id, attempt), artifacts))

    def open(self, key: str) -> Iterator[bytes]:
        """The content in chunks. Raises NotFound or ArtifactStoreUnavailable here, before the first chunk."""
        with translated():
            body = self._s3.get_object(Bucket=self._bucket, Key=key)["Body"]
        return _chunks(body.iter_chunks(_CHUNK))

    def link(self, key: str, lifetime: timedelta, *, file_name: str) -> str:
        """An address where anybody can save the file as `file_name`, for a while. Asks nobody; the file may be gone.

        Raises ArtifactStoreUnavailable where there are no credentials to sign with.
        """
        plain = re.sub(r"[^A-Za-z0-9._-]", "_", file_name)
        # Never shown in place: a page that somebody's request made must not run where the store lives.
        as_file = {"ResponseContentDisposition": f'attachment; filename="{plain}"'}
        wanted = {"Bucket": self._bucket, "Key": key, **as_file}
        with translated():
            return self._s3.generate_presigned_url("get_object", Params=wanted, ExpiresIn=int(lifetime.total_seconds()))

    def delete(self, keys: Sequence[str]) -> None:
        """Remove files; those that are gone already are no error. Raises ArtifactStoreUnavailable."""
        for start in range(0, len(keys), _DELETED_AT_ONCE):
            objects = [{"Key": key} for key in keys[start : start + _DELETED_AT_ONCE]]
            with translated():
                answer = self._s3.delete_objects(Bucket=self._bucket, Delete={"Objects": objects, "Quiet": True})  # type: ignore[typeddict-item]  # a list of plain dicts is what it takes
            if answer.get("Errors"):
                raise ArtifactStoreUnavailable("Some artifacts could not be deleted.")

    def delete_all(self, org_id: UUID, until: float) -> bool:
        """Remove everything of an organization, with all versions; False where `until` (monotonic) came before the end.

        Raises ArtifactStoreUnavailable.
        """
        while time.monotonic() <= until:
            with translated():
                page = self._s3.list_object_versions(Bucket=self._bucket, Prefix=f"{org_id}/")
                found = [*page.get("Versions", []), *page.get("DeleteMarkers", [])]
                objects = [{"Key": one["Key"], "VersionId": one["VersionId"]} for one in found]
                if not objects:
                    return self.abandon_all(f"{org_id}/")
                wanted: Any = {"Objects": objects[:_DELETED_AT_ONCE], "Quiet": True}
                answer = self._s3.delete_objects(Bucket=self._bucket, Delete=wanted)
            if answer.get("Errors"):
                raise ArtifactStoreUnavailable("Some artifacts could not be deleted.")
        return False

    def begin_parts(self, key: str, media_type: str) -> str:
        """Begin a file that comes in parts; return the upload's id. Raises ArtifactStoreUnavailable."""
        begin = partial(self._s3.create_multipart_upload, Bucket=self._bucket, Key=key, ContentType=media_type)
        with translated():
            try:
                return begin()["UploadId"]
            except ClientError as error:
                if not self._forgetful or error.response.get("Error", {}).get("Code") != "NoSuchBucket":
                    raise
                self.ensure()
                return begin()["UploadId"]

    def put_part(self, key: str, upload_id: str, number: int, content: bytes) -> str:
        """Store a part (the first is 1; all but the last have 5 MiB or more), or replace it; return its tag.

        Raises NotFound where there is no such upload any more, ArtifactStoreUnavailable.
        """
        with translated():
            return self._s3.upload_part(
                Bucket=self._bucket, Key=key, UploadId=upload_id, PartNumber=number, Body=content
            )["ETag"]

    def join_parts(self, key: str, upload_id: str, tags: Sequence[str]) -> None:
        """Make one file of the parts, given by their tags in order. Raises as `put_part` does."""
        parts: Any = [{"PartNumber": number, "ETag": tag} for number, tag in enumerate(tags, 1)]
        with translated():
            self._s3.complete_multipart_upload(
                Bucket=self._bucket, Key=key, UploadId=upload_id, MultipartUpload={"Parts": parts}
            )

    def abandon_parts(self, key: str, upload_id: str) -> None:
        """Forget an upload and its parts; one that is gone already is no error. Raises ArtifactStoreUnavailable."""
        with suppress(NotFound), translated():
            self._s3.abort_multipart_upload(Bucket=self._bucket, Key=key, UploadId=upload_id)

    def abandon_all(self, prefix: str) -> bool:
        """Forget the uploads below a prefix, which no list of files has; true then. Raises ArtifactStoreUnavailable."""
        with translated():
            uploads = self._s3.list_multipart_uploads(Bucket=self._bucket, Prefix=prefix).get("Uploads", [])
        for one in uploads:
            self.abandon_parts(one["Key"], one["UploadId"])
        return True

    def list_files(self, org_id: UUID) -> Iterator[tuple[str, int]]:
        """Key and size (bytes) of every file of an organization, a page at a time. Raises ArtifactStoreUnavailable."""
        pages = self._s3.get_paginator("list_objects_v2").paginate(Bucket=self._bucket, Prefix=f"{org_id}/")
        with translated():
            for page in pages:
                yield from ((one["Key"], one["Size"]) for one in page.get("Contents", []))

    def ask(self) -> None:
        """Ask the store for the bucket, for readiness checks. Raises ArtifactStoreUnavailable."""
        with translated():
            self._s3.list_objects_v2(Bucket=self._bucket, MaxKeys=1, Prefix="readiness/")

    def ensure(self) -> None:
        """Make the bucket if it is missing. Raises ArtifactStoreUnavailable."""
        region = self._s3.meta.region_name
        with translated():
            try:
                self._s3.head_bucket(Bucket=self._bucket)
            except ClientError as error:
                if error.response.get("Error", {}).get("Code") not in {"404", "NoSuchBucket"}:
                    raise
                if region == "us-east-1":
                    self._s3.create_bucket(Bucket=self._bucket)
                else:
                    self._s3.create_bucket(
                        Bucket=self._bucket,
                        CreateBucketConfiguration={"LocationConstraint": region},  # type: ignore[typeddict-item]  # any region's name
                    )

    def _store(self, org_id: UUID, job_id: UUID, attempt: int, new: NewArtifact) -> StoredArtifact:
        stored = describe(org_id, job_id, attempt, new)
        put = partial(
            self._s3.put_object, Bucket=self._bucket, Key=stored.key, Body=new.content, ContentType=new.media_type
        )
        with translated():
            try:
                put()
            except self._s3.exceptions.NoSuchBucket:
                if not self._forgetful:
                    raise
                self.ensure()
                put()
        return stored


def describe(org_id: UUID, job_id: UUID, attempt: int, new: NewArtifact) -> StoredArtifact:
    """Where a file goes, and what it is."""
    return StoredArtifact(
        name=new.name,
        key=f"{org_id}/{job_id}/{attempt}/{new.name}",
        size=len(new.content),
        sha256=hashlib.sha256(new.content).hexdigest(),
        media_type=new.media_type,
    )


def _chunks(body: Iterator[bytes]) -> Iterator[bytes]:
    with translated():
        yield from body


@contextmanager
def translated() -> Iterator[None]:
    """What botocore raises, as NotFound or ArtifactStoreUnavailable."""
    try:
        yield
    except ClientError as error:
        if _is_missing(error):
            raise NotFound("There is no such artifact.") from error
        raise ArtifactStoreUnavailable from error
    except BotoCoreError as error:
        raise ArtifactStoreUnavailable from error


def _is_missing(error: ClientError) -> bool:
    return error.response.get("Error", {}).get("Code") in {"404", "NoSuchKey", "NoSuchUpload", "NotFound"}
