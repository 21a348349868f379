"""Security groups as CloudFormation resources: only the rules that a connection asked for."""

from typing import Any

from worker.architecture.block import Block
from worker.architecture.model import Component
from worker.architecture.naming import logical_id
from worker.render.cloudformation_dialect import plain
from worker.render.templates import CLOUDFORMATION, ascii_only
from worker.render.wiring import OpenPort, Wiring

HTTPS = {"Description": "AWS APIs", "IpProtocol": "tcp", "FromPort": 443, "ToPort": 443, "CidrIp": "0.0.0.0/0"}

NOTHING = {"Description": "Nothing but what other rules allow", "IpProtocol": "-1", "CidrIp": "127.0.0.1/32"}
"""A group with no egress rule of its own would be given one that allows everything."""


def render_group(component: Component, block: Block, wiring: Wiring) -> dict[str, Any]:
    """The component's security group by logical id, or nothing where it has none."""
    end = wiring.ends[component.id]
    if end.security_group is None:
        return {}
    properties = {
        "GroupDescription": f"What may reach {component.id}, and what it may reach",
        "VpcId": plain(end.network.vpc_id),
        "SecurityGroupEgress": [HTTPS if block.egress_https else NOTHING],
        "Tags": [{"Key": "Name", "Value": {"Fn::Sub": f"${{Project}}-${{Environment}}-{end.slug}"}}],
    }
    return {f"{end.Id}SecurityGroup": {"Type": "AWS::EC2::SecurityGroup", "Properties": properties}}


def render_rules(wiring: Wiring) -> dict[str, Any]:
    """Two rules for each open port, by logical id."""
    resources: dict[str, Any] = {}
    for port in wiring.ports:
        name = f"{logical_id(port.edge)}{port.port}"
        resources[f"{name}Ingress"] = _rule(port, "Ingress", port.server, "SourceSecurityGroupId", port.client)
        resources[f"{name}Egress"] = _rule(port, "Egress", port.client, "DestinationSecurityGroupId", port.server)
    return resources


def _rule(port: OpenPort, kind: str, own: str, key: str, other: str) -> dict[str, Any]:
    properties = {
        "GroupId": plain(CLOUDFORMATION.security_group(own)),
        "Description": ascii_only(port.description),
        "IpProtocol": port.protocol,
        "FromPort": port.port,
        "ToPort": port.port,
        key: plain(CLOUDFORMATION.security_group(other)),
    }
    return {"Type": f"AWS::EC2::SecurityGroup{kind}", "Properties": properties}
