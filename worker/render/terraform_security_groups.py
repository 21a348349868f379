"""security_groups.tf: one group a component, and only the rules that a connection asked for."""

from collections.abc import Iterator

from worker.architecture.catalogue import Catalogue
from worker.architecture.model import Architecture
from worker.render.hcl import literal, quoted
from worker.render.templates import ascii_only
from worker.render.wiring import OpenPort, Wiring


def render_security_groups(architecture: Architecture, catalogue: Catalogue, wiring: Wiring) -> str:
    """HCL text; empty where no component has a security group."""
    parts: list[str] = []
    for component in architecture.components:
        end = wiring.ends[component.id]
        if end.security_group is None:
            continue
        parts.append(_group(component.id, literal(end.network.vpc_id), end.slug))
        if catalogue.block(component.block).egress_https:
            parts.append(_https(component.id))
    for port in wiring.ports:
        parts.extend(_rules(port))
    return "\n\n".join(parts)


def _group(component_id: str, vpc_id: str, slug: str) -> str:
    return f"""
    resource "aws_security_group" "{component_id}" {{
      name = "${{local.name_prefix}}-{slug}"
      description = "What may reach {component_id}, and what it may reach"
      vpc_id = {vpc_id}

      tags = {{
        Name = "${{local.name_prefix}}-{slug}"
      }}
    }}"""


def _https(component_id: str) -> str:
    return f"""
    resource "aws_vpc_security_group_egress_rule" "{component_id}_https" {{
      security_group_id = aws_security_group.{component_id}.id
      description = "AWS APIs"
      ip_protocol = "tcp"
      from_port = 443
      to_port = 443
      cidr_ipv4 = "0.0.0.0/0"
    }}"""


def _rules(port: OpenPort) -> Iterator[str]:
    for kind, own, other in (("ingress", port.server, port.client), ("egress", port.client, port.server)):
        yield f"""
    resource "aws_vpc_security_group_{kind}_rule" "{port.edge}_{port.port}" {{
      security_group_id = aws_security_group.{own}.id
      description = {quoted(ascii_only(port.description))}
      ip_protocol = "{port.protocol}"
      from_port = {port.port}
      to_port = {port.port}
      referenced_security_group_id = aws_security_group.{other}.id
    }}"""
