"""What ran before the last delivery, kept beside the releases: the way back needs no memory of whoever delivered."""

import json
from datetime import UTC, datetime
from typing import Any

from botocore.exceptions import ClientError

from stack.delivery.step import DeliveryFailed, State

KEY = "deliveries/last.json"


class Record:
    """An object of the releases' bucket, which keeps its versions. `s3`: boto3's client."""

    def __init__(self, s3: Any, bucket: str) -> None:
        self._s3 = s3
        self._bucket = bucket

    def write(self, release: str, before: dict[str, State]) -> None:
        content = {"release": release, "at": datetime.now(UTC).isoformat(timespec="seconds"), "before": before}
        self._s3.put_object(
            Bucket=self._bucket, Key=KEY, Body=json.dumps(content, indent=1).encode(), ContentType="application/json"
        )

    def read(self) -> tuple[str, dict[str, State]]:
        """The release, and what ran before it, by part. Raises DeliveryFailed where nothing was ever delivered."""
        try:
            body = self._s3.get_object(Bucket=self._bucket, Key=KEY)["Body"].read()
        except ClientError as error:
            if error.response["Error"]["Code"] != "NoSuchKey":
                raise
            raise DeliveryFailed("nothing was delivered here yet: there is nothing to go back to") from error
        content = json.loads(body)
        return content["release"], content["before"]
