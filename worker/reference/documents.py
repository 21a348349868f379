"""What the index is made of: a page for each block of the catalogue, its prices and agreements, AWS service, operation,
CloudFormation type and pattern.

Sources: the catalogue beside this package, botocore's service models, cfn-lint's provider schemas and, where it is
installed, @aws-cdk/aws-service-spec.
"""

import gzip
import html
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from worker.architecture.catalogue import Catalogue
from worker.reference.facts import Fact
from worker.reference.guide_pages import agreement_pages, guide_page, price_pages
from worker.reference.index import Kind
from worker.reference.names import Name, names_of_blocks
from worker.reference.patterns import SCHEME, Pattern, page_of
from worker.reference.schemas import digests, schema_of, template_reference
from worker.reference.service_spec import Described
from worker.reference.sources import package_folder

# botocore/docs/method.py links every operation through this address.
API_REFERENCE = "https://docs.aws.amazon.com/goto/WebAPI"


@dataclass(frozen=True)
class Document:
    """One entry of the index. `key` finds the whole page again: `lambda`, `lambda/Invoke`, `AWS::S3::Bucket`; a page
    with a `body` has it in the index."""

    url: str
    kind: Kind
    key: str
    title: str
    context: str
    words: str
    names: str = ""
    body: str = ""


def guides(catalogue: Catalogue, facts: Mapping[str, list[Fact]]) -> Iterator[Document]:
    """One per block, with the quotas and names that API references lack; then the pages of prices and agreements."""
    names = _names(names_of_blocks(catalogue))
    for block in catalogue.blocks.values():
        said = " ".join(fact["text"] for fact in facts[block.name] if fact["kind"] != "limit")
        called = " ".join((*block.names, *names.get(block.name, ()), block.service.replace("_", " ")))
        body = guide_page(block, facts[block.name])
        yield Document(block.documentation, "guide", block.name, block.title, block.summary, said, called, body)
    for page in (*price_pages(catalogue), *agreement_pages(catalogue)):
        called = " ".join(" ".join((*catalogue.block(name).names, *names.get(name, ()))) for name in page.blocks)
        key = ",".join(page.blocks)
        yield Document(page.url, page.kind, key, page.title, page.context, page.words, called, page.body)


def patterns(found: Mapping[str, Pattern]) -> Iterator[Document]:
    """One per family of architectures; searched where skills are asked for."""
    for name, pattern in found.items():
        words = " ".join((*pattern["cues"], *(part["title"] for part in pattern["parts"])))
        url = f"{SCHEME}{name}"
        yield Document(url, "pattern", name, pattern["title"], pattern["summary"], words, "", page_of(pattern))


def services_and_operations() -> Iterator[Document]:
    """One per service and one per operation, from the newest version of each botocore model."""
    for name in service_names():
        yield from of_service(name, service_model(name))


def of_service(name: str, model: Mapping[str, Any]) -> Iterator[Document]:
    """The service's own page, then its operations'."""
    metadata = model["metadata"]
    service = metadata.get("serviceFullName", name)
    uid = metadata.get("uid", name)
    context = plain(model.get("documentation", ""))[:400]
    called = f"{name} {metadata.get('serviceAbbreviation', '')} {metadata.get('serviceId', '')}"
    yield Document(f"{API_REFERENCE}/{uid}", "service", name, service, context, f"{name} {context}", called)
    for operation, shape in model["operations"].items():
        context = plain(shape.get("documentation", ""))[:300]
        words = f"{_split_camel(operation)} {name} {context}"
        url = f"{API_REFERENCE}/{uid}/{operation}"
        yield Document(url, "operation", f"{name}/{operation}", f"{service} {operation}", context, words, called)


def resource_types(described: Mapping[str, Described] | None = None) -> Iterator[Document]:
    """One per CloudFormation resource type that exists in any region."""
    described = described or {}
    for name in digests():
        schema = schema_of(name)
        about = described.get(name)
        context = plain((about.text if about else "") or schema.get("description", ""))[:300]
        properties = " ".join(schema.get("properties", {}))
        words = f"{_split_camel(name.replace('::', ' '))} {context} {properties}"
        yield Document(template_reference(name), "resource", name, name, context, words)


def service_names() -> list[str]:
    """Every service that botocore has a model of, by its folder name."""
    return sorted({path.parent.parent.name for path in botocore_folder().glob("*/*/service-2.json.gz")})


def service_model(name: str) -> dict[str, Any]:
    """The newest model of a service. Raises FileNotFoundError."""
    versions = sorted((botocore_folder() / name).glob("*/service-2.json.gz"))
    if not versions:
        raise FileNotFoundError(name)
    model: dict[str, Any] = json.loads(gzip.decompress(versions[-1].read_bytes()))
    return model


def botocore_folder() -> Path:
    """Where botocore keeps its models."""
    return package_folder("botocore") / "data"


def plain(documentation: str) -> str:
    """HTML or Markdown of a model brought to one line of text."""
    text = html.unescape(re.sub(r"<[^>]+>", " ", documentation))
    text = re.sub(r"\[([^]]+)\]\([^)]*\)", r"\1", text)
    return re.sub(r"\s+", " ", text).strip()


def _names(found: Iterator[Name]) -> dict[str, list[str]]:
    """Block → its names; resource types are left out, as many blocks make log groups."""
    names: dict[str, list[str]] = {}
    for name in found:
        if "::" not in name.text and len(name.text.split()) < 5:
            names.setdefault(name.key, []).append(name.text)
    return names


def _split_camel(name: str) -> str:
    return f"{name} {re.sub(r'(?<=[a-z0-9])(?=[A-Z])', ' ', name)}"
