import pytest

from worker.trial.account import Emulator, new_accounts, reach
from worker.trial.errors import NotAnEmulator

EMULATOR = Emulator("http://127.0.0.1:1", "1.5.33", frozenset(), enforces_iam=True)


@pytest.mark.parametrize("url", ["file:///etc/passwd", "127.0.0.1:4566", ""])
def test_only_an_address_of_http_can_be_an_emulator(url: str) -> None:
    with pytest.raises(NotAnEmulator):
        reach(url)


def test_accounts_have_twelve_digits_and_are_never_the_one_that_others_use() -> None:
    ids = {one.id for one in new_accounts(EMULATOR, "eu-west-1", 50)}
    assert len(ids) == 50
    assert all(len(one) == 12 and one.isdigit() and one != "000000000000" for one in ids)


def test_clients_talk_to_the_emulator_alone() -> None:
    client = new_accounts(EMULATOR, "eu-west-1", 1)[0].client("sqs")
    assert client.meta.endpoint_url == EMULATOR.url
