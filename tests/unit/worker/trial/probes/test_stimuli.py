from typing import get_args

from worker.architecture.catalogue import load_catalogue
from worker.architecture.connection_kind import Probe
from worker.trial.probes.observations import OBSERVATIONS
from worker.trial.probes.stimuli import STIMULI


def test_everything_that_a_connection_may_name_can_be_done_and_seen() -> None:
    assert set(STIMULI) == set(get_args(Probe.model_fields["does"].annotation))
    assert set(OBSERVATIONS) == set(get_args(Probe.model_fields["sees"].annotation))


def test_probes_that_see_a_run_or_a_message_stand_at_edges_to_functions_and_queues() -> None:
    ends = {"invoked": "lambda_function", "received": "sqs_queue"}
    for (_, target), kind in load_catalogue().connections.items():
        if kind.probe:
            assert target == ends[kind.probe.sees]
