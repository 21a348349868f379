from uuid import UUID, uuid4

import pytest

from jobs.mail.unsubscribe import Unsubscription, read_token, sign
from jobs.notifications import Kind

KEY = b"k" * 32
WANTED = Unsubscription(UUID("01a2085d-da8c-7e49-b6a2-41e34a547eaf"), Kind.JOB_FAILED)


def test_a_link_says_who_and_which_mails() -> None:
    assert read_token(sign(WANTED, KEY), KEY) == WANTED


@pytest.mark.parametrize(
    "token",
    [
        sign(WANTED, b"another" * 5),
        sign(WANTED, KEY).replace("job_failed", "job_finished"),
        sign(WANTED, KEY).replace(WANTED.user_id.hex, uuid4().hex),
        sign(WANTED, KEY)[:-1],
        sign(WANTED, KEY) + "\n",
        sign(Unsubscription(WANTED.user_id, "unheard_of"), KEY),  # type: ignore[arg-type]
        "",
        "a.b.c",
    ],
)
def test_any_other_is_none(token: str) -> None:
    assert read_token(token, KEY) is None
