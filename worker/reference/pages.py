"""The whole text of a page, made on request from the source that the index only points into."""

import json
from typing import Any

from worker.architecture.catalogue import load_catalogue
from worker.reference.documents import plain, schemas_folder, service_model
from worker.reference.index import Page


def text_of(page: Page) -> str:
    """Markdown. A service takes a few milliseconds, EC2's large model about a hundred."""
    match page.kind:
        case "guide":
            return _guide(page.key)
        case "service":
            return _service(page)
        case "operation":
            return _operation(page)
        case _:
            return _resource_type(page.key)


def _guide(name: str) -> str:
    block = load_catalogue().block(name)
    lines = [f"# {block.title}", "", block.summary, "", f"Official documentation: {block.documentation}"]
    if block.quotas:
        lines += ["", "## Quotas", "", *(f"- {quota}" for quota in block.quotas)]
    for sla in block.slas:
        note = f" {sla.note}" if sla.note else ""
        lines += ["", f"Service level agreement: {sla.monthly_percent} % a month ({sla.source}).{note}"]
    resources = sorted({kind for kinds in block.resources.values() for kind in kinds})
    return "\n".join([*lines, "", "## Resource types", "", *(f"- `{kind}`" for kind in resources), ""])


def _service(page: Page) -> str:
    model = service_model(page.key)
    operations = "\n".join(f"- `{name}`" for name in sorted(model["operations"]))
    return f"# {page.title}\n\n{plain(model.get('documentation', ''))}\n\n## Operations\n\n{operations}\n"


def _operation(page: Page) -> str:
    service, _, name = page.key.partition("/")
    model = service_model(service)
    operation = model["operations"][name]
    shape = model["shapes"].get(operation.get("input", {}).get("shape"), {})
    required = set(shape.get("required", ()))
    parameters = [
        f"- `{member}` ({'required' if member in required else 'optional'}): {_first_sentence(about)}"
        for member, about in shape.get("members", {}).items()
    ]
    errors = [f"- `{error['shape']}`" for error in operation.get("errors", ())]
    parts = [f"# {page.title}", plain(operation.get("documentation", ""))]
    parts += ["## Parameters", "\n".join(parameters) or "None.", "## Errors", "\n".join(errors) or "None of its own."]
    return "\n\n".join(parts) + "\n"


def _resource_type(name: str) -> str:
    schema = _schema(name)
    required = set(schema.get("required", ()))
    read_only = {path.removeprefix("/properties/") for path in schema.get("readOnlyProperties", ())}
    properties = [
        f"- `{key}` ({'required' if key in required else 'optional'}): {_first_sentence(about)}"
        for key, about in sorted(schema.get("properties", {}).items())
        if key not in read_only
    ]
    attributes = [f"- `{key}`" for key in sorted(read_only)]
    parts = [f"# {name}", plain(schema.get("description", "")), "## Properties", "\n".join(properties)]
    return "\n\n".join([*parts, "## Attributes", "\n".join(attributes) or "None."]) + "\n"


def _schema(name: str) -> dict[str, Any]:
    folder = schemas_folder()
    for path in sorted(folder.glob("providers/*-*-*.json")):
        digest = json.loads(path.read_text(encoding="utf-8")).get(name)
        if digest:
            schema: dict[str, Any] = json.loads((folder / "resources" / f"{digest}.json").read_text(encoding="utf-8"))
            return schema
    raise KeyError(name)


def _first_sentence(shape: dict[str, Any]) -> str:
    text = plain(shape.get("documentation") or shape.get("description") or "")
    return text.split(". ")[0][:300] or "not described"
