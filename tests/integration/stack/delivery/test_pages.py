"""A build of the pages in a bucket, uploaded and brought back."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import boto3
import pytest

from stack.delivery.pages import FOR_EVER, Pages
from stack.delivery.step import DeliveryFailed
from stack.layout import PROJECT

HASHED = re.compile(r"-[A-Za-z0-9_-]{8}\.[a-z0-9]+$")


@pytest.fixture
def bucket(aws_endpoint: str) -> Iterator[str]:
    s3 = boto3.client("s3")
    s3.create_bucket(Bucket="pages-of-a-test")
    s3.put_bucket_versioning(Bucket="pages-of-a-test", VersioningConfiguration={"Status": "Enabled"})
    yield "pages-of-a-test"
    versions = s3.list_object_versions(Bucket="pages-of-a-test")
    for one in (*versions.get("Versions", ()), *versions.get("DeleteMarkers", ())):
        s3.delete_object(Bucket="pages-of-a-test", Key=one["Key"], VersionId=one["VersionId"])
    s3.delete_bucket(Bucket="pages-of-a-test")


@pytest.fixture(scope="module")
def distribution(aws_endpoint: str) -> str:
    client: Any = boto3.client("cloudfront")
    origin = {"Id": "pages", "DomainName": "pages.example", "S3OriginConfig": {"OriginAccessIdentity": ""}}
    behaviour = {"TargetOriginId": "pages", "ViewerProtocolPolicy": "https-only"}
    made = client.create_distribution(
        DistributionConfig={
            "CallerReference": "pages",
            "Comment": "",
            "Enabled": True,
            "Origins": {"Quantity": 1, "Items": [origin]},
            "DefaultCacheBehavior": behaviour,
        }
    )
    return str(made["Distribution"]["Id"])


def build_of(folder: Path, files: dict[str, str]) -> Path:
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(content)
    return folder


def pages_of(bucket: str, distribution: str, build: Path | None) -> Pages:
    return Pages(
        boto3.client("s3"), boto3.client("cloudfront"), bucket=bucket, distribution_id=distribution, build=build
    )


def contents_of(bucket: str) -> dict[str, str]:
    s3 = boto3.client("s3")
    keys = [item["Key"] for item in s3.list_objects_v2(Bucket=bucket).get("Contents", ())]
    return {key: s3.get_object(Bucket=bucket, Key=key)["Body"].read().decode() for key in keys}


FIRST = {"index.html": "first", "theme.js": "light", "assets/page-AAAAAAAA.js": "1", ".built": "not served"}
SECOND = {"index.html": "second", "theme.js": "dark", "assets/page-BBBBBBBB.js": "2", "robots.txt": "none"}


def test_the_next_pages_and_back(bucket: str, distribution: str, tmp_path: Path) -> None:
    first = pages_of(bucket, distribution, build_of(tmp_path / "first", FIRST))
    nothing = first.state()
    first.release()
    before = first.state()
    assert set(before["versions"]) == {"index.html", "theme.js"}, "assets stay whatever happens"

    second = pages_of(bucket, distribution, build_of(tmp_path / "second", SECOND))
    second.release()
    old_assets = {"assets/page-AAAAAAAA.js": "1"}
    assert contents_of(bucket) == SECOND | old_assets, "an open page finds its assets, and .built is no page"

    s3 = boto3.client("s3")
    told = {key: s3.head_object(Bucket=bucket, Key=key) for key in contents_of(bucket)}
    assert {key: one["CacheControl"] for key, one in told.items()} == {
        "index.html": "no-cache",
        "theme.js": "public, max-age=3600",
        "robots.txt": "public, max-age=3600",
        "assets/page-AAAAAAAA.js": FOR_EVER,
        "assets/page-BBBBBBBB.js": FOR_EVER,
    }
    assert told["index.html"]["ContentType"] == "text/html; charset=utf-8"
    assert told["theme.js"]["ContentType"] == "text/javascript; charset=utf-8"

    pages_of(bucket, distribution, None).back(before)
    expected = {"index.html": "first", "theme.js": "light", "assets/page-BBBBBBBB.js": "2", **old_assets}
    assert contents_of(bucket) == expected
    assert s3.head_object(Bucket=bucket, Key="index.html")["CacheControl"] == "no-cache"
    with pytest.raises(DeliveryFailed, match="nothing to go back to"):
        second.back(nothing)

    cloudfront: Any = boto3.client("cloudfront")
    asked = cloudfront.list_invalidations(DistributionId=distribution)["InvalidationList"]
    assert asked["Quantity"] == 3
    ids = [one["Id"] for one in asked["Items"]]
    batches = [cloudfront.get_invalidation(DistributionId=distribution, Id=one)["Invalidation"] for one in ids]
    paths = {path for one in batches for path in one["InvalidationBatch"]["Paths"]["Items"]}
    assert paths == {"/", "/index.html", "/theme.js", "/robots.txt"}


def test_assets_are_there_before_the_index_that_names_them(tmp_path: Path) -> None:
    written: list[str] = []

    class Bucket:
        def get_paginator(self, _name: str) -> "Bucket":
            return self

        def paginate(self, **_about: str) -> list[dict[str, Any]]:
            return [{}]

        def put_object(self, *, Key: str, **_about: object) -> None:  # noqa: N803 - boto3's word
            written.append(Key)

    class Distribution:
        def create_invalidation(self, **_about: object) -> None:
            written.append("(invalidated)")

    files = build_of(tmp_path, {"z.js": "", "index.html": "", "assets/z-AAAAAAAA.js": "", "assets/a-AAAAAAAA.js": ""})
    Pages(Bucket(), Distribution(), bucket="b", distribution_id="d", build=files).release()
    assert written == ["assets/a-AAAAAAAA.js", "assets/z-AAAAAAAA.js", "z.js", "index.html", "(invalidated)"]


def test_what_is_no_build_is_not_uploaded(tmp_path: Path) -> None:
    with pytest.raises(DeliveryFailed, match=r"has no index\.html"):
        Pages(None, None, bucket="b", distribution_id="d", build=tmp_path).release()


def test_every_asset_of_our_build_has_a_hash_in_its_name() -> None:
    assets = PROJECT / "frontend" / "dist" / "assets"
    if not assets.is_dir():
        pytest.skip("the pages are not built: `make frontend`")
    assert [path.name for path in assets.iterdir() if not HASHED.search(path.name)] == []


def test_assets_are_kept_as_long_as_the_web_process_says_they_are() -> None:
    told = (PROJECT / "web" / "api" / "frontend.py").read_text()
    assert "YEAR_SECONDS = 365 * 24 * 3600" in told
    assert {part.strip() for part in FOR_EVER.split(",")} == {"public", f"max-age={365 * 24 * 3600}", "immutable"}
