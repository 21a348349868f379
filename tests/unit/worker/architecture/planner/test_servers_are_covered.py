"""A server that is named with a group of servers is one of the group."""

from worker.architecture.catalogue import load_catalogue
from worker.architecture.model import Architecture
from worker.architecture.planner import plan
from worker.architecture.reading import read_requirements


def _planned(request: str) -> Architecture:
    return plan(read_requirements(request), load_catalogue())


def _blocks(made: Architecture) -> list[str]:
    return [component.block for component in made.components]


def test_instances_in_a_group_are_the_group() -> None:
    made = _planned("Use EC2 instances in an Auto Scaling group behind an application load balancer.")
    assert "ec2_auto_scaling_group" in _blocks(made)
    assert "ec2_instance" not in _blocks(made)
    assert any(note.value == "Amazon EC2 Auto Scaling group" for note in made.assumptions)


def test_a_bastion_stands_beside_the_group() -> None:
    made = _planned("Use an Auto Scaling group of web servers, and a bastion host for administration.")
    assert {"ec2_auto_scaling_group", "ec2_instance"} <= set(_blocks(made))
