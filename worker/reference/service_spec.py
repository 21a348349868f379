"""@aws-cdk/aws-service-spec: the documentation of CloudFormation types and properties, where it is installed.

cfn-lint's schemas leave a third of the properties undescribed. The npm package is one file of JSON, so reading it takes
no Node; `make reference` installs it.
"""

import gzip
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Described:
    """What the package says of a type, in Markdown."""

    text: str
    properties: Mapping[str, str]


def descriptions(path: Path | None) -> dict[str, Described]:
    """CloudFormation type → its documentation; empty without the file. Takes half a second."""
    if path is None:
        return {}
    content = json.loads(gzip.decompress(path.read_bytes()))
    entities: list[dict[str, Any]] = content["schema"]["resource"]["entities"]
    return {
        entity["cloudFormationType"]: Described(
            entity.get("documentation", ""),
            {name: about.get("documentation", "") for name, about in entity.get("properties", {}).items()},
        )
        for entity in entities
    }
