"""Conversations over HTTP; the worker that answers is played by the test."""

from concurrent.futures import ThreadPoolExecutor
from uuid import UUID, uuid4

import pytest

from jobs.claims import claim
from jobs.conversation_turns import Answer, finish_turn, talk_of
from jobs.errors import TransientError
from jobs.models import Job
from jobs.roles import Role
from jobs.sheets import Citation, Sheet

PATH = "/api/v1/conversations"


def begin(person, **body):
    answer = person.post(PATH, json=body)
    assert answer.status_code == 201, answer.text
    return answer.json["data"]


def say(person, conversation, text, **headers):
    return person.post(f"{PATH}/{conversation['id']}/utterances", json={"text": text}, headers=headers)


@pytest.fixture
def reply(ada, services):
    """Answer a turn as a worker does."""

    def finish(turn, answer):
        held = claim(services.database, ada.account.org_id, UUID(turn["job"]["id"]), worker="test", lease_seconds=30)
        assert finish_turn(services.database, held, talk_of(services.database, held), answer)

    return finish


@pytest.fixture
def talked(ada, reply):
    """A conversation with one turn, that knows what is wanted."""
    begun = begin(ada, text="A web shop for 2,000 users a day, in Ireland.")
    sheet = Sheet(request="A web shop for 2,000 users a day, in Ireland.", region="eu-west-1", pins=["no Lambda"])
    rests_on = [Citation(title="Amazon ECS", url="https://docs.aws.amazon.com/ecs/")]
    reply(begun["turn"], Answer("Containers, then.", title="A web shop", sheet=sheet, citations=rests_on))
    return begun


def test_a_conversation_begins_in_silence_or_with_words(ada):
    silent = begin(ada)
    assert (silent["title"], silent["turn"], silent["running"]) == ("", None, None)
    assert silent["sheet"]["request"] == ""
    spoken = begin(ada, text="A web shop.", title="Shop")
    assert (spoken["title"], spoken["turn"]["utterance"]["text"]) == ("Shop", "A web shop.")
    job = spoken["turn"]["job"]
    assert (job["mode"], job["state"], job["options"]["conversation_id"]) == ("brainstorm", "queued", spoken["id"])
    assert spoken["running"] == job
    assert ada.get(f"/api/v1/jobs/{job['id']}").json["data"] == job


def test_an_answer_its_sheet_and_its_sources_are_shown(ada, talked):
    shown = ada.get(f"{PATH}/{talked['id']}").json["data"]
    assert (shown["title"], shown["running"], shown["sheet"]["region"]) == ("A web shop", None, "eu-west-1")
    answer, asked = ada.get(f"{PATH}/{talked['id']}/utterances").json["data"]
    assert (asked["seq"], asked["role"], asked["job_state"]) == (1, "user", "succeeded")
    assert (answer["seq"], answer["role"], answer["text"]) == (2, "assistant", "Containers, then.")
    assert answer["citations"] == [{"title": "Amazon ECS", "url": "https://docs.aws.amazon.com/ecs/"}]
    assert answer["job_id"] == asked["job_id"] == talked["turn"]["job"]["id"]


def test_a_turn_is_a_job_to_follow_and_one_runs_at_a_time(ada, talked):
    said = say(ada, talked, "What would it cost?")
    assert said.status_code == 202
    turn = said.json["data"]
    assert said.headers["Location"] == f"/api/v1/jobs/{turn['job']['id']}"
    assert (turn["utterance"]["seq"], turn["utterance"]["job_state"]) == (3, "queued")
    assert say(ada, talked, "Hello?").status_code == 409
    for goal in ("analyze", "implement"):
        assert ada.post(f"{PATH}/{talked['id']}/{goal}").status_code == 409
    assert ada.post(f"/api/v1/jobs/{turn['job']['id']}/cancel").status_code == 200
    assert say(ada, talked, "Hello?").json["data"]["utterance"]["seq"] == 5


def test_repeating_a_key_says_it_once(ada, talked):
    key = {"Idempotency-Key": uuid4().hex}
    first, again = (say(ada, talked, "What would it cost?", **key) for _ in range(2))
    assert (first.status_code, again.status_code) == (202, 202)
    assert first.json["data"] == again.json["data"]
    assert say(ada, talked, "Something else", **key).status_code == 409
    assert say(ada, begin(ada), "What would it cost?", **key).status_code == 409
    begun = [ada.post(PATH, json={"text": "Hi."}, headers={"Idempotency-Key": "b"}).json["data"] for _ in range(2)]
    assert begun[0] == begun[1]


def test_of_those_who_speak_at_once_one_is_heard(ada, talked, sign_in):
    with ThreadPoolExecutor(4) as pool:
        answers = pool.map(lambda number: say(sign_in(ada.account), talked, f"Voice {number}"), range(8))
    assert sorted(answer.status_code for answer in answers) == [202, *[409] * 7]


def test_turns_are_stored_while_the_queue_is_down(ada, talked, services, monkeypatch):
    def down(messages):
        raise TransientError

    monkeypatch.setattr(services.queue, "send", down)
    assert say(ada, talked, "What would it cost?").status_code == 202


def test_turns_are_listed_as_jobs_only_where_asked_for(ada, talked):
    ada.post("/api/v1/jobs", json={"mode": "implement", "request": "A static site"})
    assert [job["mode"] for job in ada.get("/api/v1/jobs").json["data"]] == ["implement"]
    turns = ada.get("/api/v1/jobs?mode=brainstorm").json["data"]
    assert [job["id"] for job in turns] == [talked["turn"]["job"]["id"]]


def test_the_sheet_goes_over_into_a_job_with_one_click(ada, talked, services):
    change = {"sheet": {"assumptions": {"users": "50000"}, "pins": ["must use Aurora"]}}
    assert ada.patch(f"{PATH}/{talked['id']}", json=change).status_code == 200
    for goal in ("analyze", "implement"):
        key = {"Idempotency-Key": f"{goal} {uuid4()}".replace(" ", "-")}
        made, again = (ada.post(f"{PATH}/{talked['id']}/{goal}", headers=key) for _ in range(2))
        assert made.status_code == 202, made.text
        assert again.json["data"]["id"] == made.json["data"]["id"]
        job = made.json["data"]
        assert (job["mode"], job["request"]) == (goal, "A web shop for 2,000 users a day, in Ireland.")
        with services.database.tenant(ada.account.org_id):
            assert Job.get_by_id(job["id"]).options == {
                "region": "eu-west-1",
                "pins": ["must use Aurora"],
                "assumptions": {"users": "50000"},
                "conversation_id": talked["id"],
            }


def test_a_repeated_key_answers_with_the_first_job_whatever_was_said_since(ada, talked):
    key, path = {"Idempotency-Key": uuid4().hex}, f"{PATH}/{talked['id']}"
    first = ada.post(f"{path}/implement", headers=key).json["data"]
    ada.patch(path, json={"sheet": {"request": ""}})
    say(ada, talked, "And search.")
    assert ada.post(f"{path}/implement", headers=key).json["data"]["id"] == first["id"]
    assert ada.post(f"{path}/analyze", headers=key).status_code == 409


def test_an_empty_or_contradictory_sheet_is_refused_with_what_is_wrong(ada, talked):
    silent = begin(ada)
    answer = ada.post(f"{PATH}/{silent['id']}/implement")
    assert (answer.status_code, answer.json["error"]["details"][0]["field"]) == (422, "request")
    ada.patch(f"{PATH}/{talked['id']}", json={"sheet": {"assumptions": {"region": "us-east-1"}}})
    answer = ada.post(f"{PATH}/{talked['id']}/implement")
    assert (answer.status_code, answer.json["error"]["details"][0]["field"]) == (422, "assumptions.region")


def test_the_user_sets_title_and_sheet(ada, talked):
    def change(**body):
        answer = ada.patch(f"{PATH}/{talked['id']}", json=body)
        assert answer.status_code == 200, answer.text
        return answer.json["data"]

    assert change(title=" Clinics ")["title"] == "Clinics"
    assert change(sheet={"region": "eu-central-1"})["sheet"]["pins"] == ["no Lambda"]
    changed = change(sheet={"region": None, "pins": [], "request": "A bank."})
    assert (changed["title"], changed["sheet"]["region"], changed["sheet"]["pins"]) == ("Clinics", None, [])
    assert ada.get(f"{PATH}/{talked['id']}").json["data"] == changed


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"title": "   "},
        {"title": "x" * 201},
        {"sheet": {}},
        {"sheet": {"region": "eu-moon-1"}},
        {"sheet": {"pins": ["x"] * 11}},
        {"sheet": {"request": "x" * 20_001}},
        {"sheet": {"assumptions": {"user": "5"}}},
        {"sheet": {"assumptions": {"users": "-5"}}},
        {"sheet": {"understood": []}},
        {"summary": "x"},
    ],
)
def test_a_change_of_nothing_or_of_what_is_not_the_users_is_refused(body, ada, talked):
    assert ada.patch(f"{PATH}/{talked['id']}", json=body).status_code == 422


@pytest.mark.parametrize(
    "body", [{}, {"text": ""}, {"text": "   "}, {"text": "x" * 8001}, {"text": 5}, {"text": "\x00"}, {"words": "x"}]
)
def test_what_nobody_can_say_is_refused(body, ada, talked):
    answer = ada.post(f"{PATH}/{talked['id']}/utterances", json=body)
    assert (answer.status_code, len(answer.json["error"]["details"])) == (422, 2 if "words" in body else 1)
    if body:
        assert ada.post(PATH, json=body).status_code == 422


def test_the_last_change_of_the_sheet_is_undone(ada, talked):
    path = f"{PATH}/{talked['id']}"
    assert ada.patch(path, json={"sheet": {"pins": ["must use Aurora"]}}).status_code == 200
    undone = ada.post(f"{path}/sheet/undo")
    assert (undone.status_code, undone.json["data"]["sheet"]["pins"]) == (200, ["no Lambda"])
    assert ada.post(f"{path}/sheet/undo").json["data"]["sheet"]["request"] == ""
    refused = ada.post(f"{path}/sheet/undo")
    assert (refused.status_code, refused.json["error"]["code"]) == (409, "conflict")


def test_other_words_in_the_place_of_some_begin_a_branch(ada, talked, reply):
    path = f"{PATH}/{talked['id']}"
    for text in ("And a cache?", "And a queue?"):
        reply(say(ada, talked, text).json["data"], Answer("More.", sheet=Sheet(request=text)))
    before = ada.get(f"{path}/utterances").json["data"]
    key = {"Idempotency-Key": str(uuid4())}

    made = ada.post(f"{path}/branches", json={"seq": 3, "text": "No, a CDN."}, headers=key)
    assert made.status_code == 201, made.text
    branch = made.json["data"]
    assert made.headers["Location"] == f"{PATH}/{branch['id']}"
    assert (branch["title"], branch["sheet"]["pins"]) == ("A web shop (2)", ["no Lambda"])
    reply(branch["turn"], Answer("A CDN."))
    same = ada.post(f"{path}/branches", json={"seq": 3, "text": "No, a CDN."}, headers=key)
    assert same.json["data"]["id"] == branch["id"]

    said = ada.get(f"{PATH}/{branch['id']}/utterances").json["data"]
    assert [line["text"] for line in said[:2]] == ["A CDN.", "No, a CDN."]
    assert said[2:] == before[-2:]
    assert ada.get(f"{path}/utterances").json["data"] == before, "the one before stays as it is"
    again = ada.post(f"{PATH}/{branch['id']}/branches", json={"seq": 1, "text": "A blog."}).json["data"]
    assert (again["title"], again["sheet"]["request"]) == ("", "")
    for place, status in ((2, 404), (7, 404), (0, 422)):
        assert ada.post(f"{path}/branches", json={"seq": place, "text": "Hm."}).status_code == status


def test_conversations_are_found_by_their_words_page_by_page(ada, talked):
    others = [begin(ada, title=f"Shop {number}") for number in range(3)]
    newest_first = [one["id"] for one in reversed(others)] + [talked["id"]]
    listed, cursor = [], ""
    for _ in range(2):
        answer = ada.get(f"{PATH}?limit=2&q=shop{cursor}").json
        listed += [one["id"] for one in answer["data"]]
        cursor = f"&cursor={answer['meta'].get('next_cursor')}"
    assert (listed, cursor) == (newest_first, "&cursor=None")
    assert [one["id"] for one in ada.get(f"{PATH}?q=containers ireland").json["data"]] == [talked["id"]]
    assert ada.get(f"{PATH}?q=%26%7C!").json["data"] == []
    for query in ("cursor=abc", "limit=0", "limit=101", f"q={'x' * 201}", "q=%00", "order=up"):
        assert ada.get(f"{PATH}?{query}").status_code == 422, query


def test_utterances_come_page_by_page(ada, talked, reply):
    for text in ("And then?", "And then?"):
        reply(say(ada, talked, text).json["data"], Answer("More."))
    seen, cursor = [], ""
    for _ in range(3):
        answer = ada.get(f"{PATH}/{talked['id']}/utterances?limit=2{cursor}").json
        seen += [one["seq"] for one in answer["data"]]
        cursor = f"&cursor={answer['meta'].get('next_cursor')}"
    assert (seen, cursor) == ([6, 5, 4, 3, 2, 1], "&cursor=None")


def test_a_turn_that_failed_says_why(ada, talked, reply):
    turn = say(ada, talked, "What would it cost?").json["data"]
    reply(turn, Answer("It would", state="failed", error=("deadline", "It took too long.")))
    answer, asked, *_ = ada.get(f"{PATH}/{talked['id']}/utterances").json["data"]
    assert (answer["text"], answer["state"]) == ("It would", "failed")
    assert answer["error"] == asked["error"] == {"code": "deadline", "message": "It took too long."}


def test_deleting_stops_the_turn_and_can_be_undone(ada, talked):
    turn = say(ada, talked, "What would it cost?").json["data"]
    assert ada.delete(f"{PATH}/{talked['id']}").json["data"]["id"] == talked["id"]
    assert ada.get(f"/api/v1/jobs/{turn['job']['id']}").json["data"]["state"] == "cancelled"
    events = ada.get(f"/api/v1/jobs/{turn['job']['id']}/events").json["data"]
    assert events[-1]["data"]["state"] == "cancelled"
    assert ada.get(f"{PATH}/{talked['id']}").status_code == 404
    assert ada.delete(f"{PATH}/{talked['id']}").status_code == 404
    assert ada.get(PATH).json["data"] == []
    assert ada.post(f"{PATH}/{talked['id']}/restore").status_code == 200
    assert len(ada.get(f"{PATH}/{talked['id']}/utterances").json["data"]) == 3


def test_another_organization_sees_and_changes_nothing(talked, sign_in, new_account):
    grace = sign_in(new_account())
    for conversation in (talked["id"], uuid4()):
        path = f"{PATH}/{conversation}"
        answers = [
            *(grace.get(each) for each in (path, f"{path}/utterances")),
            *(grace.post(f"{path}/{each}") for each in ("restore", "analyze", "implement", "sheet/undo")),
            grace.post(f"{path}/utterances", json={"text": "Hello?"}),
            grace.patch(path, json={"title": "Mine"}),
            grace.delete(path),
        ]
        assert [answer.status_code for answer in answers] == [404] * 9
    assert grace.get(f"{PATH}?q=shop").json["data"] == []


def test_a_viewer_reads_and_says_nothing(ada, talked, new_account, sign_in):
    viewer = sign_in(new_account(ada.account.org_id, Role.VIEWER))
    path = f"{PATH}/{talked['id']}"
    assert viewer.get(path).status_code == 200
    assert viewer.get(f"{path}/utterances").status_code == 200
    assert viewer.post(f"{path}/utterances", json={"text": "Hello?"}).status_code == 403
    assert viewer.patch(path, json={"title": "Mine"}).status_code == 403
    assert viewer.delete(path).status_code == 403


def test_a_change_from_another_site_is_refused(ada, talked):
    answer = ada.patch(f"{PATH}/{talked['id']}", json={"title": "Mine"}, headers={"Origin": "https://evil.example"})
    assert answer.status_code == 403
