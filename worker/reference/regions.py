"""Regions, and what exists in which: from botocore's partitions and endpoints and cfn-lint's provider schemas."""

import json
from functools import cache
from typing import Any, Literal

from worker.reference.documents import botocore_folder, schemas_folder, service_model, service_names

ResourceType = Literal["product", "api", "cfn"]
Status = Literal["isAvailableIn", "isNotAvailableIn", "Not Found"]


@cache
def region_names() -> dict[str, str]:
    """Region → long name, every partition, without botocore's pseudo regions such as `aws-global`."""
    content = json.loads((botocore_folder() / "partitions.json").read_text(encoding="utf-8"))
    return {
        region: about["description"]
        for partition in content["partitions"]
        for region, about in partition["regions"].items()
        if not region.endswith("-global")
    }


def availability(region: str, kind: ResourceType, names: list[str]) -> dict[str, Status]:
    """The status of each name in one region. With no names, all that exist there.

    `cfn`: `AWS::Lambda::Function`. `api`: `lambda` or `lambda+Invoke` (a known operation is where its service is).
    `product`: `AWS Lambda`, as botocore writes the service's full name.
    """
    match kind:
        case "cfn":
            return _statuses(names, _types_in(region), _types_anywhere())
        case "api":
            return _api_statuses(region, names)
        case _:
            full = _products()
            here = {name for name, prefix in full.items() if region in _endpoints().get(prefix, ())}
            return _statuses(names, here, frozenset(full))


def _statuses(names: list[str], here: set[str] | frozenset[str], anywhere: frozenset[str]) -> dict[str, Status]:
    result: dict[str, Status] = {}
    for name in names or sorted(here):
        if name in here:
            result[name] = "isAvailableIn"
        else:
            result[name] = "isNotAvailableIn" if name in anywhere else "Not Found"
    return result


def _api_statuses(region: str, names: list[str]) -> dict[str, Status]:
    endpoints = _endpoints()
    here = {prefix for prefix, regions in endpoints.items() if region in regions}
    if not names:
        return _statuses([], here, frozenset(endpoints))
    result: dict[str, Status] = {}
    for name in names:
        service, _, operation = name.partition("+")
        status = _statuses([service.lower()], here, frozenset(endpoints))[service.lower()]
        result[name] = status if not operation or _has_operation(service.lower(), operation) else "Not Found"
    return result


def _has_operation(service: str, operation: str) -> bool:
    try:
        return operation in service_model(service)["operations"]
    except FileNotFoundError:
        return False


@cache
def _types_in(region: str) -> frozenset[str]:
    path = schemas_folder() / "providers" / f"{region}.json"
    return frozenset(json.loads(path.read_text(encoding="utf-8"))) if path.exists() else frozenset()


@cache
def _types_anywhere() -> frozenset[str]:
    return frozenset().union(*(_types_in(path.stem) for path in schemas_folder().glob("providers/*-*-*.json")))


@cache
def _endpoints() -> dict[str, frozenset[str]]:
    """Endpoint prefix → regions that have one. A service with one endpoint for its partition is in every region."""
    content = json.loads((botocore_folder() / "endpoints.json").read_text(encoding="utf-8"))
    result: dict[str, set[str]] = {}
    for partition in content["partitions"]:
        for prefix, about in partition["services"].items():
            result.setdefault(prefix, set()).update(_regions_of(about, partition))
    return {prefix: frozenset(regions) for prefix, regions in result.items()}


def _regions_of(service: dict[str, Any], partition: dict[str, Any]) -> set[str]:
    if service.get("isRegionalized") is False:
        return set(partition["regions"])
    return set(service.get("endpoints", ())) & set(partition["regions"])


@cache
def _products() -> dict[str, str]:
    return {
        about["serviceFullName"]: about["endpointPrefix"]
        for about in (service_model(name)["metadata"] for name in service_names())
        if "serviceFullName" in about
    }
