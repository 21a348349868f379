"""Regions, and what exists in which: from botocore's partitions and endpoints and cfn-lint's provider schemas."""

import json
from functools import cache
from typing import Any, Literal, Protocol

from worker.reference.schemas import schemas_folder
from worker.reference.sources import package_folder

ResourceType = Literal["product", "api", "cfn"]
Status = Literal["isAvailableIn", "isNotAvailableIn", "Not Found"]


class Services(Protocol):
    """Names of services and operations, as an index of botocore's models has them."""

    def products(self) -> dict[str, str]:
        """Full name of a service → its endpoint prefix."""

    def prefix(self, name: str) -> str | None:
        """The endpoint prefix of a service by another name."""

    def has_operation(self, service: str, operation: str) -> bool:
        """`lambda`, `Invoke`."""


@cache
def region_names() -> dict[str, str]:
    """Region → long name, every partition, without botocore's pseudo regions such as `aws-global`."""
    content = json.loads((package_folder("botocore") / "data" / "partitions.json").read_text(encoding="utf-8"))
    return {
        region: about["description"]
        for partition in content["partitions"]
        for region, about in partition["regions"].items()
        if not region.endswith("-global")
    }


def availability(region: str, kind: ResourceType, names: list[str], services: Services) -> dict[str, Status]:
    """The status of each name in one region. With no names, all that exist there.

    `cfn`: `AWS::Lambda::Function`. `api`: `lambda` or `lambda+Invoke` (a known operation is where its service is).
    `product`: `AWS Lambda`, or another name of the service.
    """
    match kind:
        case "cfn":
            here = types_in(region)
            # Of a region that cfn-lint has no schemas of nothing is known, which is not to say that nothing is there.
            return _statuses(names, here, _types_anywhere() if here else frozenset())
        case "api":
            return _api_statuses(region, names, services)
        case _:
            return _product_statuses(region, names, services)


def regions_of_endpoint(prefix: str) -> frozenset[str]:
    """Empty where botocore lists no endpoints of the service."""
    return _endpoints().get(prefix, frozenset())


@cache
def types_in(region: str) -> frozenset[str]:
    """CloudFormation types that a region has; empty for a region that cfn-lint has no schemas of."""
    path = schemas_folder() / "providers" / f"{region}.json"
    return frozenset(json.loads(path.read_text(encoding="utf-8"))) if path.exists() else frozenset()


def _statuses(names: list[str], here: set[str] | frozenset[str], anywhere: frozenset[str]) -> dict[str, Status]:
    result: dict[str, Status] = {}
    for name in names or sorted(here):
        if name in here:
            result[name] = "isAvailableIn"
        else:
            result[name] = "isNotAvailableIn" if name in anywhere else "Not Found"
    return result


def _product_statuses(region: str, names: list[str], services: Services) -> dict[str, Status]:
    full = services.products()
    here = {name for name, prefix in full.items() if region in regions_of_endpoint(prefix)}
    if not names:
        return _statuses([], here, frozenset(full))
    result: dict[str, Status] = {}
    for name in names:
        prefix = full.get(name) or services.prefix(name)
        known = regions_of_endpoint(prefix) if prefix else frozenset()
        there: Status = "isAvailableIn" if region in known else "isNotAvailableIn"
        result[name] = there if known else "Not Found"
    return result


def _api_statuses(region: str, names: list[str], services: Services) -> dict[str, Status]:
    endpoints = _endpoints()
    here = {prefix for prefix, regions in endpoints.items() if region in regions}
    if not names:
        return _statuses([], here, frozenset(endpoints))
    result: dict[str, Status] = {}
    for name in names:
        service, _, operation = name.partition("+")
        key = service.lower()
        prefix = key if key in endpoints else services.prefix(key) or key
        status = _statuses([prefix], here, frozenset(endpoints))[prefix]
        result[name] = status if not operation or services.has_operation(key, operation) else "Not Found"
    return result


@cache
def _types_anywhere() -> frozenset[str]:
    return frozenset().union(*(types_in(path.stem) for path in schemas_folder().glob("providers/*-*-*.json")))


@cache
def _endpoints() -> dict[str, frozenset[str]]:
    """Endpoint prefix → regions that have one. A service with one endpoint for its partition is in every region."""
    content = json.loads((package_folder("botocore") / "data" / "endpoints.json").read_text(encoding="utf-8"))
    result: dict[str, set[str]] = {}
    for partition in content["partitions"]:
        for prefix, about in partition["services"].items():
            result.setdefault(prefix, set()).update(_regions_of(about, partition))
    return {prefix: frozenset(regions) for prefix, regions in result.items()}


def _regions_of(service: dict[str, Any], partition: dict[str, Any]) -> set[str]:
    if service.get("isRegionalized") is False:
        return set(partition["regions"])
    return set(service.get("endpoints", ())) & set(partition["regions"])
