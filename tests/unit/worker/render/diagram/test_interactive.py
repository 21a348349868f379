"""diagram.json: a page can draw the whole picture from it, and tell of each component."""

import json

from worker.architecture.catalogue import Catalogue
from worker.architecture.model import Architecture, Component, Connection
from worker.render.diagram.interactive import write_json
from worker.render.diagram.scene import make_scene

DESIGN = Architecture(
    title="Orders",
    project="orders",
    components=(
        Component(id="network", block="vpc", name="Network"),
        Component(id="api", block="http_api", name="Orders API"),
        Component(id="handler", block="lambda_function", name="Handler", options={"memory_mb": 2048}),
        Component(id="database", block="rds_instance", name="Database", network="network"),
        Component(id="key", block="kms_key", name="Key"),
    ),
    connections=(
        Connection(source="api", target="handler"),
        Connection(source="key", target="database"),
    ),
)


def test_it_names_frames_lines_components_and_who_watches_over_whom(catalogue: Catalogue) -> None:
    told = json.loads(write_json(make_scene(DESIGN, catalogue), DESIGN, catalogue))
    frames = {frame["id"]: frame for frame in told["frames"]}
    assert frames["aws/region/network"]["parent"] == "aws/region"
    assert frames["aws/region/network/data_subnets"]["style"] == "data_subnets"
    components = {one["id"]: one for one in told["components"]}
    assert set(components) == {one.id for one in DESIGN.components}
    assert components["database"]["frame"] == "aws/region/network/data_subnets"
    assert components["network"]["frame"] is None, "a network with something in it is a frame"
    assert {(line["source"], line["target"]) for line in told["lines"]} >= {("api", "handler")}
    (overseer,) = told["overseers"]
    assert (overseer["component"], [*overseer["over"].values()]) == ("key", [["database"]])


def test_an_option_says_whether_the_plan_chose_it(catalogue: Catalogue) -> None:
    told = json.loads(write_json(make_scene(DESIGN, catalogue), DESIGN, catalogue))
    (handler,) = (one for one in told["components"] if one["id"] == "handler")
    options = {option["name"]: option for option in handler["options"]}
    assert options["memory_mb"] | {"description": ""} == {
        "name": "memory_mb",
        "value": 2048,
        "unit": "MB",
        "description": "",
        "usage": False,
        "ordinary": False,
    }
    assert options["timeout_seconds"]["ordinary"] is True
