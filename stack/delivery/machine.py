"""The web tier in size `instance`: a release is an archive that the machine fetches, by a command of Systems Manager.

The machine migrates the database before it switches over, and goes back by itself where a release does not become
ready (terraform/modules/web/instance/deploy.sh).
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from botocore.exceptions import ClientError

from stack.delivery.step import DeliveryFailed, State

NONE = "none"  # what Terraform writes before there is a release
ENDED = {"Success", "Failed", "Cancelled", "TimedOut", "Undeliverable", "Terminated"}
PAUSE_SECONDS = 5
LOOKS = 240  # the document's own limit is a quarter of an hour


@dataclass(frozen=True)
class Place:
    """Which machine, and what it is deployed with: outputs of terraform/main."""

    instance_id: str
    document: str
    bucket: str
    parameters_path: str


class Machine:
    """`s3`, `ssm`: boto3's clients. `archive` is what `make release` makes; the way back needs none."""

    name = "web tier"

    def __init__(self, s3: Any, ssm: Any, place: Place, release: str, archive: Path | None) -> None:
        self._s3 = s3
        self._ssm = ssm
        self._place = place
        self._release = release
        self._archive = archive
        self.sleep: Callable[[float], None] = time.sleep

    def state(self) -> State:
        return {"release": self._ssm.get_parameter(Name=f"{self._place.parameters_path}/release")["Parameter"]["Value"]}

    def release(self) -> None:
        if self._archive is None:
            raise DeliveryFailed("the web tier: no archive was given")
        self._s3.put_object(Bucket=self._place.bucket, Key=_key(self._release), Body=self._archive.read_bytes())
        self._bring_to(self._release)

    def back(self, before: State) -> None:
        if before["release"] == NONE:
            raise DeliveryFailed("there was no release before this one: nothing to go back to")
        self._bring_to(before["release"])

    def _bring_to(self, release: str) -> None:
        """Raises DeliveryFailed with what the machine said."""
        try:
            self._s3.head_object(Bucket=self._place.bucket, Key=_key(release))
        except ClientError as error:
            raise DeliveryFailed(f"the bucket has no archive of release {release}: {_key(release)}") from error
        sent = self._ssm.send_command(
            DocumentName=self._place.document, InstanceIds=[self._place.instance_id], Parameters={"Release": [release]}
        )
        answer = self._answer(sent["Command"]["CommandId"])
        if answer["Status"] != "Success":
            said = f"{answer.get('StandardOutputContent', '')}{answer.get('StandardErrorContent', '')}".strip()
            raise DeliveryFailed(f"release {release} on {self._place.instance_id}: {answer['Status']}\n{said}")

    def _answer(self, command_id: str) -> dict[str, Any]:
        about = {"CommandId": command_id, "InstanceId": self._place.instance_id}
        for _ in range(LOOKS):
            self.sleep(PAUSE_SECONDS)
            try:
                answer: dict[str, Any] = self._ssm.get_command_invocation(**about)
            except self._ssm.exceptions.InvocationDoesNotExist:
                continue  # the command is on its way to the machine
            if answer["Status"] in ENDED:
                return answer
        return {"Status": "no answer", "StandardErrorContent": f"command {command_id} has not ended"}


def _key(release: str) -> str:
    return f"releases/{release}.tar.gz"
