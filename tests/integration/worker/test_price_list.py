"""The price list is asked as AWS answers it: JSON 1.1 over HTTP, in pages, refusals included."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from worker.architecture.price import PriceListQuery
from worker.prices.price_list import AwsPriceList, PriceListUnavailable
from worker.prices.products import single_price

pytestmark = pytest.mark.integration
NAT = PriceListQuery(service="AmazonEC2", filters={"productFamily": "NAT Gateway", "usagetype": "NatGateway-Hours"})


def nat_gateway(usage_type: str, usd: str) -> str:
    """As the list has it, shortened."""
    sku = "M2YSHUBETB3JX4M4"
    dimension = {
        "unit": "Hrs",
        "endRange": "Inf",
        "description": f"${usd} per NAT Gateway Hour",
        "appliesTo": [],
        "rateCode": f"{sku}.JRTCKXETXF.6YS6EN2CT7",
        "beginRange": "0",
        "pricePerUnit": {"USD": usd},
    }
    term = {
        "priceDimensions": {dimension["rateCode"]: dimension},
        "sku": sku,
        "effectiveDate": "2026-01-01T00:00:00Z",
        "offerTermCode": "JRTCKXETXF",
        "termAttributes": {},
    }
    attributes = {
        "regionCode": "eu-central-1",
        "servicecode": "AmazonEC2",
        "groupDescription": "Hourly charge for NAT Gateways",
        "usagetype": usage_type,
        "locationType": "AWS Region",
        "location": "EU (Frankfurt)",
        "servicename": "Amazon Elastic Compute Cloud",
        "operation": "NatGateway",
        "group": "NGW:NatGateway",
    }
    product = {"productFamily": "NAT Gateway", "attributes": attributes, "sku": sku}
    return json.dumps(
        {
            "product": product,
            "serviceCode": "AmazonEC2",
            "terms": {"OnDemand": {f"{sku}.JRTCKXETXF": term}},
            "version": "20260101000000",
            "publicationDate": "2026-01-01T00:00:00Z",
        }
    )


PAGES = [
    {"FormatVersion": "aws_v1", "PriceList": [nat_gateway("EUC1-NatGateway-Bytes", "0.052")], "NextToken": "more"},
    {"FormatVersion": "aws_v1", "PriceList": [nat_gateway("EUC1-NatGateway-Hours", "0.0520000000")]},
]


@pytest.fixture
def price_list_server(monkeypatch):
    """A price list on this machine; yields the questions it was asked and what it answers them with."""
    asked: list[dict[str, object]] = []
    refusal: list[tuple[int, dict[str, str]]] = []

    class Answers(BaseHTTPRequestHandler):
        def do_POST(self):
            question = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            asked.append({"target": self.headers["X-Amz-Target"], **question})
            status, answer = refusal[0] if refusal else (200, PAGES[1 if "NextToken" in question else 0])
            body = json.dumps(answer).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/x-amz-json-1.1")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    monkeypatch.setenv("AWS_ENDPOINT_URL_PRICING", f"http://127.0.0.1:{server.server_port}")
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "test")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "test")
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    yield asked, refusal
    server.shutdown()
    server.server_close()
    thread.join()


def test_every_page_is_read_and_the_one_price_found(price_list_server):
    asked, _ = price_list_server
    products = AwsPriceList().products(NAT, "", "eu-central-1")
    assert single_price(products, NAT, "") == 0.052
    assert [product.attributes["usagetype"] for product in products] == [
        "EUC1-NatGateway-Bytes",
        "EUC1-NatGateway-Hours",
    ]
    assert asked[0]["target"] == "AWSPriceListService.GetProducts"
    assert asked[0]["ServiceCode"] == "AmazonEC2"
    assert asked[0]["Filters"] == [
        {"Type": "TERM_MATCH", "Field": "productFamily", "Value": "NAT Gateway"},
        {"Type": "TERM_MATCH", "Field": "regionCode", "Value": "eu-central-1"},
    ]
    assert asked[1]["NextToken"] == "more"


def test_the_same_question_is_asked_once(price_list_server):
    asked, _ = price_list_server
    price_list = AwsPriceList()
    hours, data = (NAT, NAT.model_copy(update={"filters": {**NAT.filters, "usagetype": "NatGateway-Bytes"}}))
    assert price_list.products(hours, "", "eu-central-1") is price_list.products(data, "", "eu-central-1")
    assert len(asked) == len(PAGES)


def test_a_refusal_is_told_with_what_it_needs(price_list_server):
    _, refusal = price_list_server
    refusal.append((400, {"__type": "AccessDeniedException", "message": "not authorized"}))
    with pytest.raises(PriceListUnavailable, match=r"not authorized.*pricing:GetProducts"):
        AwsPriceList().products(NAT, "", "eu-central-1")


def test_a_list_that_cannot_be_reached_is_told(price_list_server, monkeypatch):
    monkeypatch.setenv("AWS_ENDPOINT_URL_PRICING", "http://127.0.0.1:9")
    monkeypatch.setattr("time.sleep", lambda _: None)  # between its attempts
    with pytest.raises(PriceListUnavailable, match="Could not connect"):
        AwsPriceList().products(NAT, "", "eu-central-1")
