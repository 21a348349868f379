"""What the index is made of: one document per catalogue block, AWS service, operation and CloudFormation type.

Sources: the catalogue beside this package, botocore's service models, cfn-lint's provider schemas.
"""

import gzip
import html
import importlib.util
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from worker.architecture.catalogue import load_catalogue

Kind = Literal["guide", "service", "operation", "resource"]

# botocore/docs/method.py links every operation through this address.
API_REFERENCE = "https://docs.aws.amazon.com/goto/WebAPI"
TEMPLATE_REFERENCE = "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference"


@dataclass(frozen=True)
class Document:
    """One entry of the index. `key` finds the whole page again: `lambda`, `lambda/Invoke`, `AWS::S3::Bucket`."""

    url: str
    kind: Kind
    key: str
    title: str
    context: str
    words: str


def all_documents() -> Iterator[Document]:
    """Every document of every source. Takes about two seconds, most of it reading JSON."""
    yield from guides()
    yield from services_and_operations()
    yield from resource_types()


def guides() -> Iterator[Document]:
    """One per block of the catalogue, with the quotas and names that API references lack."""
    seen: set[str] = set()
    for block in load_catalogue().blocks.values():
        if block.documentation in seen:
            continue
        seen.add(block.documentation)
        words = " ".join([block.title, *block.names, block.summary, *block.quotas])
        yield Document(block.documentation, "guide", block.name, block.title, block.summary, words)


def services_and_operations() -> Iterator[Document]:
    """One per service and one per operation, from the newest version of each botocore model."""
    for name in service_names():
        model = service_model(name)
        service = model["metadata"].get("serviceFullName", name)
        uid = model["metadata"].get("uid", name)
        context = plain(model.get("documentation", ""))[:400]
        yield Document(f"{API_REFERENCE}/{uid}", "service", name, service, context, f"{name} {context}")
        for operation, shape in model["operations"].items():
            context = plain(shape.get("documentation", ""))[:300]
            words = f"{_split_camel(operation)} {name} {context}"
            url = f"{API_REFERENCE}/{uid}/{operation}"
            yield Document(url, "operation", f"{name}/{operation}", f"{service} {operation}", context, words)


def resource_types() -> Iterator[Document]:
    """One per CloudFormation resource type that exists in any region."""
    folder = schemas_folder()
    hashes: dict[str, str] = {}
    for path in sorted(folder.glob("providers/*-*-*.json")):
        hashes = {**json.loads(path.read_text(encoding="utf-8")), **hashes}
    for name, digest in hashes.items():
        schema = json.loads((folder / "resources" / f"{digest}.json").read_text(encoding="utf-8"))
        context = plain(schema.get("description", ""))[:300]
        words = f"{_split_camel(name.replace('::', ' '))} {context} {' '.join(schema.get('properties', {}))}"
        yield Document(template_reference(name), "resource", name, name, context, words)


def template_reference(resource_type: str) -> str:
    """The page of a resource type in the CloudFormation Template Reference."""
    slug = resource_type.removeprefix("AWS::").replace("::", "-").lower()
    return f"{TEMPLATE_REFERENCE}/aws-resource-{slug}.html"


def service_names() -> list[str]:
    """Every service that botocore has a model of, by its folder name."""
    return sorted(path.parent.parent.name for path in botocore_folder().glob("*/*/service-2.json.gz"))


def service_model(name: str) -> dict[str, Any]:
    """The newest model of a service. Raises FileNotFoundError."""
    versions = sorted((botocore_folder() / name).glob("*/service-2.json.gz"))
    if not versions:
        raise FileNotFoundError(name)
    model: dict[str, Any] = json.loads(gzip.decompress(versions[-1].read_bytes()))
    return model


def botocore_folder() -> Path:
    """Where botocore keeps its models."""
    return _package_folder("botocore") / "data"


def schemas_folder() -> Path:
    """Where cfn-lint keeps its provider schemas. Reading them takes no import of cfn-lint, which costs seconds."""
    return _package_folder("cfnlint") / "data" / "schemas"


def plain(documentation: str) -> str:
    """HTML or Markdown of a model brought to one line of text."""
    text = html.unescape(re.sub(r"<[^>]+>", " ", documentation))
    text = re.sub(r"\[([^]]+)\]\([^)]*\)", r"\1", text)
    return re.sub(r"\s+", " ", text).strip()


def _package_folder(name: str) -> Path:
    spec = importlib.util.find_spec(name)
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError(f"{name} is not installed", name=name)
    return Path(spec.origin).parent


def _split_camel(name: str) -> str:
    return f"{name} {re.sub(r'(?<=[a-z0-9])(?=[A-Z])', ' ', name)}"
