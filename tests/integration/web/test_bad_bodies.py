"""Whatever is sent to POST /jobs: an answer that names the field, the fault and the limit; never a 500, never a job."""

import gzip
import json

import pytest

GOOD = {"mode": "implement", "request": "A static site"}
ARCHITECTURE = {"title": "T", "project": "p1", "components": [{"id": "jobs", "block": "sqs_queue", "name": "Jobs"}]}


def with_request(**fields: object) -> bytes:
    return json.dumps({**GOOD, **fields}).encode()


BODIES = {
    "empty": (b"", 400, "body"),
    "blank": (b"  \n", 400, "body"),
    "binary": (bytes(range(256)), 400, "body"),
    "zip": (b"PK\x03\x04" + bytes(2000), 400, "body"),
    "not utf-8": ('{"mode":"implement","request":"Gebäude"}'.encode("latin-1"), 400, "body"),
    "utf-16": (json.dumps(GOOD).encode("utf-16"), 400, "body"),
    "byte order mark": (b"\xef\xbb\xbf" + json.dumps(GOOD).encode(), 400, "body"),
    "half of it": (json.dumps(GOOD).encode()[:-5], 400, "body"),
    "two objects": (json.dumps(GOOD).encode() * 2, 400, "body"),
    "trailing comma": (b'{"mode":"implement","request":"x",}', 400, "body"),
    "not a number": (b'{"mode":"implement","request":NaN}', 400, "body"),
    "infinity": (b'{"mode":"implement","request":-Infinity}', 400, "body"),
    "deep lists": (b"[" * 60_000, 400, "body"),
    "deep objects": (b'{"a":' * 10_000 + b"1" + b"}" * 10_000, 400, "body"),
    "huge integer": (b'{"mode":"implement","request":' + b"9" * 60_000 + b"}", 400, "body"),
    "a field twice": (b'{"mode":"implement","request":"a","request":"b"}', 400, "body"),
    "2 MB": (with_request(request="x" * 2_000_000), 413, "body"),
    "1.1 MB": (b"x" * 1_100_000, 413, "body"),
    "list": (b"[]", 422, "body"),
    "string": (b'"text"', 422, "body"),
    "string of json": (json.dumps(json.dumps(GOOD)).encode(), 422, "body"),
    "null": (b"null", 422, "body"),
    "number": (b"1e400", 422, "body"),
    "no request": (b'{"mode":"implement"}', 422, "request"),
    "no mode": (b'{"request":"x"}', 422, "mode"),
    "empty request": (with_request(request=""), 422, "request"),
    "blank request": (with_request(request=" \t\r\n\u00a0"), 422, "request"),
    "request too long": (with_request(request="x" * 20_001), 422, "request"),
    "request null": (with_request(request=None), 422, "request"),
    "request number": (with_request(request=1), 422, "request"),
    "request huge number": (b'{"mode":"implement","request":1e400}', 422, "request"),
    "request boolean": (with_request(request=True), 422, "request"),
    "request list": (with_request(request=["x"]), 422, "request"),
    "request object": (with_request(request={"$gt": ""}), 422, "request"),
    "NUL": (with_request(request="a\x00b"), 422, "request"),
    "escape character": (with_request(request="a\x1b[31mb"), 422, "request"),
    "delete character": (with_request(request="a\x7fb"), 422, "request"),
    "C1 control": (with_request(request="a\x9bb"), 422, "request"),
    "lone surrogate": (b'{"mode":"implement","request":"a\\ud800b"}', 422, "request"),
    "lone surrogate in region": (b'{"mode":"implement","request":"a","region":"\\udfff"}', 422, "region"),
    "lone surrogate as field": (b'{"mode":"implement","request":"a","\\ud800":1}', 422, "body"),
    "unknown field": (with_request(priority="high"), 422, "priority"),
    "long unknown field": (with_request(**{"x" * 5000: 1}), 422, "x" * 80),
    "mode of later": (with_request(mode="verify"), 422, "mode"),
    "option unknown": (with_request(option="cheapest"), 422, "option"),
    "pins no list": (with_request(pins="must use Aurora"), 422, "pins"),
    "pin empty": (with_request(pins=[" "]), 422, "pins.0"),
    "too many pins": (with_request(pins=["no Lambda"] * 11), 422, "pins"),
    "option of analyze": (with_request(mode="analyze", option="balanced"), 422, "body"),
    "assumption unknown": (with_request(assumptions={"user": "5"}), 422, "assumptions.user"),
    "assumption no number": (with_request(assumptions={"users": "many"}), 422, "assumptions.users"),
    "assumption as number": (with_request(assumptions={"users": 5}), 422, "assumptions.users"),
    "assumption twice": (
        with_request(region="eu-west-1", assumptions={"region": "us-east-1"}),
        422,
        "assumptions.region",
    ),
    "architecture of analyze": (with_request(mode="analyze", architecture=ARCHITECTURE), 422, "architecture"),
    "architecture and pins": (with_request(architecture=ARCHITECTURE, pins=["no Lambda"]), 422, "pins"),
    "architecture of nothing": (with_request(architecture={}), 422, "/architecture/title"),
    "architecture of 10,000": (
        with_request(architecture={**ARCHITECTURE, "components": [{}] * 10_000}),
        422,
        "/architecture/components",
    ),
    "architecture with an unknown block": (
        with_request(architecture={**ARCHITECTURE, "components": [{"id": "a", "block": "quantum", "name": "A"}]}),
        422,
        "/architecture/components/0/block",
    ),
    "mode unknown": (with_request(mode="destroy"), 422, "mode"),
    "mode null": (with_request(mode=None), 422, "mode"),
    "mode boolean": (with_request(mode=True), 422, "mode"),
    "region unknown": (with_request(region="eu-nowhere-1"), 422, "region"),
    "region number": (with_request(region=1), 422, "region"),
    "region empty": (with_request(region=""), 422, "region"),
    "region with a line break": (with_request(region="eu-central-1\n"), 422, "region"),
    "environment with capitals": (with_request(environment="Prod"), 422, "environment"),
    "environment with a line break": (with_request(environment="prod\n"), 422, "environment"),
    "environment too long": (with_request(environment="p" * 40), 422, "environment"),
    "notify as text": (with_request(notify="yes"), 422, "notify"),
    "notify as number": (with_request(notify=1), 422, "notify"),
    "notify null": (with_request(notify=None), 422, "notify"),
}


@pytest.mark.parametrize(("body", "status", "field"), BODIES.values(), ids=BODIES.keys())
def test_a_bad_body_is_explained(ada, body, status, field):
    response = ada.post("/api/v1/jobs", data=body, content_type="application/json")

    assert response.status_code == status, response.text
    fault = response.json["error"]["details"][0]
    assert fault["field"] == field
    assert fault["fault"]
    assert fault["limit"]
    assert ada.get("/api/v1/jobs").json["data"] == []


@pytest.mark.parametrize(
    "content_type",
    [
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "",
        "application/jsonp",
        "é/ü",
    ],
)
def test_another_media_type_is_refused(ada, content_type):
    response = ada.post("/api/v1/jobs", data=json.dumps(GOOD), content_type=content_type)

    assert response.status_code == 415
    assert response.json["error"]["details"][0] == {
        "field": "Content-Type",
        "fault": "is not JSON",
        "limit": "application/json",
    }


def test_a_compressed_body_is_refused(ada):
    body = gzip.compress(json.dumps(GOOD).encode())
    response = ada.post(
        "/api/v1/jobs", data=body, content_type="application/json", headers={"Content-Encoding": "gzip"}
    )

    assert response.status_code == 415
    assert response.json["error"]["details"][0]["field"] == "Content-Encoding"


def test_all_faults_are_named_at_once(ada):
    response = ada.post("/api/v1/jobs", json={"mode": "destroy", "request": 1, "colour": "red"})

    faults = {detail["field"]: detail for detail in response.json["error"]["details"]}
    assert set(faults) == {"mode", "request", "colour"}
    assert "implement" in faults["mode"]["limit"]
    assert faults["request"]["fault"] == "is a number"


def test_a_thousand_unknown_fields_are_not_all_repeated(ada):
    response = ada.post("/api/v1/jobs", json={**GOOD, **{f"field{n}": n for n in range(1000)}})

    assert response.status_code == 422
    assert len(response.json["error"]["details"]) <= 20


@pytest.mark.parametrize(
    "text", ["x" * 20_000, "🏗️ büilding\nwith lines\tand tabs", "x", "'; DROP TABLE job; --", "{{7*7}}", "<script>"]
)
def test_a_good_request_is_kept_as_it_is(ada, text):
    response = ada.post("/api/v1/jobs", json={**GOOD, "request": f"  {text} "})

    assert response.status_code == 202
    assert response.json["data"]["request"] == text
