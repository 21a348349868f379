"""Availability Zones in the picture: who runs where, drawn so that nothing overlaps and no line runs through."""

import json
from itertools import combinations

import pytest

from worker.architecture.catalogue import Catalogue
from worker.architecture.model import Architecture, Component, Connection, OptionValue
from worker.architecture.options import effective_options
from worker.render.diagram import render_diagram
from worker.render.diagram.box import Box
from worker.render.diagram.detours import around, corners_of, crosses, rounded
from worker.render.diagram.layout import lay_out
from worker.render.diagram.scene import Scene, make_scene
from worker.render.diagram.source import d2_key, write_d2
from worker.render.diagram.zone_plan import placed_residents, plan_zones
from worker.render.diagram.zones import roles_by_zone

NETWORK = ("aws", "region", "network")


def web(zones: int = 2, services: int = 1, **vpc: OptionValue) -> Architecture:
    """A balancer before services in front of one database, and mail and files that they use from the network."""
    outside = {"mail": "ses_identity", "files": "s3_bucket"}
    names = [f"service_{number}" for number in range(services)]
    components = (
        Component(id="network", block="vpc", name="Network", options={"availability_zones": zones, **vpc}),
        Component(id="balancer", block="application_load_balancer", name="Load balancer", network="network"),
        *(Component(id=one, block="ecs_service", name=one.title(), network="network") for one in names),
        Component(id="database", block="rds_instance", name="Database", network="network"),
        *(Component(id=key, block=block, name=key.title()) for key, block in outside.items()),
    )
    ends = [("balancer", one) for one in names] + [(one, to) for one in names for to in ("database", *outside)]
    return Architecture(
        title="Web",
        project="web",
        components=components,
        connections=tuple(Connection(source=source, target=target) for source, target in ends),
    )


def told(scene: Scene) -> list[dict[str, list[tuple[str, str]]]]:
    """For each zone the names and roles by kind of subnet."""
    return [
        {subnet.style: [(one.name, one.role) for one in subnet.residents] for subnet in zone.subnets}
        for zone in scene.zones[NETWORK]
    ]


def test_each_zone_has_its_subnets_and_who_runs_in_them(catalogue: Catalogue) -> None:
    first, second = told(make_scene(web(nat_gateways="single"), catalogue))
    assert first == {
        "public_subnets": [("Load balancer", ""), ("NAT gateway", "only here")],
        "private_subnets": [("Service_0", "1 task")],
        "data_subnets": [("Database", "primary")],
    }
    assert second == {
        "public_subnets": [("Load balancer", "")],
        "private_subnets": [("Service_0", "1 task")],
        "data_subnets": [("Database", "standby")],
    }


def test_a_third_zone_is_empty_where_two_copies_suffice(catalogue: Catalogue) -> None:
    *_, third = told(make_scene(web(zones=3, nat_gateways="per_az"), catalogue))
    assert third == {
        "public_subnets": [("Load balancer", ""), ("NAT gateway", "")],
        "private_subnets": [],
        "data_subnets": [],
    }


@pytest.mark.parametrize(
    ("block", "options", "zones", "roles"),
    [
        ("ecs_service", {"desired_count": 5}, 2, ("3 tasks", "2 tasks")),
        ("ecs_service", {"desired_count": 1}, 2, ("only here", None)),
        ("aurora_cluster", {"instances": 4}, 3, ("writer, 1 reader", "1 reader", "1 reader")),
        ("rds_instance", {"multi_az": False}, 2, ("only here", None)),
        ("rds_instance", {"read_replicas": 1}, 2, ("primary, 1 read replica", "standby")),
        ("ec2_instance", {"zone": 2}, 2, (None, "only here")),
        ("elasticache_redis", {"nodes": 2}, 2, ("primary", "1 replica")),
        ("opensearch_domain", {"zones": 2}, 3, ("", "", None)),
        ("application_load_balancer", {}, 3, ("", "", "")),
        ("ecs_service", {}, 1, ("2 tasks",)),
    ],
)
def test_copies_stand_in_the_zones_in_turn(
    catalogue: Catalogue, block: str, options: dict[str, OptionValue], zones: int, roles: tuple[str | None, ...]
) -> None:
    kind = catalogue.block(block)
    chosen = effective_options(Component(id="one", block=block, name="One", options=options), kind)
    assert roles_by_zone(kind, chosen, zones) == roles


def test_what_a_block_says_of_its_copies_is_an_option_of_it(catalogue: Catalogue) -> None:
    for block in catalogue.blocks.values():
        for standing in block.standing:
            named = {*standing.counted, *standing.when, *([standing.zone] if standing.zone else [])}
            assert named <= set(block.options), block.name


@pytest.mark.parametrize("zones", [2, 3])
@pytest.mark.parametrize("services", [1, 4, 12])
def test_nothing_in_a_network_overlaps_its_zones(catalogue: Catalogue, zones: int, services: int) -> None:
    scene = make_scene(web(zones, services, nat_gateways="per_az"), catalogue)
    layout = lay_out(write_d2(scene), scene)
    network = layout.boxes[d2_key(NETWORK)]
    plan = plan_zones(scene.zones[NETWORK])
    drawn = [plan.zone_box(number, network) for number in range(zones)]
    frames = [box for key, box in layout.boxes.items() if key.startswith(f"{d2_key(NETWORK)}.") and key.count(".") == 3]
    assert all(_within(zone, network) for zone in drawn)
    assert not [pair for pair in combinations([*drawn, *frames], 2) if _overlap(*pair)]
    for zone, box in zip(scene.zones[NETWORK], drawn, strict=True):
        for _, place, residents in placed_residents(zone, plan, box):
            plates = [plate for _, plate in residents]
            assert _within(place, box)
            assert all(_within(plate, place) for plate in plates)
            assert not [pair for pair in combinations(plates, 2) if _overlap(*pair)]


@pytest.mark.parametrize("services", [1, 4])
def test_no_line_runs_through_a_zone(catalogue: Catalogue, services: int) -> None:
    scene = make_scene(web(services=services), catalogue)
    layout = lay_out(write_d2(scene), scene)
    area = plan_zones(scene.zones[NETWORK]).area(layout.boxes[d2_key(NETWORK)])
    through = [ends for ends, route in layout.routes.items() if crosses(corners_of(route.path), area)]
    assert through == []


def test_a_line_through_the_zones_is_led_over_them() -> None:
    area = Box(0, 100, 200, 80)
    corners = [(20.0, 50.0), (60.0, 50.0), (60.0, 140.0), (300.0, 140.0)]
    assert crosses(corners, area)
    for way in (corners, corners[::-1]):
        led = around(way, area, turn=0)
        assert led is not None
        assert not crosses(led, area)
        assert (led[0], led[-1]) == (way[0], way[-1])
        assert not crosses(corners_of(rounded(led)), area)


def test_two_lines_around_the_same_zones_do_not_share_their_way() -> None:
    area = Box(0, 100, 200, 80)
    first = around([(20.0, 50.0), (60.0, 50.0), (60.0, 140.0), (300.0, 140.0)], area, turn=0)
    second = around([(20.0, 40.0), (70.0, 40.0), (70.0, 150.0), (300.0, 150.0)], area, turn=1)
    assert first is not None
    assert second is not None
    assert {y for _, y in first}.isdisjoint(y for _, y in second)


def test_the_files_have_the_zones_too(catalogue: Catalogue) -> None:
    files = render_diagram(web(), catalogue, png=False)
    (network,) = json.loads(files["diagram.json"])["networks"]
    assert (network["frame"], [zone["title"] for zone in network["zones"]]) == (
        "aws/region/network",
        ["Availability Zone 1", "Availability Zone 2"],
    )
    assert {"component": "database", "name": "Database", "role": "standby"} in network["zones"][1]["subnets"][2][
        "residents"
    ]
    assert b"Availability Zone 2" in files["diagram.svg"]
    assert b'id="frame-aws.region.network-zone-2-data_subnets-1"' in files["diagram.drawio"]
    assert b"Availability Zone 2: public subnet: 'Load balancer'" in files["diagram.d2"]


def test_what_belongs_to_the_network_itself_is_no_component(catalogue: Catalogue) -> None:
    files = render_diagram(web(nat_gateways="per_az"), catalogue, png=False)
    (network,) = json.loads(files["diagram.json"])["networks"]
    public = network["zones"][0]["subnets"][0]["residents"]
    assert {"component": None, "name": "NAT gateway", "role": ""} in public


def _within(inner: Box, outer: Box) -> bool:
    return (
        inner.x >= outer.x
        and inner.y >= outer.y
        and inner.x + inner.width <= outer.x + outer.width + 0.01
        and inner.y + inner.height <= outer.y + outer.height + 0.01
    )


def _overlap(a: Box, b: Box) -> bool:
    level = a.x + a.width > b.x + 0.01 and b.x + b.width > a.x + 0.01
    return level and a.y + a.height > b.y + 0.01 and b.y + b.height > a.y + 0.01
