"""The class of what a request waits for."""

from worker.architecture.latency import CLASSES, latency
from worker.architecture.model import Architecture, Component, Connection


def with_latency(catalogue, **classes):
    blocks = {
        name: block.model_copy(update={"latency": classes.get(name, "none")})
        for name, block in catalogue.blocks.items()
    }
    return type(catalogue)(blocks, catalogue.connections, catalogue.folder)


DESIGN = Architecture(
    title="API",
    project="api",
    components=(
        Component(id="api", block="http_api", name="API"),
        Component(id="function", block="lambda_function", name="Function"),
        Component(id="table", block="dynamodb_table", name="Table"),
    ),
    connections=(Connection(source="api", target="function"), Connection(source="function", target="table")),
)


def test_the_slowest_part_gives_the_class(catalogue):
    known = with_latency(catalogue, http_api="milliseconds", lambda_function="hundreds_of_milliseconds")
    found = latency(DESIGN, known)
    assert found.latency == "hundreds_of_milliseconds"
    assert found.parts[0].name == "Function"


def test_parts_add_up(catalogue):
    known = with_latency(catalogue, **dict.fromkeys(("http_api", "lambda_function", "dynamodb_table"), "seconds"))
    assert latency(DESIGN, known).typical_ms == 9000


def test_nothing_to_wait_for_is_no_class(catalogue):
    assert latency(DESIGN, with_latency(catalogue)).latency == CLASSES[0]
