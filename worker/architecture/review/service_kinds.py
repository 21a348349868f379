"""What a service is good for, where the catalogue's category does not tell: is it a store, a queue, a cache …"""

from functools import cache
from pathlib import Path

import yaml

from worker.architecture.block import Block

HERE = Path(__file__).parent


def kinds_of(block: Block) -> frozenset[str]:
    """Its kinds by service_kinds.yaml, and `store`, `code` and `entry` by the block's own facts."""
    named = _by_name()
    kinds = set(named.get(block.name) or named.get(block.service) or ())
    if block.category in ("database", "storage") and not kinds & {"cache", "helper"}:
        kinds.add("store")
    if block.category == "compute" and block.roles and "helper" not in kinds:
        kinds.add("code")
    if block.entry:
        kinds.add("entry")
    return frozenset(kinds)


@cache
def _by_name() -> dict[str, frozenset[str]]:
    content: dict[str, list[str]] = yaml.safe_load((HERE / "service_kinds.yaml").read_text(encoding="utf-8"))
    names = {name for group in content.values() for name in group}
    return {name: frozenset(kind for kind, group in content.items() if name in group) for name in names}
