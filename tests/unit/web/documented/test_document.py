"""The OpenAPI document: valid, whole, and telling of every route who may use it, how it fails and what it answers."""

import json
import pkgutil
import subprocess
import sys
from collections import Counter, defaultdict
from importlib import import_module
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from openapi_spec_validator import OpenAPIV31SpecValidator
from pydantic import BaseModel

import web
import web.schemas
from web.documented import tags
from web.documented.document import document_of, documented_routes
from web.documented.operations import WHO
from web.entity_tags import POLLED
from web.guards import GUARDS, Guard

PROJECT = Path(web.__file__).parents[1]
UNDOCUMENTED = {
    *("auth", "documentation", "frontend", "health", "mcp", "metrics", "ses_webhooks", "stripe_webhooks"),
    "unsubscribe",
}
"""Pages, signing in by browser, MCP, which has its own protocol, what only machines ask, and what only Stripe sends."""


@pytest.fixture
def document(client) -> dict:
    return client.get("/api/v1/openapi.json").json


def operations(document):
    for path, item in document["paths"].items():
        for method, operation in item.items():
            yield f"{method.upper()} {path}", operation


def nodes(node, place="#"):
    yield place, node
    inner = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for name, value in inner:
        yield from nodes(value, f"{place}/{name}")


def lookup(document, reference):
    found = document
    for part in reference.removeprefix("#/").split("/"):
        found = found[part]
    return found


def test_the_document_is_valid_and_whole(document):
    assert document["openapi"] == "3.1.0"
    assert [str(error) for error in OpenAPIV31SpecValidator(document).iter_errors()] == []
    for _, node in nodes(document):
        if isinstance(node, dict) and isinstance(node.get("$ref"), str):
            assert lookup(document, node["$ref"])


def test_every_route_of_the_api_is_in_it(app, document):
    documented = {route.endpoint for route in documented_routes(app, document)}
    hidden = {rule.endpoint for rule in app.url_map.iter_rules()} - documented

    assert {endpoint.partition(".")[0] for endpoint in hidden} <= UNDOCUMENTED


def test_ids_are_the_names_of_views_and_unique(document):
    ids = Counter(operation["operationId"] for _, operation in operations(document))

    assert [name for name, count in ids.items() if count > 1] == []
    assert all(name.isidentifier() and name.islower() for name in ids)
    assert {"submit_job", "show_job", "list_jobs"} <= set(ids)


def test_every_operation_says_what_it_does_who_may_and_how_it_fails(app, document):
    for endpoint, path, method, operation in documented_routes(app, document):
        guard, answers = GUARDS[endpoint], set(operation["responses"])
        assert operation["summary"].endswith("."), path
        assert WHO[guard] in operation["description"]
        assert "<br/>" not in operation["description"]
        assert {"429", "503"} <= answers
        assert ({"401", "403"} <= answers) is (guard is not Guard.PUBLIC)
        assert ("404" in answers) or "{" not in path
        assert ({"400", "413", "415", "422"} <= answers) is ("requestBody" in operation)
        assert ("304" in answers) is (endpoint in POLLED)
        assert not {"402", "409"} & answers or method != "GET"
        assert "202" not in answers or "Location" in operation["responses"]["202"]["headers"]


def test_everything_is_described(document):
    assert set(Guard) == set(WHO)
    used = {name for _, operation in operations(document) for name in operation["tags"]}
    assert used <= set(tags.DESCRIPTIONS), "a tag that web/documented/tags.py does not describe"
    for name, operation in operations(document):
        for parameter in operation.get("parameters", []):
            assert parameter.get("description"), f"{name}: {parameter['name']} (see web/documented/fields.json)"
            assert "anyOf" not in parameter["schema"] or {"type": "null"} not in parameter["schema"]["anyOf"]
    for name, schema in document["components"]["schemas"].items():
        assert schema.get("description"), name


def test_every_answer_names_its_headers(document):
    for name, operation in operations(document):
        for status, answer in operation["responses"].items():
            whole = lookup(document, answer["$ref"]) if "$ref" in answer else answer
            assert {"X-Request-ID", "RateLimit-Remaining"} <= set(whole["headers"]), (name, status)
            assert whole["description"]
            if status in {"429", "503"}:
                assert "Retry-After" in whole["headers"]


def test_every_body_and_every_answer_has_an_example_that_fits(document):
    contents = {}
    for name, operation in operations(document):
        for place, node in nodes(operation, name):
            if place.endswith("application/json"):
                contents[place] = node
    for name, answer in document["components"]["responses"].items():
        contents[name] = answer["content"]["application/json"]
    seen = 0
    for place, content in contents.items():
        schema = content["schema"]
        examples = [content["example"]] if "example" in content else lookup(document, schema["$ref"])["examples"]
        validator = Draft202012Validator({**schema, "components": document["components"]})
        for example in examples:
            assert [error.message for error in validator.iter_errors(example)] == [], place
            seen += 1

    assert seen > 60


def test_no_two_classes_stand_under_one_name(document):
    """A class that is imported replaces another of its name in the document, without a word."""
    names = Counter()
    waiting = [BaseModel]
    while waiting:
        kind = waiting.pop()
        waiting += kind.__subclasses__()
        if kind.__module__.startswith("web.schemas.") and kind.__name__ in document["components"]["schemas"]:
            names[kind.__name__] += 1

    assert [name for name, count in names.items() if count > 1] == []


def test_the_document_names_the_limits_that_hold(document):
    schemas = document["components"]["schemas"]
    fields = schemas["NewJob"]["properties"]

    assert (fields["request"]["minLength"], fields["request"]["maxLength"]) == (1, 20_000)
    assert fields["mode"]["enum"] == ["analyze", "implement"]
    assert fields["pins"]["maxItems"] == 10
    assert schemas["NewJob"]["additionalProperties"] is False


def test_it_is_made_once(app):
    assert document_of(app) is document_of(app)


def test_a_generated_client_is_complete_and_type_checks(document, tmp_path):
    """Where the generator's own template fails mypy, that is no matter of the document."""
    (tmp_path / "openapi.json").write_text(json.dumps(document))
    (tmp_path / "settings.yaml").write_text(
        "content_type_overrides:\n"
        "  application/x-ndjson: application/octet-stream\n"
        "  text/csv: application/octet-stream\n"
    )
    generated = run(
        tmp_path,
        *("openapi_python_client", "generate", "--path", "openapi.json", "--output-path", "client"),
        *("--meta", "none", "--config", "settings.yaml", "--fail-on-warning"),
    )
    assert generated.returncode == 0, generated.stdout
    for _, operation in operations(document):
        assert list((tmp_path / "client/api").glob(f"*/{operation['operationId']}.py")), operation["operationId"]

    checked = run(tmp_path, "mypy", "--cache-dir", str(tmp_path / "cache"), "client")
    faults = [line for line in checked.stdout.splitlines() if ": error:" in line and "client/client.py" not in line]
    assert faults == []
    assert f"checked {len(list((tmp_path / 'client').rglob('*.py')))} source files" in checked.stdout


def run(folder: Path, module: str, *arguments: str) -> subprocess.CompletedProcess:
    path = f"{Path(sys.executable).parent}:/usr/bin:/bin"
    return subprocess.run(
        [sys.executable, "-m", module, *arguments],
        cwd=folder,
        env={"PATH": path, "HOME": str(folder), "PYTHONUTF8": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
        timeout=120,
    )


def test_no_two_kinds_have_one_name():
    """The document has one schema for each name: of two, one would be told of the other's answers."""
    modules = [import_module(one.name) for one in pkgutil.walk_packages(web.schemas.__path__, "web.schemas.")]
    kinds = {kind for module in modules for kind in vars(module).values() if isinstance(kind, type)}
    told = defaultdict(set)
    for kind in kinds:
        if issubclass(kind, BaseModel) and kind.__module__.startswith("web.schemas.") and "[" not in kind.__name__:
            schema = kind.model_json_schema(mode="serialization")
            for name, one in {**schema.pop("$defs", {}), kind.__name__: schema}.items():
                told[name].add(json.dumps(one, sort_keys=True))
    assert [name for name, schemas in told.items() if len(schemas) > 1] == []
