"""CloudFormation resource types: the provider schemas that cfn-lint ships, read without importing cfn-lint."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from worker.reference.sources import package_folder

TEMPLATE_REFERENCE = "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference"


def template_reference(resource_type: str) -> str:
    """The page of a resource type in the CloudFormation Template Reference."""
    slug = resource_type.removeprefix("AWS::").replace("::", "-").lower()
    return f"{TEMPLATE_REFERENCE}/aws-resource-{slug}.html"


def schemas_folder() -> Path:
    """Where cfn-lint keeps its provider schemas. Reading them takes no import of cfn-lint, which costs seconds."""
    return package_folder("cfnlint") / "data" / "schemas"


@cache
def digests() -> dict[str, str]:
    """CloudFormation type → the name of its schema's file, of the first region that has it."""
    found: dict[str, str] = {}
    for path in sorted(schemas_folder().glob("providers/*-*-*.json")):
        found = {**json.loads(path.read_text(encoding="utf-8")), **found}
    return found


def schema_of(kind: str) -> dict[str, Any]:
    """The provider schema of a type; empty where no region has it."""
    digest = digests().get(kind)
    if digest is None:
        return {}
    path = schemas_folder() / "resources" / f"{digest}.json"
    schema: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return schema
