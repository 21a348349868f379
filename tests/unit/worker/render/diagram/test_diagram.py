"""The diagram shows every component, draws every line or badge, and lets no text out of its place."""

import re
import shutil
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from worker.architecture.block import Block
from worker.architecture.catalogue import Catalogue
from worker.architecture.connection_kind import ConnectionKind
from worker.architecture.errors import MissingConnection, RenderError
from worker.architecture.model import Architecture, Component, Connection
from worker.render.diagram import layout as diagram_layout
from worker.render.diagram import render_diagram
from worker.render.diagram.box import Box
from worker.render.diagram.layout import lay_out
from worker.render.diagram.scene import FRAME_ICONS, USERS, make_scene
from worker.render.diagram.source import key_of, write_d2

PLACEMENTS = {
    "cdn": "edge",
    "network": "network",
    "balancer": "public_subnets",
    "service": "private_subnets",
    "database": "data_subnets",
    "bucket": "regional",
    "key": "regional",
    "alarm": "regional",
    "topic": "regional",
}
FLOWS = {
    ("cdn", "balancer"): "request",
    ("cdn", "bucket"): "request",
    ("balancer", "service"): "request",
    ("service", "database"): "data",
    ("service", "bucket"): "data",
    ("service", "service"): "request",
    ("key", "database"): "control",
    ("key", "bucket"): "control",
    ("alarm", "service"): "control",
    ("alarm", "topic"): "event",
}


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    folder = tmp_path_factory.mktemp("catalogue")
    blocks = {name: _block(name, placement, folder) for name, placement in PLACEMENTS.items()}
    kinds = {
        ends: ConnectionKind.model_validate(
            {"source": ends[0], "target": ends[1], "meaning": "uses", "label": "uses", "flow": flow}
        )
        for ends, flow in FLOWS.items()
    }
    return Catalogue(blocks, kinds, folder)


def _block(name: str, placement: str, folder: Path) -> Block:
    (folder / "blocks" / name).mkdir(parents=True)
    shutil.copy(FRAME_ICONS / "users.svg", folder / "blocks" / name / "icon.svg")
    facts: dict[str, Any] = {
        "name": name,
        "title": f"AWS {name}",
        "service": name,
        "names": [],
        "category": "compute",
        "placement": placement,
        "icon": "x",
        "documentation": "x",
        "summary": "x",
        "resources": {},
        "entry": name == "cdn",
        "planning": {"id": name, "name": name},
    }
    return Block.model_validate(facts)


def shop(name: str = "Orders", title: str = "A shop") -> Architecture:
    in_network = {"balancer", "service", "database"}
    components = tuple(
        Component(id=f"{block}_1", block=block, name=name, network="network_1" if block in in_network else None)
        for block in PLACEMENTS
    )
    edges = [ends for ends in FLOWS if ends[0] != ends[1]]
    return Architecture(
        title=title,
        project="shop",
        components=components,
        connections=tuple(Connection(source=f"{a}_1", target=f"{b}_1") for a, b in edges),
    )


def test_every_component_is_drawn_as_a_node_a_frame_or_a_card(catalogue: Catalogue) -> None:
    svg = render_diagram(shop(), catalogue)["diagram.svg"].decode()
    drawn = set(re.findall(r'<g id="([^"]+)"', svg))
    assert {component.id for component in shop().components} - drawn == {"network_1"}
    assert svg.count(">Orders<") == len(PLACEMENTS), "each name once, the network's on its frame"


def test_every_edge_is_a_line_or_named_on_a_card(catalogue: Catalogue) -> None:
    scene = make_scene(shop(), catalogue)
    lines = {(line.source, line.target) for line in scene.lines}
    carded = {(one.node.key, key) for one in scene.strip for keys in one.over.values() for key in keys}
    assert {(c.source, c.target) for c in shop().connections} == (lines - {(USERS, "cdn_1")}) | carded


def test_users_enter_where_clients_can(catalogue: Catalogue) -> None:
    assert [line.target for line in make_scene(shop(), catalogue).lines if line.source == USERS] == ["cdn_1"]


def test_what_watches_over_others_and_whom_it_tells_stand_in_the_strip(catalogue: Catalogue) -> None:
    scene = make_scene(shop(), catalogue)
    assert {overseer.node.key for overseer in scene.strip} == {"key_1", "alarm_1", "topic_1"}
    assert all(overseer.watches("service_1") == (overseer.node.key == "alarm_1") for overseer in scene.strip)


def test_the_same_architecture_gives_the_same_bytes(catalogue: Catalogue) -> None:
    assert render_diagram(shop(), catalogue) == render_diagram(shop(), catalogue)


def test_an_edge_without_a_connection_file_is_an_error(catalogue: Catalogue) -> None:
    wrong = shop().model_copy(update={"connections": (Connection(source="bucket_1", target="cdn_1"),)})
    with pytest.raises(MissingConnection, match="bucket-cdn"):
        render_diagram(wrong, catalogue)


def test_no_line_crosses_through_a_node(catalogue: Catalogue) -> None:
    scene = make_scene(shop(), catalogue)
    layout = lay_out(write_d2(scene), scene)
    nodes = {key_of(node): layout.boxes[key_of(node)] for node in scene.nodes}
    for ends, route in layout.routes.items():
        points = [(float(x), float(y)) for x, y in re.findall(r"(-?[\d.]+) (-?[\d.]+)", route.path)]
        for key, box in nodes.items():
            if key not in ends:
                assert not any(_crosses(a, b, box) for a, b in pairwise(points)), f"{ends} runs through {key}"


def _crosses(a: tuple[float, float], b: tuple[float, float], box: Box) -> bool:
    left, right = sorted((a[0], b[0]))
    top, bottom = sorted((a[1], b[1]))
    return left < box.x + box.width and right > box.x and top < box.y + box.height and bottom > box.y


def test_a_component_may_be_called_like_a_word_of_d2(catalogue: Catalogue) -> None:
    components = (Component(id="label", block="bucket", name="Label"), Component(id="shape", block="cdn", name="Shape"))
    words = Architecture(
        title="Words",
        project="words",
        components=components,
        connections=(Connection(source="shape", target="label"),),
    )
    assert '<g id="label"' in render_diagram(words, catalogue)["diagram.svg"].decode()


def test_an_architecture_of_cards_alone_is_drawn(catalogue: Catalogue) -> None:
    lonely = Architecture(
        title="Alone", project="alone", components=(Component(id="key", block="key", name="Master key"),)
    )
    assert ">Master key<" in render_diagram(lonely, catalogue)["diagram.svg"].decode()


def test_a_failing_layout_engine_is_a_named_error(catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(diagram_layout, "_d2", lambda: "/bin/false")
    with pytest.raises(RenderError, match="layout engine refused"):
        render_diagram(shop(), catalogue)


# Any text an Architecture takes, but control characters, which XML cannot hold and the API refuses.
TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=60).filter(str.strip)


@given(name=TEXT, title=TEXT)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_name_gets_out_of_its_place(catalogue: Catalogue, name: str, title: str) -> None:
    svg = render_diagram(shop(name, title), catalogue, png=False)["diagram.svg"].decode()
    root = ElementTree.fromstring(svg)
    assert {element.tag.rpartition("}")[2] for element in root.iter()} <= {
        *("svg", "title", "defs", "marker", "path", "symbol", "g", "rect", "text", "use", "circle", "ellipse"),
    }
    drawn_title = next(e.text for e in root.iter() if e.tag.endswith("title"))
    assert drawn_title == title or "\r" in title
