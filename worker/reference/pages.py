"""The whole text of a page, made on request from the source that the index only points into."""

from functools import lru_cache
from typing import Any

from worker.reference.cards import TypeCard
from worker.reference.documents import plain, service_model
from worker.reference.index import Page
from worker.reference.schemas import schema_of


def text_of(page: Page, card: TypeCard | None = None) -> str:
    """Markdown. `card` is that of a resource type. A service takes a few milliseconds, EC2's large model about a
    hundred the first time."""
    if page.body:
        return page.body
    match page.kind:
        case "service":
            return _service(page)
        case "operation":
            return _operation(page)
        case _:
            return _resource_type(page.key, card)


@lru_cache(maxsize=4)
def _model(name: str) -> dict[str, Any]:
    """Of the services read last: whoever reads one page of a service reads another. EC2's takes 40 MB."""
    return service_model(name)


def _service(page: Page) -> str:
    model = _model(page.key)
    operations = "\n".join(f"- `{name}`" for name in sorted(model["operations"]))
    return f"# {page.title}\n\n{plain(model.get('documentation', ''))}\n\n## Operations\n\n{operations}\n"


def _operation(page: Page) -> str:
    service, _, name = page.key.partition("/")
    model = _model(service)
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


def _resource_type(name: str, card: TypeCard | None) -> str:
    schema = schema_of(name)
    said = card["properties"] if card else {}
    required = set(schema.get("required", ()))
    read_only = {path.removeprefix("/properties/") for path in schema.get("readOnlyProperties", ())}
    properties = [
        f"- `{key}` ({'required' if key in required else 'optional'}): {said.get(key) or _first_sentence(about)}"
        for key, about in sorted(schema.get("properties", {}).items())
        if key not in read_only
    ]
    attributes = [f"- `{key}`" for key in sorted(read_only)]
    about = (card["text"] if card else "") or plain(schema.get("description", ""))
    parts = [f"# {name}", about, "## Properties", "\n".join(properties)]
    return "\n\n".join([*parts, "## Attributes", "\n".join(attributes) or "None."]) + "\n"


def _first_sentence(shape: dict[str, Any]) -> str:
    return first_sentence(plain(shape.get("documentation") or shape.get("description") or ""))


def first_sentence(text: str) -> str:
    """Of a text on one line, at most 300 characters."""
    return text.split(". ", maxsplit=1)[0][:300] or "not described"
