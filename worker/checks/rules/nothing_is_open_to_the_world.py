"""Security groups let the internet in at the entrances only."""

import re
from collections.abc import Iterator

from worker.architecture.options import placement_of
from worker.checks.check import Check, Finding
from worker.checks.context import Context, Resource

WORLD = {"0.0.0.0/0", "::/0"}
ENTRANCE_PORTS = {80, 443, "80", "443"}
Open = tuple[Resource, set[object]]
ENTRANCE_PLACE = "public_subnets"


class NothingIsOpenToTheWorld(Check):
    """0.0.0.0/0 may come in only on 80 and 443 of what stands in public subnets to be reached."""

    id = "nothing_is_open_to_the_world"
    severity = "high"
    sentence = "Only public entrances let in the whole internet, and only on ports 80 and 443."
    source = "https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-18"

    def run(self, context: Context) -> Iterator[Finding]:
        for resource, ports in (*_open_rules(context), *_open_groups(context)):
            if not (_is_entrance(resource, context) and ports <= ENTRANCE_PORTS):
                shown = ", ".join(str(port) for port in sorted(ports, key=str)) or "every port"
                message = f"{resource.name} lets in the whole internet on {shown}"
                yield Finding(component=resource.owner, file=resource.file, message=message)


def _open_rules(context: Context) -> Iterator[Open]:
    for resource in context.resources("aws_vpc_security_group_ingress_rule"):
        if {str(resource.at("cidr_ipv4")), str(resource.at("cidr_ipv6"))} & WORLD:
            yield resource, _ports(resource)
    for resource in context.resources("AWS::EC2::SecurityGroupIngress"):
        if {str(resource.at("CidrIp")), str(resource.at("CidrIpv6"))} & WORLD:
            yield resource, {resource.at("FromPort"), resource.at("ToPort")}


def _open_groups(context: Context) -> Iterator[Open]:
    for resource in context.resources("aws_security_group"):
        for rule in resource.properties.get("ingress") or []:
            if WORLD & {*(rule.get("cidr_blocks") or []), *(rule.get("ipv6_cidr_blocks") or [])}:
                yield resource, {rule.get("from_port"), rule.get("to_port")}
    for resource in context.resources("AWS::EC2::SecurityGroup"):
        for rule in resource.properties.get("SecurityGroupIngress") or []:
            if {str(rule.get("CidrIp")), str(rule.get("CidrIpv6"))} & WORLD:
                yield resource, {rule.get("FromPort"), rule.get("ToPort")}


def _ports(resource: Resource) -> set[object]:
    ports = {resource.at("from_port"), resource.at("to_port")}
    if any("each." in str(port) for port in ports):
        return set(re.findall(r"\d+", str(resource.at("for_each")))) or ports
    return ports


def _is_entrance(resource: Resource, context: Context) -> bool:
    placed = {c.id: placement_of(c, context.catalogue) for c in context.architecture.components}
    return placed.get(resource.owner) == ENTRANCE_PLACE
