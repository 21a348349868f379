"""`python -m jobs.provision`: make what the local stack needs in AWS; in production Terraform does this."""

import logging
import os
import sys
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from jobs import aws, logs
from jobs.artifacts import Artifacts
from jobs.errors import ArtifactStoreUnavailable, GroundplanError, MailUnavailable
from jobs.queue import Queue
from jobs.settings import Part, Settings, load_settings

log = logging.getLogger(__name__)

GLACIER_AFTER_DAYS = 90


def provision(settings: Settings) -> None:
    """Queues, bucket with its rule for old files, and the mail sender's identity; what is there already stays.

    Raises QueueUnavailable, ArtifactStoreUnavailable, MailUnavailable.
    """
    Queue.from_settings(settings).ensure()
    Artifacts.from_settings(settings).ensure()
    _let_files_grow_old(settings)
    _make_sender(settings)
    log.info("provisioned", extra={"action": "provision"})


def _let_files_grow_old(settings: Settings) -> None:
    """Where the store knows such rules. The chores remove files in time, by each organization's plan."""
    rule: Any = {
        "ID": "grow-old",
        "Status": "Enabled",
        "Filter": {"Prefix": ""},
        # Instant retrieval: a download of an old bundle must answer at once, which the cheaper classes do not.
        "Transitions": [{"Days": GLACIER_AFTER_DAYS, "StorageClass": "GLACIER_IR"}],
        "AbortIncompleteMultipartUpload": {"DaysAfterInitiation": 2},
    }
    try:
        aws.s3(settings).put_bucket_lifecycle_configuration(
            Bucket=settings.artifacts_bucket, LifecycleConfiguration={"Rules": [rule]}
        )
    except ClientError as error:
        if error.response.get("Error", {}).get("Code") != "NotImplemented":
            raise ArtifactStoreUnavailable from error
        log.warning("the store keeps no rules for old files", extra={"action": "provision"})
    except BotoCoreError as error:
        raise ArtifactStoreUnavailable from error


def _make_sender(settings: Settings) -> None:
    try:
        aws.ses(settings).create_email_identity(EmailIdentity=settings.mail_sender)
    except ClientError as error:
        if error.response.get("Error", {}).get("Code") != "AlreadyExistsException":
            raise MailUnavailable from error
    except BotoCoreError as error:
        raise MailUnavailable from error


def main() -> int:
    """The command. Exit status 1 and one line when it cannot be done."""
    logs.configure("provision")
    try:
        provision(load_settings(os.environ, Part.PROVISION))
    except GroundplanError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
