"""The one place of the web tier and the worker where AWS clients are made."""

from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import boto3
from botocore.config import Config

from jobs.settings import Settings

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client
    from mypy_boto3_sesv2 import SESV2Client
    from mypy_boto3_sqs import SQSClient

LONGEST_POLL_SECONDS = 20  # the longest that SQS allows
SENDING_SECONDS = 3  # what is not taken by then, the relay sends later; somebody waits for the answer
_LOOPBACK = {"127.0.0.1", "localhost", "::1"}


def sqs(settings: Settings, *, polls: bool = True) -> "SQSClient":
    """A client for the queues. With `polls` its read timeout outlasts the longest poll."""
    seconds = LONGEST_POLL_SECONDS + 5 if polls else SENDING_SECONDS
    return _session(settings).client("sqs", **_options(settings, read_seconds=seconds))


def s3(settings: Settings) -> "S3Client":
    """A client for the artifacts."""
    options = _options(settings, read_seconds=10)
    # Links are signed the old way unless this says otherwise, which newer regions refuse.
    options["config"] = options["config"].merge(Config(signature_version="s3v4"))
    return _session(settings).client("s3", **options)


def ses(settings: Settings) -> "SESV2Client":
    """A client for mail. It asks once: what was not answered may have gone out."""
    options = _options(settings, read_seconds=10)
    options["config"] = options["config"].merge(Config(retries={"mode": "standard", "total_max_attempts": 1}))
    return _session(settings).client("sesv2", **options)


def ssm(settings: Settings) -> Any:
    """A client for the settings that are kept in Systems Manager."""
    return _session(settings).client("ssm", **_options(settings, read_seconds=10))


def secrets(settings: Settings) -> Any:
    """A client for the database owner's password."""
    return _session(settings).client("secretsmanager", **_options(settings, read_seconds=10))


def _session(settings: Settings) -> boto3.Session:
    """A session of its own for each client: sessions are not safe to share between threads, clients are."""
    if settings.aws_endpoint_url is None:
        return boto3.Session(region_name=settings.aws_region)
    return boto3.Session(
        region_name=settings.aws_region,
        aws_access_key_id=settings.aws_access_key_id,
        aws_secret_access_key=settings.aws_secret_access_key,
    )


def _options(settings: Settings, *, read_seconds: float) -> dict[str, Any]:
    config = Config(
        connect_timeout=2,
        read_timeout=read_seconds,
        retries={"mode": "standard", "total_max_attempts": 2},
        max_pool_connections=32,
        tcp_keepalive=True,
    )
    if settings.aws_endpoint_url is None:
        return {"config": config}
    emulated: dict[str, Any] = {"s3": {"addressing_style": "path"}}
    if urlsplit(settings.aws_endpoint_url).hostname in _LOOPBACK:
        emulated["proxies"] = {}  # a proxy of the environment cannot reach this machine's loopback
    return {"config": config.merge(Config(**emulated)), "endpoint_url": settings.aws_endpoint_url}
