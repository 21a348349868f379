"""The door counts before it asks who somebody is."""

import anyio
import httpx
from starlette.responses import PlainTextResponse

from jobs.rate_limits import RateLimits
from jobs.settings import Settings
from web.mcp.door import Door
from web.problems import Unauthenticated
from web.rate_limits import RateRules


def test_who_calls_too_often_is_refused_before_the_database_is_asked() -> None:
    rules = RateRules(RateLimits(), Settings(rate_limit_per_caller=2))
    identified = []

    async def identify(authorization: str):
        identified.append(authorization)
        raise Unauthenticated

    async def count(address: str, authorization: str):
        return rules.of(address, authorization)

    door = Door(PlainTextResponse("inside"), identify, count, web_url="http://groundplan.example")

    async def call() -> list[httpx.Response]:
        transport = httpx.ASGITransport(door, client=("192.0.2.7", 1))
        async with httpx.AsyncClient(transport=transport, base_url="http://groundplan.example") as client:
            return [await client.post("/mcp", headers={"Authorization": "Bearer gp_x"}) for _ in range(3)]

    answers = anyio.run(call)
    assert [answer.status_code for answer in answers] == [401, 401, 429]
    assert len(identified) == 2
    assert answers[2].json()["error"]["data"]["code"] == "rate_limited"
    assert int(answers[2].headers["Retry-After"]) > 20
    assert answers[0].headers["RateLimit"].startswith('"address";r=1199')


def test_a_head_that_hides_or_hoards_is_refused_and_the_connection_ends() -> None:
    async def nobody(*_: str):
        raise AssertionError("nobody is asked")

    door = Door(PlainTextResponse("inside"), nobody, nobody, web_url="http://groundplan.example")
    heads = [
        (400, {"Transfer-Encoding": "chunked", "Content-Length": "0"}),
        (431, {f"X-{number}": "a" for number in range(101)}),
        (431, {"X-Long": "a" * 9_000}),
    ]

    async def call() -> list[httpx.Response]:
        transport = httpx.ASGITransport(door, client=("192.0.2.7", 1))
        async with httpx.AsyncClient(transport=transport, base_url="http://groundplan.example") as client:
            return [await client.get("/healthz", headers=headers) for _, headers in heads]

    answers = anyio.run(call)
    assert [answer.status_code for answer in answers] == [status for status, _ in heads]
    assert {answer.headers["Connection"] for answer in answers} == {"close"}
