"""A Lambda function behind its alias `live`: a new version takes a share of the work first, then all, or none."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

from stack.delivery.step import DeliveryFailed, State

ALIAS = "live"
NOTHING_TO_DO = b'{"Records": []}'
"""An event that no part acts upon: whoever answers it has started."""


@dataclass(frozen=True)
class Watch:
    """How a new version is tried: its share of the events, for how long, and how often one looks."""

    share: float = 0.1
    seconds: float = 300
    pause_seconds: float = 30


@dataclass(frozen=True)
class Clients:
    """boto3's clients."""

    functions: Any
    metrics: Any
    s3: Any


@dataclass(frozen=True)
class Function:
    """A function, the package that it is to run, and the bucket that packages go through."""

    clients: Clients
    function: str
    bucket: str
    package: Path | None
    watch: Watch = Watch()
    sleep: Callable[[float], None] = time.sleep

    @property
    def name(self) -> str:
        return self.function

    def state(self) -> State:
        """The version that has all events. Raises DeliveryFailed while another has a share: a delivery is under way."""
        alias = self.clients.functions.get_alias(FunctionName=self.function, Name=ALIAS)
        if alias.get("RoutingConfig", {}).get("AdditionalVersionWeights"):
            raise DeliveryFailed(
                f"{self.function}: two versions share the events; go back, or wait for the other delivery"
            )
        return {"version": alias["FunctionVersion"]}

    def release(self) -> None:
        """Publish, ask it once, give it a share of the events, look at its errors, and give it all."""
        before = self.state()["version"]
        began = datetime.now(UTC)
        version = self._publish()
        self._ask(version)
        if version == before:
            return
        self._route(before, {version: self.watch.share})
        self._look_at(version, began)
        self._route(version, {})

    def back(self, before: State) -> None:
        self._route(before["version"], {})

    def _publish(self) -> str:
        """The version of the package: the same package has the same version."""
        if self.package is None:
            raise DeliveryFailed(f"{self.function}: no package was given")
        content = self.package.read_bytes()
        key = f"{self.function}/{sha256(content).hexdigest()}.zip"
        self.clients.s3.put_object(Bucket=self.bucket, Key=key, Body=content)
        functions = self.clients.functions
        published = functions.update_function_code(
            FunctionName=self.function, S3Bucket=self.bucket, S3Key=key, Publish=True
        )
        version = str(published["Version"])
        functions.get_waiter("published_version_active").wait(FunctionName=self.function, Qualifier=version)
        return version

    def _ask(self, version: str) -> None:
        answer = self.clients.functions.invoke(FunctionName=self.function, Qualifier=version, Payload=NOTHING_TO_DO)
        if answer.get("FunctionError"):
            said = answer["Payload"].read().decode("utf-8", "replace")
            raise DeliveryFailed(f"{self.function}: version {version} does not start: {said}")

    def _route(self, version: str, shares: dict[str, float]) -> None:
        self.clients.functions.update_alias(
            FunctionName=self.function,
            Name=ALIAS,
            FunctionVersion=version,
            RoutingConfig={"AdditionalVersionWeights": shares},
        )

    def _look_at(self, version: str, began: datetime) -> None:
        """Raises DeliveryFailed at its first error."""
        looks = max(1, round(self.watch.seconds / self.watch.pause_seconds))
        for _ in range(looks):
            self.sleep(self.watch.pause_seconds)
            if errors := self._errors(version, began):
                raise DeliveryFailed(f"{self.function}: version {version} failed {errors:.0f} times")

    def _errors(self, version: str, began: datetime) -> float:
        dimensions = {
            "FunctionName": self.function,
            "Resource": f"{self.function}:{ALIAS}",
            "ExecutedVersion": version,
        }
        metric = {
            "Namespace": "AWS/Lambda",
            "MetricName": "Errors",
            "Dimensions": [{"Name": name, "Value": value} for name, value in dimensions.items()],
        }
        query = {"Id": "errors", "MetricStat": {"Metric": metric, "Period": 60, "Stat": "Sum"}}
        found = self.clients.metrics.get_metric_data(
            MetricDataQueries=[query],
            StartTime=began - timedelta(minutes=1),
            EndTime=datetime.now(UTC) + timedelta(minutes=1),
        )
        return float(sum(sum(series["Values"]) for series in found["MetricDataResults"]))
