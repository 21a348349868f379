"""prices.yaml of a block: read with the provenance of each amount, written whole or not at all."""

import datetime
import os
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from worker.prices.regions import place_in_order

WIDTH = 120


@dataclass(frozen=True, order=True)
class Provenance:
    """When and how an amount was read."""

    date: datetime.date
    method: str


Amounts = dict[str, dict[str, dict[str, float]]]
"""Price id → value of the option `each` ("" without one) → region → USD."""


@dataclass
class AmountsFile:
    """The content of one prices.yaml."""

    head: str = ""
    amounts: Amounts = field(default_factory=dict)
    provenance: dict[tuple[str, str], Provenance] = field(default_factory=dict)
    """(price id, region) → when and how."""
    rest: Provenance | None = None
    """What stands at the head of a file without amounts."""

    def set(self, price: str, value: str, region: str, usd: float, provenance: Provenance) -> None:
        """Record one amount."""
        self.amounts.setdefault(price, {}).setdefault(value, {})[region] = usd
        self.provenance[price, region] = provenance


def read(path: Path) -> AmountsFile:
    """Raises OSError, yaml.YAMLError and KeyError where the file is at fault."""
    text = path.read_text(encoding="utf-8")
    content = yaml.safe_load(text)
    head = "".join(line for line in text.splitlines(keepends=True) if line.startswith("#"))
    file = AmountsFile(head=head)
    for price, usd in (content.get("usd") or {}).items():
        nested = any(isinstance(entry, dict) for entry in usd.values())
        values = usd if nested else {"": usd}
        file.amounts[price] = {_text(value): _amounts(regions) for value, regions in values.items()}
    rest = file.rest = Provenance(content["date"], content["method"])
    records = content.get("recorded") or []
    for price, region in _cells(file.amounts):
        file.provenance[price, region] = _of(records, price, region) or rest
    return file


def _text(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _amounts(regions: Mapping[str, Any]) -> dict[str, float]:
    return {region: float(usd) for region, usd in regions.items()}  # YAML takes 4e-07 for text


def _of(records: Iterable[Mapping[str, Any]], price: str, region: str) -> Provenance | None:
    for record in records:
        if price in record["prices"] and (not record.get("regions") or region in record["regions"]):
            return Provenance(record["date"], record["method"])
    return None


def _cells(amounts: Amounts) -> Iterator[tuple[str, str]]:
    for price, values in amounts.items():
        for region in sorted({region for regions in values.values() for region in regions}, key=place_in_order):
            yield price, region


def write(path: Path, file: AmountsFile, order: Iterable[str]) -> None:
    """Replace the file at once. `order` is the price ids as in block.yaml; others follow."""
    ids = [*(price for price in order if price in file.amounts)]
    ids += [price for price in file.amounts if price not in ids]
    text = render(file, ids)
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=".prices-", suffix=".yaml")
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as stream:
            stream.write(text)
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def render(file: AmountsFile, ids: Iterable[str]) -> str:
    """The text of the file: what most amounts have in common first, then exceptions, then the amounts."""
    ids = list(ids)
    counts = Counter(file.provenance[cell] for cell in _cells(file.amounts))
    common = counts.most_common(1)[0][0] if counts else file.rest
    if common is None:
        raise ValueError("there is no amount to write, and no date that the file had")
    lines = [file.head.rstrip("\n")] if file.head else []
    lines += [f"date: {common.date}", f"method: {_quoted(common.method)}"]
    exceptions = _exceptions(file, ids, common)
    if exceptions:
        lines += ["recorded:", *exceptions]
    lines.append("usd:" if ids else "usd: {}")
    for price in ids:
        values = file.amounts[price]
        if list(values) == [""]:
            lines += _row(price, values[""], 2)
        else:
            lines.append(f"  {price}:")
            lines += [line for value, regions in values.items() for line in _row(_key(value), regions, 4)]
    return "\n".join(lines) + "\n"


def _exceptions(file: AmountsFile, ids: list[str], common: Provenance) -> list[str]:
    groups: dict[tuple[Provenance, tuple[str, ...]], list[str]] = {}
    for price in ids:
        regions = [region for name, region in _cells({price: file.amounts[price]})]
        for provenance in dict.fromkeys(file.provenance[price, region] for region in regions):
            own = tuple(region for region in regions if file.provenance[price, region] == provenance)
            if provenance != common:
                groups.setdefault((provenance, () if len(own) == len(regions) else own), []).append(price)
    lines = []
    for (provenance, own), prices in groups.items():
        lines += _wrapped(f"  - prices: [{', '.join(prices)}]", 6)
        if own:
            lines += _wrapped(f"    regions: [{', '.join(own)}]", 6)
        lines += [f"    date: {provenance.date}", f"    method: {_quoted(provenance.method)}"]
    return lines


def _row(key: str, regions: Mapping[str, float], indent: int) -> list[str]:
    pairs = [f"{name}: {_number(regions[name])}" for name in sorted(regions, key=place_in_order)]
    return _wrapped(f"{' ' * indent}{key}: {{{', '.join(pairs)}}}", indent + 4)


def _wrapped(text: str, indent: int) -> list[str]:
    lines = []
    while len(text) > WIDTH:
        cut = text.rfind(", ", indent + 1, WIDTH) + 1
        if not cut:
            break
        lines.append(text[:cut])
        text = " " * indent + text[cut + 1 :]
    return [*lines, text]


def _number(usd: float) -> str:
    """Never with an exponent: YAML reads 4e-07 as text."""
    text = format(Decimal(repr(float(usd))), "f")
    return text if "." in text else f"{text}.0"


def _key(value: str) -> str:
    return _quoted(value) if yaml.safe_load(value) != value else value


def _quoted(text: str) -> str:
    plain = yaml.safe_dump(text, width=10_000, allow_unicode=True).strip()
    return plain.removesuffix("...").strip()
