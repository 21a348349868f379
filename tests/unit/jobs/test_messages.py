import json

import pytest

from jobs.errors import InvalidRequest
from jobs.identifiers import new_id
from jobs.messages import Message


def test_a_message_says_which_job_of_whom_and_nothing_else() -> None:
    message = Message(job_id=new_id(), org_id=new_id())
    assert json.loads(message.to_json()) == {"v": 1, "job_id": str(message.job_id), "org_id": str(message.org_id)}
    assert Message.parse(message.to_json()) == message


@pytest.mark.parametrize(
    "body",
    [
        "",
        "not json",
        "[]",
        "null",
        '{"v": 1}',
        json.dumps({"v": 2, "job_id": str(new_id()), "org_id": str(new_id())}),
        json.dumps({"v": "1", "job_id": str(new_id()), "org_id": str(new_id())}),
        json.dumps({"v": 1, "job_id": "7", "org_id": str(new_id())}),
        json.dumps({"v": 1, "job_id": str(new_id()), "org_id": str(new_id()), "state": "succeeded"}),
    ],
)
def test_anything_else_is_refused_for_good(body: str) -> None:
    with pytest.raises(InvalidRequest) as raised:
        Message.parse(body)
    assert raised.value.permanent
