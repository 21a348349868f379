"""The AWS Price List API. The only place of this command that makes an AWS client."""

from collections.abc import Iterator, Sequence
from typing import Any, Protocol

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from worker.architecture.price import PriceListQuery
from worker.prices.products import Product, filters_of, product_of

ENDPOINT_REGION = (
    "us-east-1"  # the API stands in three regions and answers for all; credentials need pricing:GetProducts
)


class PriceListUnavailable(Exception):
    """The price list could not be asked: no network, no credentials, or no permission."""


class PriceList(Protocol):
    """Where products are looked up."""

    def products(self, query: PriceListQuery, value: str, region: str) -> Sequence[Product]:
        """Those that fit, with `value` for `{each}`; `region` is "" for all. Raises PriceListUnavailable."""
        ...


class AwsPriceList:
    """Asks AWS, with the credentials that its tools find. Each question is asked once."""

    def __init__(self) -> None:
        config = Config(connect_timeout=5, read_timeout=20, retries={"mode": "standard", "total_max_attempts": 4})
        try:
            self._client: Any = boto3.Session().client("pricing", region_name=ENDPOINT_REGION, config=config)
        except BotoCoreError as error:
            raise PriceListUnavailable(_told(error)) from error
        self._known: dict[tuple[str, str], Sequence[Product]] = {}

    def products(self, query: PriceListQuery, value: str, region: str) -> Sequence[Product]:
        """See PriceList."""
        filters = filters_of(query, value, region)
        key = (query.service, repr(filters))
        if key not in self._known:
            try:
                self._known[key] = tuple(self._pages(query.service, filters))
            except (BotoCoreError, ClientError) as error:
                raise PriceListUnavailable(_told(error)) from error
        return self._known[key]

    def _pages(self, service: str, filters: list[dict[str, Any]]) -> Iterator[Product]:
        paginator = self._client.get_paginator("get_products")
        for page in paginator.paginate(ServiceCode=service, Filters=filters, FormatVersion="aws_v1"):
            yield from map(product_of, page["PriceList"])


def _told(error: Exception) -> str:
    return (
        f"the AWS Price List cannot be asked: {error}. It needs a network, AWS credentials (`aws configure`) and the "
        "permission pricing:GetProducts. Nothing was written"
    )
