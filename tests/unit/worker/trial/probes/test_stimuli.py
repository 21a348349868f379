from typing import Any, get_args

import pytest

from worker.architecture.catalogue import load_catalogue
from worker.architecture.connection_kind import Probe
from worker.trial.probes.observations import OBSERVATIONS
from worker.trial.probes.parts import Parts
from worker.trial.probes.stimuli import STIMULI
from worker.trial.site import Site
from worker.trial.terraform_state import StateResource

TABLE = {"name": "orders", "hash_key": "pk", "range_key": None, "attribute": [{"name": "pk", "type": "S"}]}


def test_everything_that_a_connection_may_name_can_be_done_and_seen() -> None:
    assert set(STIMULI) == set(get_args(Probe.model_fields["does"].annotation))
    assert set(OBSERVATIONS) == set(get_args(Probe.model_fields["sees"].annotation))


def test_probes_that_see_a_run_or_a_message_stand_at_edges_to_functions_and_queues() -> None:
    ends = {"invoked": "lambda_function", "received": "sqs_queue"}
    for (_, target), kind in load_catalogue().connections.items():
        if kind.probe:
            assert target == ends[kind.probe.sees]


class Recorder:
    """A client that keeps what it was called with."""

    def __init__(self) -> None:
        self.calls: list[dict[str, Any]] = []

    def __getattr__(self, _operation: str) -> Any:
        return lambda **arguments: self.calls.append(arguments)


@pytest.mark.parametrize(
    ("name", "service", "type_", "attributes"),
    [
        ("put_item", "dynamodb", "aws_dynamodb_table", TABLE),
        ("send_message", "sqs", "aws_sqs_queue", {"url": "u", "fifo_queue": True}),
        ("publish", "sns", "aws_sns_topic", {"arn": "a", "fifo_topic": True}),
    ],
)
def test_what_is_done_a_second_time_is_another_item_or_message(
    site: Site, name: str, service: str, type_: str, attributes: dict[str, Any]
) -> None:
    # Streams tell nothing of an item that is put as it was, FIFO queues and topics drop a message they had.
    client = site.terraform_account._clients[service] = Recorder()
    site.state[f"{type_}.one"] = StateResource(f"{type_}.one", type_, "one", attributes)
    for _ in range(2):
        STIMULI[name](Parts(site), "one")
    first, second = client.calls
    assert first != second
