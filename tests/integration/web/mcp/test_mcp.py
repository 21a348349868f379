"""Groundplan over MCP, on the web tier's address: what an assistant does, and who is let in. One module: one start."""

import asyncio
import gzip
import json
import threading
import time
from dataclasses import replace
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
import requests
from mcp.shared.exceptions import MCPError

from jobs.models import Job, Membership, now
from jobs.roles import Role, Scope
from jobs.submission import NewJob, submit
from web.app import create_app

REQUEST = {"mode": "implement", "request": "A queue of orders in Ireland", "region": "eu-west-1"}
LIST = {"jsonrpc": "2.0", "id": 1, "method": "tools/list"}
ACCEPT = {"Accept": "application/json, text/event-stream"}


def fault_of(answer):
    assert answer.is_error, answer
    assert answer.structured_content is None
    error = json.loads(answer.content[0].text)["error"]
    assert error["message"]
    assert error["what_to_do"]
    return error


async def called(client, tool, **arguments):
    answer = await client.call_tool(tool, arguments)
    assert not answer.is_error, answer.content[0].text
    assert json.loads(answer.content[0].text) == answer.structured_content
    return answer.structured_content


def test_the_whole_way_from_request_to_bundle(web_url, connected, new_account, new_key, work_on):
    account = new_account()

    async def walk():
        async with connected(web_url, new_key(account)) as client:
            check_tools((await client.list_tools()).tools)
            job_id = await submit_once(client)
            worker = threading.Timer(0.3, work_on, (account.org_id, UUID(job_id)))
            worker.start()
            await follow_to_the_end(client, job_id)
            worker.join()
            whole = await read_in_parts(client, job_id)
            await download(client, job_id)
            await read_as_resources(client, job_id, whole)
            await revise_list_and_cancel(client, job_id)

    asyncio.run(walk())


def check_tools(listed):
    tools = {tool.name: tool for tool in listed}
    assert {"submit_job", "wait_for_job", "read_bundle_file", "get_bundle_link", "ask"} <= tools.keys()
    assert tools["get_job"].annotations.read_only_hint
    assert tools["cancel_job"].annotations.destructive_hint
    assert not tools["submit_job"].annotations.read_only_hint
    assert all(tool.output_schema and tool.description for tool in tools.values())


async def submit_once(client):
    key = uuid4().hex
    job = await called(client, "submit_job", **REQUEST, idempotency_key=key)
    assert job["state"] == "queued"
    assert (await called(client, "submit_job", **REQUEST, idempotency_key=key))["id"] == job["id"]
    other = await client.call_tool("submit_job", {**REQUEST, "region": "eu-west-2", "idempotency_key": key})
    assert fault_of(other)["code"] == "conflict"
    return job["id"]


async def follow_to_the_end(client, job_id):
    told = []

    async def tell(progress, total, message):
        told.append((progress, total, message))

    waited = await client.call_tool("wait_for_job", {"job_id": job_id}, progress_callback=tell)
    assert waited.structured_content["state"] == "succeeded"
    assert waited.structured_content["summary"]["region"] == "eu-west-1"
    percents = [progress for progress, _, _ in told]
    assert percents == sorted(set(percents))
    assert 0 <= percents[0] < percents[-1] < 100
    assert {total for _, total, _ in told} == {100}
    assert "Packing (2 of 2, finished)" in [message for _, _, message in told]


async def read_in_parts(client, job_id):
    files = (await called(client, "list_bundle_files", job_id=job_id))["files"]
    assert [one["name"] for one in files] == ["bundle.zip", "diagram.png", "main.tf"]
    which = {"job_id": job_id, "name": "main.tf"}
    first = await called(client, "read_bundle_file", **which, limit=100)
    rest = await called(client, "read_bundle_file", **which, offset=first["next_offset"])
    assert rest["next_offset"] is None
    whole = first["text"] + rest["text"]
    assert len(whole) == first["total_characters"]
    assert whole.startswith('resource "aws_sqs_queue"')
    picture = await client.call_tool("read_bundle_file", {**which, "name": "diagram.png"})
    assert fault_of(picture)["code"] == "not_text"
    behind = await client.call_tool("read_bundle_file", {**which, "offset": 9999})
    assert fault_of(behind)["details"][0]["field"] == "offset"
    return whole


async def download(client, job_id):
    link = await called(client, "get_bundle_link", job_id=job_id)
    downloaded = requests.get(link["url"], timeout=10, proxies={"http": None})
    assert downloaded.content == b"PK\x03\x04"
    assert "attachment" in downloaded.headers["Content-Disposition"]


async def read_as_resources(client, job_id, whole):
    uri = f"groundplan://jobs/{job_id}/files/"
    text = await client.read_resource(f"{uri}main.tf")
    assert text.contents[0].text == whole
    blob = await client.read_resource(f"{uri}diagram.png")
    assert blob.contents[0].mime_type == "image/png"
    with pytest.raises(MCPError, match="no such file"):
        await client.read_resource(f"{uri}..%2Fsecret")
    prompt = await client.get_prompt("design_an_architecture", {"workload": "A shop"})
    assert "A shop" in prompt.messages[0].content.text


async def revise_list_and_cancel(client, job_id):
    revised = await called(client, "revise_bundle", job_id=job_id, instruction="add a dead-letter queue")
    assert revised["mode"] == "implement"
    listed = await called(client, "list_jobs", limit=1)
    assert listed["jobs"][0]["id"] == revised["id"]
    rest = await called(client, "list_jobs", cursor=listed["next_cursor"])
    assert rest["jobs"][0]["id"] == job_id
    assert (await called(client, "cancel_job", job_id=revised["id"]))["state"] == "cancelled"
    again = await client.call_tool("cancel_job", {"job_id": revised["id"]})
    assert fault_of(again)["code"] == "conflict"
    told = fault_of(await client.call_tool("compare_options", {"job_id": job_id}))
    assert told["code"] == "conflict"


def test_wrong_arguments_are_named_with_their_limits(web_url, connected, new_account, new_key):
    async def walk():
        async with connected(web_url, new_key(new_account())) as client:
            wrong = {**REQUEST, "region": "atlantis-1", "colour": "red"}
            error = fault_of(await client.call_tool("submit_job", wrong))
            assert error["code"] == "invalid_fields"
            assert {one["field"] for one in error["details"]} == {"region", "colour"}
            assumed = {**REQUEST, "assumptions": {"usres": "1"}}
            error = fault_of(await client.call_tool("submit_job", assumed))
            assert "users" in error["details"][0]["limit"]
            error = fault_of(await client.call_tool("wait_for_job", {"job_id": str(uuid4()), "seconds": 3600}))
            assert error["details"] == [{"field": "seconds", "fault": "is too large", "limit": "at most 50.0"}]
            assert fault_of(await client.call_tool("deploy", {}))["code"] == "unknown_tool"

    asyncio.run(walk())


def test_another_tenants_job_is_as_one_that_does_not_exist(web_url, connected, new_account, new_key, services):
    owner = new_account()
    (theirs,) = submit(services.database, org_id=owner.org_id, user_id=owner.user_id, jobs=[NewJob("A static site")])

    async def walk():
        async with connected(web_url, new_key(new_account(), Scope.ADMIN)) as client:
            for tool, more in (
                ("get_job", {}),
                ("wait_for_job", {}),
                ("cancel_job", {}),
                ("compare_options", {}),
                ("list_bundle_files", {}),
                ("read_bundle_file", {"name": "main.tf"}),
                ("get_bundle_link", {}),
                ("revise_bundle", {"instruction": "drop Redis"}),
            ):
                answers = [
                    fault_of(await client.call_tool(tool, {"job_id": str(job_id), **more}))
                    for job_id in (theirs.id, uuid4())
                ]
                assert answers[0] == answers[1], tool
                assert answers[0]["code"] == "not_found", tool
            uri = f"groundplan://jobs/{theirs.id}/files/main.tf"
            with pytest.raises(MCPError, match="no such job"):
                await client.read_resource(uri)
            error = fault_of(await client.call_tool("ask", {"conversation_id": str(uuid4())}))
            assert error["code"] == "not_found"
            assert (await called(client, "list_jobs"))["jobs"] == []

    asyncio.run(walk())
    with services.database.tenant(owner.org_id):
        assert Job.get_by_id(theirs.id).state == "queued"


@pytest.mark.parametrize(
    ("role", "scope", "reason"),
    [(Role.VIEWER, Scope.ADMIN, "viewer"), (Role.OWNER, Scope.READ, "scope read")],
)
def test_who_may_only_read_submits_and_ends_nothing(web_url, connected, new_account, new_key, role, scope, reason):
    owner = new_account()
    reader = new_account(owner.org_id, role)

    async def walk():
        async with connected(web_url, new_key(reader, scope)) as client:
            for tool, arguments in (
                ("submit_job", REQUEST),
                ("cancel_job", {"job_id": str(uuid4())}),
                ("revise_bundle", {"job_id": str(uuid4()), "instruction": "drop Redis"}),
                ("ask", {"message": "hello"}),
            ):
                error = fault_of(await client.call_tool(tool, arguments))
                assert error["code"] == "forbidden"
                assert reason in error["message"]
            assert (await called(client, "list_jobs"))["jobs"] == []

    asyncio.run(walk())


def test_many_followers_leave_the_api_free_and_hear_of_the_end(
    web_url, connected, new_account, new_key, services, work_on
):
    account = new_account()
    key = new_key(account)
    (job,) = submit(services.database, org_id=account.org_id, user_id=account.user_id, jobs=[NewJob("A static site")])

    async def follow():
        async with connected(web_url, key) as client:
            while (answer := await called(client, "wait_for_job", job_id=str(job.id)))["state"] == "queued":
                pass
            return answer["state"]

    def list_jobs():
        began = time.perf_counter()
        headers = {"Authorization": f"Bearer {key}"}
        answer = requests.get(f"{web_url}/api/v1/jobs", headers=headers, timeout=20, proxies={"http": None})
        return answer.status_code, time.perf_counter() - began

    async def walk():
        followers = [asyncio.create_task(follow()) for _ in range(20)]
        await asyncio.sleep(0.1)
        for _ in range(5):
            status, seconds = await asyncio.to_thread(list_jobs)
            assert status == 200
            assert seconds < 10  # a wait is 45 s: nobody stood in its way
        assert not any(task.done() for task in followers)
        await asyncio.to_thread(work_on, account.org_id, job.id)
        async with asyncio.timeout(20):
            assert set(await asyncio.gather(*followers)) == {"succeeded"}

    asyncio.run(walk())


def test_a_question_is_asked_and_waited_for(web_url, connected, new_account, new_key, services):
    account = new_account()

    async def walk():
        async with connected(web_url, new_key(account)) as client:
            asked = await called(client, "ask", message="What would a queue cost?", seconds=0)
            assert asked["state"] == "answering"
            conversation = asked["conversation_id"]
            busy = await client.call_tool("ask", {"message": "And two?", "conversation_id": conversation})
            assert fault_of(busy)["code"] == "conflict"
            await called(client, "cancel_job", job_id=asked["job_id"])
            ended = await called(client, "ask", conversation_id=conversation)
            assert ended["state"] == "failed"
            assert fault_of(await client.call_tool("ask", {}))["details"][0]["field"] == "message"

    asyncio.run(walk())


@pytest.fixture
def post(web_url, environment):
    """POST to /mcp, on the web tier's address and on the MCP process' own; both answer alike."""

    def send(key=None, *, headers=None, json=LIST, **more):
        given = {**ACCEPT, **({"Authorization": f"Bearer {key}"} if key else {}), **(headers or {})}
        answers = [
            requests.post(f"{url}/mcp", headers=given, json=json, timeout=20, proxies={"http": None}, **more)
            for url in (web_url, environment["MCP_URL"])
        ]
        assert answers[0].status_code == answers[1].status_code, [answer.text for answer in answers]
        return answers[0]

    return send


def test_only_a_good_key_opens(post, new_account, new_key, services, cookies_of):
    account = new_account()
    key = new_key(account)
    opened = post(key)
    assert opened.status_code == 200
    assert "submit_job" in opened.text
    assert opened.headers["X-Content-Type-Options"] == "nosniff"
    assert opened.headers["Cache-Control"] == "no-store"

    past = now() - timedelta(seconds=1)
    closed = {
        "no key": post(),
        "not a key": post("gp_nonsense"),
        "unknown": post(f"gp_{account.org_id.hex}_{'0' * 48}"),
        "of another organization": post(key.replace(account.org_id.hex, uuid4().hex)),
        "revoked": post(new_key(account, revoked_at=past)),
        "over": post(new_key(account, expires_at=past)),
        "basic": post(headers={"Authorization": f"Basic {key}"}),
    }
    assert {name: answer.status_code for name, answer in closed.items()} == dict.fromkeys(closed, 401)
    assert all(answer.headers["WWW-Authenticate"].startswith("Bearer") for answer in closed.values())
    assert all(answer.json()["error"]["message"] for answer in closed.values())

    with services.database.tenant(account.org_id):
        Membership.delete().where(Membership.user_id == account.user_id).execute()
    assert post(key).status_code == 401


def test_a_cookie_opens_nothing(web_url, environment, new_account, cookies_of):
    headers = {**ACCEPT, "Origin": web_url, "Cookie": cookies_of(new_account())}
    for url in (web_url, environment["MCP_URL"]):
        answer = requests.post(f"{url}/mcp", headers=headers, json=LIST, timeout=20, proxies={"http": None})
        assert answer.status_code == 401


def test_pages_of_other_sites_and_names_are_refused(post, web_url, new_account, new_key):
    key = new_key(new_account())
    assert post(key, headers={"Origin": web_url}).status_code == 200
    assert post(key, headers={"Origin": "http://evil.example"}).status_code == 403
    assert post(key, headers={"Origin": "null"}).status_code == 403
    assert post(key, headers={"Host": "evil.example:8080"}).status_code == 403
    assert post(key, headers={"Host": "localhost:8080"}).status_code == 200


def test_what_is_not_the_protocol_is_refused_plainly(post, web_url, environment, new_account, new_key):
    key = new_key(new_account())
    typed = {"Content-Type": "application/json"}
    assert post(key, json=None, data=b"{garbage", headers=typed).status_code == 400
    assert post(key, json=None, data=b"\xff\xfe", headers=typed).status_code == 400
    assert post(key, json=[]).status_code == 400
    assert post(key, json={"jsonrpc": "2.0"}).status_code == 400
    assert post(key, json=None, data=b"x" * 300_000, headers=typed).status_code == 413
    unknown = post(key, headers={"MCP-Protocol-Version": "1999-01-01"})
    assert unknown.status_code == 400
    assert "version" in unknown.text.lower()
    asked = {"Authorization": f"Bearer {key}", **ACCEPT}
    for url in (web_url, environment["MCP_URL"]):
        for method in ("GET", "DELETE"):
            answer = requests.request(method, f"{url}/mcp", headers=asked, timeout=20, proxies={"http": None})
            assert answer.status_code == 405
            assert answer.headers["Allow"] == "POST"


CALL = b'{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"list_jobs","arguments":'
BAD_BODIES = {
    "deep lists": CALL + b"[" * 100_000,
    "deep objects": CALL + b'{"a":' * 20_000 + b"1" + b"}" * 20_002,
    "deep and whole": b"[" * 100_000 + b"]" * 100_000,
    "a huge number": CALL + b'{"limit":' + b"9" * 100_000 + b"}}}",
    "not a number": CALL + b'{"limit":NaN}}}',
    "compressed": gzip.compress(json.dumps(LIST).encode()),
    "half of it": json.dumps(LIST).encode()[:-5],
    "two of them": json.dumps(LIST).encode() * 2,
    "utf-16": json.dumps(LIST).encode("utf-16"),
    "a lone surrogate": CALL + b'{"state":"\\ud800"}}}',
    "a method that is none": b'{"jsonrpc":"2.0","id":1,"method":"__class__"}',
    "arguments by another name": CALL + b'{"__proto__":{"org_id":"x"},"org_id":"x"}}}',
}


@pytest.mark.parametrize("body", BAD_BODIES.values(), ids=BAD_BODIES.keys())
def test_a_body_that_is_deep_or_of_another_form_is_refused_and_harms_nothing(post, new_account, new_key, body):
    key = new_key(new_account())
    answer = post(key, json=None, data=body, headers={"Content-Type": "application/json"})

    assert answer.status_code in {200, 400}, answer.text
    assert "error" in answer.text.lower(), answer.text
    assert "Traceback" not in answer.text
    assert post(key).status_code == 200


def test_a_compressed_body_is_not_unpacked_and_one_without_end_not_read(
    post, web_url, environment, new_account, new_key
):
    key = new_key(new_account())
    typed = {"Content-Type": "application/json"}
    bomb = gzip.compress(b" " * 50_000_000)
    assert len(bomb) < 256 * 1024
    for coding in ("gzip", "deflate", "br"):
        assert post(key, json=None, data=bomb, headers=typed | {"Content-Encoding": coding}).status_code in {400, 415}
    for url in (web_url, environment["MCP_URL"]):
        chunks = (b" " * 65_536 for _ in range(20))
        headers = {**typed, **ACCEPT, "Authorization": f"Bearer {key}"}
        answer = requests.post(f"{url}/mcp", headers=headers, data=chunks, timeout=20, proxies={"http": None})
        assert answer.status_code == 413, url
    assert post(key, headers={"Content-Type": "text/plain"}).status_code in {400, 415}


def test_without_the_mcp_process_the_web_tier_says_so(services):
    nowhere = services.settings.model_copy(update={"mcp_url": "http://127.0.0.1:9"})
    answer = create_app(replace(services, settings=nowhere)).test_client().post("/mcp", json=LIST)
    assert answer.status_code == 503
    assert answer.headers["Retry-After"]
    assert answer.json["error"]["message"] == "The MCP server does not answer. Try again in a moment."
