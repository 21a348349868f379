"""The pages in their bucket: assets first and for ever, the index last, and back by the bucket's versions."""

import json
import mimetypes
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from botocore.exceptions import ClientError

from stack.delivery.step import DeliveryFailed, State

INDEX = "index.html"
ASSETS = "assets/"
FOR_EVER = "public, max-age=31536000, immutable"
"""Of what has a hash of its content in its name. The same as web/api/frontend.py says; a test compares them."""
AN_HOUR = "public, max-age=3600"
EACH_TIME = "no-cache"
TYPES = {".js": "text/javascript", ".woff2": "font/woff2", ".md": "text/markdown", ".tf": "text/plain"}


def cache_control(key: str) -> str:
    """How long browsers and CloudFront may keep a file."""
    if key == INDEX:
        return EACH_TIME
    return FOR_EVER if key.startswith(ASSETS) else AN_HOUR


def content_type(key: str) -> str:
    """Of the file's name; text is UTF-8."""
    suffix = Path(key).suffix
    found = TYPES.get(suffix) or mimetypes.guess_type(key)[0] or "application/octet-stream"
    return f"{found}; charset=utf-8" if found.startswith("text/") else found


class Pages:
    """A build of the frontend, and the bucket that CloudFront reads. `s3`, `cloudfront`: boto3's clients."""

    name = "pages"

    def __init__(self, s3: Any, cloudfront: Any, *, bucket: str, distribution_id: str, build: Path | None) -> None:
        self._s3 = s3
        self._cloudfront = cloudfront
        self._bucket = bucket
        self._distribution_id = distribution_id
        self._build = build

    def state(self) -> State:
        """The versions of all files that are no assets: these stay where they are, whoever uses them."""
        return {"versions": {key: self._version(key) for key in self._keys() if not key.startswith(ASSETS)}}

    def release(self) -> None:
        """A page that is open goes on finding its assets: none is removed. The new ones are there before the index."""
        files = self._files()
        there = set(self._keys())
        for key in sorted(files, key=lambda it: (it == INDEX, not it.startswith(ASSETS), it)):
            if not (key in there and key.startswith(ASSETS)):
                self._put(key, files[key])
        self._invalidate()

    def back(self, before: State) -> None:
        """The files as they were: the index first, since it names the others, and the assets of both are there."""
        versions: dict[str, str] = before["versions"]
        if INDEX not in versions:
            raise DeliveryFailed("there were no pages before these: nothing to go back to")
        for key in sorted(versions, key=lambda it: (it != INDEX, it)):
            if self._version(key) != versions[key]:
                self._restore(key, versions[key])
        for key in self._keys():
            if key not in versions and not key.startswith(ASSETS):
                self._s3.delete_object(Bucket=self._bucket, Key=key)
        self._invalidate()

    def _files(self) -> dict[str, Path]:
        if self._build is None or not (self._build / INDEX).is_file():
            raise DeliveryFailed(f"{self._build} is no build of the pages: it has no {INDEX}")
        paths = (path for path in self._build.rglob("*") if path.is_file() and not path.name.startswith("."))
        return {path.relative_to(self._build).as_posix(): path for path in paths}

    def _keys(self) -> Iterator[str]:
        for page in self._s3.get_paginator("list_objects_v2").paginate(Bucket=self._bucket):
            yield from (item["Key"] for item in page.get("Contents", ()))

    def _version(self, key: str) -> str:
        return str(self._s3.head_object(Bucket=self._bucket, Key=key)["VersionId"])

    def _put(self, key: str, path: Path) -> None:
        about = {"CacheControl": cache_control(key), "ContentType": content_type(key)}
        self._s3.put_object(Bucket=self._bucket, Key=key, Body=path.read_bytes(), **about)

    def _restore(self, key: str, version: str) -> None:
        source = {"Bucket": self._bucket, "Key": key, "VersionId": version}
        try:
            self._s3.copy_object(Bucket=self._bucket, Key=key, CopySource=source)
        except ClientError as error:
            raise DeliveryFailed(f"{key} has no version {version} any more: {json.dumps(source)}") from error

    def _invalidate(self) -> None:
        """Assets never change, so that only what has a name of its own is asked for anew."""
        paths = ["/", *(f"/{key}" for key in self._keys() if not key.startswith(ASSETS))]
        if len(paths) > 20:  # a path with a star counts as one of the thousand that are free each month
            paths = ["/*"]
        batch = {"Paths": {"Quantity": len(paths), "Items": paths}, "CallerReference": str(uuid.uuid4())}
        self._cloudfront.create_invalidation(DistributionId=self._distribution_id, InvalidationBatch=batch)
