"""Where devices are: tracked, told of when they leave a zone, shown on a map; what they said, kept for cheap."""

import pytest

from worker.architecture.catalogue import load_catalogue
from worker.architecture.model import Architecture
from worker.architecture.planner import plan
from worker.architecture.reading import read_requirements

CATALOGUE = load_catalogue()
FLEET = "1,000 trucks send telemetry over MQTT, one event per second each."


def planned(request: str) -> Architecture:
    return plan(read_requirements(request), CATALOGUE)


def edges(architecture: Architecture) -> set[tuple[str, str]]:
    return {(edge.source, edge.target) for edge in architecture.connections}


def test_a_fleet_that_is_watched_has_a_tracker_that_tells_of_zones() -> None:
    design = planned(f"{FLEET} Alert when a truck leaves its zone.")
    assert design.component("locations").block == "location_tracker"
    assert design.component("locations").options["crossings"] == ["EXIT"]
    assert {("processor", "locations"), ("locations", "alerts")} <= edges(design)


def test_a_live_map_brings_a_site_and_a_sign_in_whose_users_reach_the_map_only() -> None:
    design = planned(f"{FLEET} Show them live on a map and keep raw data for a year for analytics.")
    assert {("users", "viewers"), ("viewers", "locations"), ("cdn", "site"), ("function", "locations")} <= edges(design)
    assert {target for source, target in edges(design) if source == "viewers"} == {"locations"}


def test_a_fleet_of_which_no_position_is_asked_has_no_tracker() -> None:
    assert "location_tracker" not in {component.block for component in planned(FLEET).components}


@pytest.mark.parametrize(
    ("kept", "days", "archived"),
    [("30 days", None, None), ("six months", 30, None), ("a year", 30, 180)],
)
def test_an_archive_moves_to_cheaper_classes_the_longer_it_is_kept(
    kept: str, days: int | None, archived: int | None
) -> None:
    options = (
        planned(f"{FLEET} Keep raw data for {kept}, and let analysts query it with SQL.").component("archive").options
    )
    assert options.get("infrequent_access_days") == days
    assert options.get("archive_days") == archived
    assert options.get("archive_class") == ("GLACIER_IR" if archived else None)
    assert "expire_days" not in options


def test_the_classes_of_an_archive_add_up_to_what_is_kept() -> None:
    archive = planned(f"{FLEET} An event is 1 KB. Keep raw data for a year.").component("archive").options
    whole = 1000 * 730 * 3600 * 1e-6 * 365 / 30.4
    sizes = [archive[name] for name in ("storage_gb", "infrequent_gb", "archive_gb")]
    assert sum(float(size) for size in sizes if not isinstance(size, list)) == pytest.approx(whole, rel=0.01)
