"""What a service is good for, where the catalogue's category does not tell: is it a store, a queue, a cache …"""

from functools import cache
from pathlib import Path

import yaml

from worker.architecture.block import Block

HERE = Path(__file__).parent


def kinds_of(block: Block) -> frozenset[str]:
    """Its kinds by service_kinds.yaml, and `store`, `code` and `entry` by the block's own facts."""
    kinds = set(_by_service().get(block.service, ()))
    if block.category in ("database", "storage") and not kinds & {"cache", "helper"}:
        kinds.add("store")
    if block.category == "compute" and block.roles and "helper" not in kinds:
        kinds.add("code")
    if block.entry:
        kinds.add("entry")
    return frozenset(kinds)


@cache
def _by_service() -> dict[str, frozenset[str]]:
    content: dict[str, list[str]] = yaml.safe_load((HERE / "service_kinds.yaml").read_text(encoding="utf-8"))
    services = {service for group in content.values() for service in group}
    return {service: frozenset(k for k, group in content.items() if service in group) for service in services}
