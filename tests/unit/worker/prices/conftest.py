"""A price list in memory, and a catalogue of one block in a folder of its own."""

import datetime
import json
from collections.abc import Mapping, Sequence

import pytest

from worker.architecture.block import Block
from worker.architecture.catalogue import Catalogue, load_catalogue
from worker.architecture.price import PriceListQuery
from worker.prices.price_list import PriceListUnavailable
from worker.prices.products import Product, product_of

PRICES_YAML = """\
# A head that stays.
date: 2025-06-01
method: by hand
usd:
  server:
    small: {us-east-1: 0.1, eu-west-1: 0.11}
    large: {us-east-1: 0.2, eu-west-1: 0.22}
  requests: {us-east-1: 1.0}
"""


def entry(usage_type: str, region: str, *tiers: tuple[float, str], **attributes: str) -> str:
    """A product as `get-products` has it; a tier is (beginRange, USD)."""
    dimensions = {
        f"SKU.JRTCKXETXF.{number}": {
            "unit": "Hrs",
            "beginRange": f"{begin:g}",
            "endRange": "Inf",
            "description": f"${usd} per hour",
            "appliesTo": [],
            "rateCode": f"SKU.JRTCKXETXF.{number}",
            "pricePerUnit": {"USD": usd},
        }
        for number, (begin, usd) in enumerate(tiers)
    }
    product = {
        "productFamily": "Compute",
        "attributes": {"usagetype": usage_type, "regionCode": region, "servicecode": "AmazonThing", **attributes},
        "sku": "SKU",
    }
    terms = {"OnDemand": {"SKU.JRTCKXETXF": {"priceDimensions": dimensions, "sku": "SKU", "termAttributes": {}}}}
    return json.dumps({"product": product, "serviceCode": "AmazonThing", "terms": terms, "version": "20260101"})


class ShelfList:
    """A PriceList that knows what stands on its shelf: (value, region) → products."""

    def __init__(self, shelf: Mapping[tuple[str, str], Sequence[str]], *, down_after: int = 1000) -> None:
        self._shelf, self._left = shelf, down_after

    def products(self, query: PriceListQuery, value: str, region: str) -> Sequence[Product]:
        if not self._left:
            raise PriceListUnavailable("no network")
        self._left -= 1
        return [product_of(text) for text in self._shelf.get((value, region), [])]


def thing(**fields: object) -> Block:
    """A block with a server in two sizes and with requests."""
    known = {"source": "https://aws.amazon.com/thing/", "date": datetime.date(2025, 6, 1), "method": "by hand"}
    query = {"service": "AmazonThing", "filters": {"instanceType": "{each}"}}
    servers = {"small": {"us-east-1": 0.1, "eu-west-1": 0.11}, "large": {"us-east-1": 0.2, "eu-west-1": 0.22}}
    prices = [
        {"id": "server", "title": "Server", "unit": "hours", "each": "size", "quantity": [730], **known}
        | {"query": query, "usd_each": servers},
        {"id": "requests", "title": "Requests", "unit": "request", "quantity": [5], "per": 1000000, **known}
        | {"usd": {"us-east-1": 1.0}},
    ]
    size = {"type": "string", "default": "small", "description": "How large.", "choices": ["small", "large"]}
    base = load_catalogue().block("sns_topic").model_dump() | {
        "name": "thing",
        "prices": prices,
        "options": {"size": size},
    }
    return Block.model_validate(base | fields)


@pytest.fixture
def catalogue(tmp_path):
    """The one block, with its prices.yaml under tmp_path."""
    folder = tmp_path / "blocks" / "thing"
    folder.mkdir(parents=True)
    (folder / "prices.yaml").write_text(PRICES_YAML)
    return Catalogue({"thing": thing()}, {}, tmp_path)


@pytest.fixture
def shelf():
    """What the list has: everything as recorded, but a small server for 0.12 in eu-west-1."""
    return {
        ("small", "us-east-1"): [entry("BoxUsage:small", "us-east-1", (0, "0.1"))],
        ("small", "eu-west-1"): [entry("EU-BoxUsage:small", "eu-west-1", (0, "0.12"))],
        ("large", "us-east-1"): [entry("BoxUsage:large", "us-east-1", (0, "0.2"))],
        ("large", "eu-west-1"): [entry("EU-BoxUsage:large", "eu-west-1", (0, "0.22"))],
    }


@pytest.fixture
def price_list():
    """Makes a ShelfList."""
    return ShelfList


@pytest.fixture
def product_text():
    """Makes a product's JSON."""
    return entry


@pytest.fixture
def make_thing():
    """Makes the block with other fields."""
    return thing
